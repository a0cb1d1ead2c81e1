"""Texts that differ from the approved ones, for those who may approve them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.admin.utils import get_user_display_name
from wagtail.log_actions import registry

from wagtail_attachment import permissions
from wagtail_attachment.addresses import reverse_admin
from wagtail_attachment.desk.tasks import name_language
from wagtail_attachment.disclaimers.drafts import Disclaimer
from wagtail_attachment.disclaimers.notices import Notice
from wagtail_attachment.disclaimers.versions import DisclaimerVersion
from wagtail_attachment.languages.separators import join_items
from wagtail_attachment.times import get_local_time

from .acts import Act, Waiting


def find_approvals(user: Any) -> Iterator[Waiting]:
    """Yield the drafts that differ from what readers get, requested approvals first.

    Three queries, plus one for each draft that links to pages, to resolve the links.
    """
    if not permissions.may_approve(user):
        return
    drafts = _find_unapproved()
    asked = _find_asked(drafts)
    drafts.sort(key=lambda draft: (draft.pk not in asked, draft.pk))
    yield Waiting(
        "approvals",
        _("Texts to approve"),
        _("Read and approve"),
        [_make_act(draft, asked.get(draft.pk)) for draft in drafts],
        reverse_admin(Disclaimer.snippet_viewset.get_url_name("list")),
        _("All disclaimers and notices"),
    )


def _find_unapproved() -> list[Disclaimer]:
    """Return the drafts whose text is neither approved nor approved for a later date.

    A notice that is currently not shown anywhere needs no approval.
    """
    drafts = (
        Disclaimer.objects.exclude(kind__in=Notice.objects.unplaced().values("slug"))
        .select_related("locale", "site", "latest_revision")
        .order_by("pk")
    )
    rows = DisclaimerVersion.objects.filter(
        Q(pk__in=DisclaimerVersion.objects.statements().values("pk"))
        | Q(pk__in=DisclaimerVersion.objects.pending().order_by().values("pk")),
        withdraws=None,
    )
    approved = {
        (row.kind, row.site_id, row.language, row.digest)
        for row in rows.only("kind", "site_id", "language", "digest")
    }
    return [
        draft
        for draft in drafts
        if (draft.kind, draft.site_id, draft.language, draft.digest) not in approved
    ]


def _find_asked(drafts: list[Disclaimer]) -> dict[int, Any]:
    """Return, by draft, the last request for its approval that is still open."""
    if not drafts:
        return {}
    entries = (
        registry.get_log_model_for_model(Disclaimer)
        .objects.filter(
            content_type__app_label="wagtail_attachment",
            content_type__model="disclaimer",
            object_id__in=[str(draft.pk) for draft in drafts],
            action__in=["wagtail_attachment.ask_approval", "wagtail_attachment.approve"],
        )
        .select_related("user")
        .order_by("timestamp", "pk")
    )
    last = {int(entry.object_id): entry for entry in entries}
    return {pk: entry for pk, entry in last.items() if entry.action.endswith(".ask_approval")}


def _make_act(draft: Disclaimer, asked: Any) -> Act:
    where = [name_language(draft.locale)]
    if draft.site:
        where.append(draft.site.site_name or draft.site.hostname)
    revision = draft.latest_revision
    if asked is not None:
        person = (
            get_user_display_name(asked.user)
            if asked.user
            else _("someone whose account was deleted")
        )
        state = _("asked for by %(person)s on %(date)s") % {
            "person": person,
            "date": _format(asked.timestamp),
        }
    elif revision is not None:
        state = _("changed on %(date)s") % {"date": _format(revision.created_at)}
    else:
        state = _("not approved")
    return Act(
        str(draft),
        join_items([*where, state]),
        reverse_admin("wagtail_attachment:approve_disclaimer", draft.pk),
    )


def _format(at: datetime) -> str:
    return date_format(get_local_time(at))
