"""The holders of a permission, for "who can fix this" and for mails."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import load_backend
from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.admin.utils import get_user_display_name

from wagtail_attachment.languages.separators import join_items

from .acts import find_publishers, may_see_page
from .instances import is_page, name_showing
from .names import OPEN_ADMIN, REVIEW_TRANSLATION, get_review_permission


def find_holders(permission: str, *, include_superusers: bool = True) -> Any:
    """Return the active users who hold a permission, as a query set."""
    # The backend's method is used since the manager of a custom user model may lack it. The backend
    # is loaded late since its module needs the user model, which may not be loaded yet.
    backend: Any = load_backend("django.contrib.auth.backends.ModelBackend")
    return backend.with_perm(permission, include_superusers=include_superusers)


def find_admin_users(chosen: Any = None) -> Any:
    """Return users who can open the admin, and the one with the id ``chosen``, as a query set."""
    holders = find_holders(OPEN_ADMIN)
    offered = Q(pk__in=holders.values("pk")) | Q(pk=chosen)
    return holders.model._default_manager.filter(offered).order_by("pk")


def find_translation_reviewers(language: str) -> Any:
    """Return the active users who may review translations into a language, as a query set."""
    of_all = find_holders(REVIEW_TRANSLATION)
    of_one = find_holders(get_review_permission(language), include_superusers=False)
    chosen = Q(pk__in=of_all.values("pk")) | Q(pk__in=of_one.values("pk"))
    return of_all.model._default_manager.filter(chosen)


def find_reviewers_of(page: Any) -> list[Any]:
    """Return the active users who may review the translation ``page``."""
    users = find_translation_reviewers(page.locale.language_code).order_by("pk")
    return [user for user in users if may_see_page(user, page)]


def describe_holders(permission: str) -> str:
    """Return the names of the holders of a permission, for "who can fix this"."""
    return _describe(find_holders(permission))


def describe_translation_reviewers(language: str) -> str:
    """Return the names of those who may review translations into a language."""
    return _describe(find_translation_reviewers(language))


def describe_publishers(instance: Any) -> str:
    """Return the names of those who decide what readers get of a page or a snippet."""
    if is_page(instance):
        return _describe(find_publishers(instance))
    return describe_holders(name_showing(instance))


def _describe(users: Any) -> str:
    users = users.order_by("pk")
    names = [get_user_display_name(user) for user in users[:4]]
    if not names:
        return _("An administrator")
    if len(names) > 3:
        return _("%(names)s and others") % {"names": join_items(names[:3])}
    return join_items(names)
