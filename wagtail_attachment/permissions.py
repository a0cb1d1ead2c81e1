"""Who may do what: the one place that names a permission, and who holds it.

Each name is Django's, ``app_label.codename``, for ``user.has_perm()``.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth import load_backend
from django.utils.translation import gettext as _
from wagtail.admin.utils import get_user_display_name
from wagtail.permissions import page_permission_policy

APPROVE_DISCLAIMER = "wagtail_attachment.approve_disclaimer"
ADD_DISCLAIMER = "wagtail_attachment.add_disclaimer"
CHANGE_DISCLAIMER = "wagtail_attachment.change_disclaimer"
DELETE_DISCLAIMER = "wagtail_attachment.delete_disclaimer"
VERIFY_CRISIS_LINE = "wagtail_attachment.verify_crisisresource"
CHANGE_CRISIS_LINE = "wagtail_attachment.change_crisisresource"
CHANGE_BOOKING = "wagtail_attachment.change_bookingcta"
CHANGE_PRACTICE = "wagtail_attachment.change_practicesettings"
REVIEW_ARTICLE = "wagtail_attachment.review_article"
REVIEW_TRANSLATION = "wagtail_attachment.review_translation"
OVERRIDE_REQUIRED = "wagtail_attachment.override_required"
SEE_EVIDENCE = "wagtail_attachment.view_publicationevent"
RUN_PURGE = "wagtail_attachment.run_purge"

WITHOUT_SNIPPET = (
    CHANGE_PRACTICE,
    OVERRIDE_REQUIRED,
    REVIEW_ARTICLE,
    REVIEW_TRANSLATION,
    RUN_PURGE,
    SEE_EVIDENCE,
)
"""Those that belong to no snippet, so that Wagtail has to be told to offer them for groups."""

TO_WRITE = ("add", "change", "publish")
"""Wagtail's permissions on pages; whoever has any of them on any page works on articles."""

_TO_TRANSLATE = (CHANGE_DISCLAIMER, CHANGE_CRISIS_LINE, CHANGE_BOOKING, REVIEW_TRANSLATION)


def may_see_report(user: Any) -> bool:
    """Say whether the report of articles opens for ``user``, with the pages that are theirs."""
    return page_permission_policy.user_has_any_permission(user, TO_WRITE)


def may_translate(user: Any) -> bool:
    """Say whether ``user`` may change anything that is translated."""
    return may_see_report(user) or any(user.has_perm(name) for name in _TO_TRANSLATE)


def may_set_up(user: Any) -> bool:
    """Say whether ``user`` may set up the practice."""
    return bool(user.has_perm(CHANGE_PRACTICE))


def may_see_evidence(user: Any) -> bool:
    """Say whether ``user`` may see what readers saw."""
    return bool(user.has_perm(SEE_EVIDENCE))


def may_see_purges(user: Any) -> bool:
    """Say whether ``user`` changes what many cached pages show, or may purge these."""
    names = (APPROVE_DISCLAIMER, VERIFY_CRISIS_LINE, CHANGE_PRACTICE, RUN_PURGE)
    return any(user.has_perm(name) for name in names)


def may_override(user: Any, page: Any) -> bool:
    """Say whether ``user`` may publish ``page`` despite what is required."""
    return bool(user.has_perm(OVERRIDE_REQUIRED) and page.permissions_for_user(user).can_publish())


def find_holders(permission: str, *, include_superusers: bool = True) -> Any:
    """Return the active users who hold a permission, as a query set."""
    # Of the backend, since the manager of a site's own user model need not have it; and loaded when
    # it is asked, since its module wants the user model, which may not be there yet.
    backend: Any = load_backend("django.contrib.auth.backends.ModelBackend")
    return backend.with_perm(permission, include_superusers=include_superusers)


def describe_holders(permission: str) -> str:
    """Return the names of those who hold a permission, for "who can fix this"."""
    users = find_holders(permission).order_by("pk")
    names = [get_user_display_name(user) for user in users[:4]]
    if not names:
        return _("An administrator")
    if len(names) > 3:
        return _("%(names)s and others") % {"names": ", ".join(names[:3])}
    return ", ".join(names)
