"""How disclaimers and notices stand in each language: which lack a text, or did not follow their source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from wagtail.models import Site

from wagtail_attachment import permissions
from wagtail_attachment.covered import get_covered_models
from wagtail_attachment.disclaimers.drafts import Disclaimer
from wagtail_attachment.disclaimers.languages import WordingState, find_wording_states
from wagtail_attachment.disclaimers.notices import GENERAL, Notice
from wagtail_attachment.languages import get_language_fallbacks
from wagtail_attachment.languages.source import get_source_language

from .states import Row, Standing, State
from .tasks import Task

WORDINGS = "wordings"

_LIST = "wagtailsnippets_wagtail_attachment_disclaimer"


def find_wording_rows(locales: Sequence[Any]) -> list[Row]:
    """Return how each text stands in each of ``locales``, the disclaimer first; six queries at most."""
    types = ContentType.objects.get_for_models(Disclaimer, Notice)
    own_kinds = {GENERAL, *(model.disclaimer_kind for model in get_covered_models())}
    texts: dict[tuple[str, int | None], dict[int, Standing]] = {}
    for state, standing in find_wordings(locales):
        texts.setdefault((state.kind, state.site_id), {})[state.locale.pk] = standing
    return [
        Row(
            section=WORDINGS,
            title=next(iter(by_locale.values())).title,
            content_type_id=types[Disclaimer if kind in own_kinds else Notice].pk,
            standings=[by_locale.get(locale.pk) for locale in locales],
        )
        for (kind, _site_id), by_locale in sorted(texts.items(), key=lambda text: _rank(*text[0]))
    ]


def find_wordings(locales: Iterable[Any]) -> list[tuple[WordingState, Standing]]:
    """Return each text in each of ``locales``; six queries at most."""
    states = find_wording_states(locales)
    if not states:
        return []
    drafts = {
        (draft.kind, draft.site_id, draft.locale_id): draft
        for draft in Disclaimer.objects.select_related("latest_revision__user")
    }
    names = Notice.find_names()
    sites = Site.objects.in_bulk() if any(state.site_id for state in states) else {}
    return [
        (
            state,
            _make_standing(
                state,
                _name(state, sites.get(state.site_id), names),
                drafts.get((state.kind, state.site_id, state.locale.pk)),
            ),
        )
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


def _rank(kind: str, site_id: int | None) -> tuple[bool, str, int]:
    return kind != GENERAL, kind, site_id or 0


def _name(state: WordingState, site: Any, names: dict[str, str]) -> str:
    title = names.get(state.kind) or _("A notice that was deleted")
    return f"{title} ({site.site_name or site.hostname})" if site else title


def _make_standing(state: WordingState, title: str, draft: Disclaimer | None) -> Standing:
    url = reverse(f"{_LIST}:edit", args=[draft.pk]) if draft else ""
    revision = draft.latest_revision if draft else None
    return Standing(
        state.locale,
        _choose_state(state, draft),
        url=url,
        title=title,
        is_live=not state.is_missing,
        person=revision.user if revision else None,
        at=revision.created_at if revision else None,
        task=_find_task(state, title, url),
    )


def _choose_state(state: WordingState, draft: Disclaimer | None) -> State:
    if state.is_missing:
        return State.TO_REVIEW if draft else State.NOT_STARTED
    if state.is_due:
        return State.OUT_OF_DATE
    is_source = get_source_language() in get_language_fallbacks(state.locale.language_code)
    return State.ORIGINAL if is_source else State.LIVE


def _find_task(state: WordingState, title: str, url: str) -> Task | None:
    """Return what is to be done; ``url`` is where its draft is edited, empty where there is none."""
    if not state.is_due:
        return None
    if not url:
        url = get_add_url(state.kind, state.locale, state.site_id)
        return Task(title, state.summary, url, _("Write it"), right=permissions.ADD_DISCLAIMER)
    if state.is_missing:
        approve = permissions.APPROVE_DISCLAIMER
        return Task(title, _("written, not approved yet"), url, _("Approve it"), right=approve)
    change = permissions.CHANGE_DISCLAIMER
    return Task(title, state.summary, url, _("Compare and update it"), right=change)
