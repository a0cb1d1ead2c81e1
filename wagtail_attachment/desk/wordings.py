"""Disclaimers that a language lacks, or that were not renewed with their source."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from wagtail.models import Site

from wagtail_attachment import permissions
from wagtail_attachment.disclaimers.drafts import Disclaimer
from wagtail_attachment.disclaimers.languages import WordingState, find_wording_states
from wagtail_attachment.disclaimers.notices import Notice

from .tasks import Task

_LIST = "wagtailsnippets_wagtail_attachment_disclaimer"


def find_wording_tasks(locales: Iterable[Any]) -> list[tuple[WordingState, Task]]:
    """Return what is to be written or renewed in ``locales``; six queries at most."""
    states = [state for state in find_wording_states(locales) if state.is_due]
    if not states:
        return []
    drafts: dict[tuple[str, int | None, int], int] = {
        (kind, site_id, locale_id): pk
        for kind, site_id, locale_id, pk in Disclaimer.objects.values_list(
            "kind", "site_id", "locale_id", "pk"
        )
    }
    names = Notice.find_names()
    sites = Site.objects.in_bulk() if any(state.site_id for state in states) else {}
    return [
        (state, _make_task(state, drafts.get(_get_key(state)), sites.get(state.site_id), names))
        for state in states
    ]


def get_add_url(kind: str, locale: Any, site_id: int | None = None) -> str:
    """Return where a wording of this kind and language is begun."""
    query: dict[str, Any] = {"kind": kind, "locale": locale.pk}
    if site_id:
        query["site"] = site_id
    return f"{reverse(f'{_LIST}:add')}?{urlencode(query)}"


def read_kind(request: Any) -> str:
    """Return the kind that such an address names, empty where it names none that could be."""
    kind = request.GET.get("kind", "")
    return kind if re.fullmatch(r"[-\w]{1,50}", kind, re.ASCII) else ""


def _get_key(state: WordingState) -> tuple[str, int | None, int]:
    return state.kind, state.site_id, state.locale.pk


def _make_task(state: WordingState, draft_id: int | None, site: Any, names: dict[str, str]) -> Task:
    title = names.get(state.kind) or _("A notice that was deleted")
    if site:
        title = f"{title} ({site.site_name or site.hostname})"
    if draft_id is None:
        url = get_add_url(state.kind, state.locale, state.site_id)
        return Task(title, state.summary, url, _("Write it"), right=permissions.ADD_DISCLAIMER)
    url = reverse(f"{_LIST}:edit", args=[draft_id])
    if state.is_missing:
        approve = permissions.APPROVE_DISCLAIMER
        return Task(title, _("written, not approved yet"), url, _("Approve it"), right=approve)
    change = permissions.CHANGE_DISCLAIMER
    return Task(title, state.summary, url, _("Compare and update it"), right=change)
