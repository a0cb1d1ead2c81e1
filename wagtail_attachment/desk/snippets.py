"""How booking prompts, topics and people stand in each language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils.translation import gettext as _

from wagtail_attachment.permissions import CHANGE_BOOKING, CHANGE_PERSON, CHANGE_TOPIC
from wagtail_attachment.practice.booking import BookingCTA
from wagtail_attachment.practice.people import Practitioner, Topic
from wagtail_attachment.translation.snippets import find_unread
from wagtail_attachment.translation.sources import find_many
from wagtail_attachment.translation.texts import get_texts

from .beginning import get_edit_url, get_snippet_url
from .page_tasks import describe_state
from .plain import PlainTranslation, judge_plain
from .states import Row, Standing, State, judge_state
from .tasks import Task
from .translations import annotate_last_hand, load_people


@dataclass(frozen=True)
class Snippets:
    """One type of snippet that is translated."""

    section: str
    model: Any
    right: str
    spares_words: bool = True
    """Whether a single word may be the same in two languages, as the topic “Trauma”."""


SNIPPETS = (
    Snippets("bookings", BookingCTA, CHANGE_BOOKING, spares_words=False),
    Snippets("topics", Topic, CHANGE_TOPIC),
    Snippets("people", Practitioner, CHANGE_PERSON),
)


def find_snippet_rows(chosen: Sequence[Snippets], locales: Sequence[Any]) -> list[Row]:
    """Return how all snippets of the chosen types stand, by their names.

    One query a type, those for what a tool knows, two for what has to be read, and one for people. Who has left the practice is
    shown on no page, and what has no text needs none.
    """
    groups = {snippets: _load_groups(snippets) for snippets in chosen}
    managed = find_many({key: group for each in groups.values() for key, group in each.items()})
    unread = find_unread(managed)
    people = load_people(
        snippet.hand_user
        for each in groups.values()
        for group in each.values()
        for snippet in group
        if snippet.hand_user
    )
    rows = []
    for snippets, by_key in groups.items():
        judged = judge_plain(by_key.values(), managed, unread, spares_words=snippets.spares_words)
        rows += [
            _make_row(snippets, group, locales, judged, people)
            for group in sorted(by_key.values(), key=lambda group: str(group[0]))
        ]
    return rows


def _load_groups(snippets: Snippets) -> dict[Any, list[Any]]:
    """Return the snippets that have texts with their translations, the oldest of each first."""
    found = snippets.model.objects.order_by("pk").annotate(**annotate_last_hand())
    if snippets.model is Practitioner:
        found = found.filter(left_on=None)
    groups: dict[Any, list[Any]] = {}
    for snippet in found:
        groups.setdefault(snippet.translation_key, []).append(snippet)
    return {key: group for key, group in groups.items() if get_texts(group[0])}


def _make_row(
    snippets: Snippets,
    group: Sequence[Any],
    locales: Sequence[Any],
    judged: Mapping[int, PlainTranslation],
    people: Mapping[str, Any],
) -> Row:
    return Row(
        section=snippets.section,
        title=str(group[0]),
        content_type_id=ContentType.objects.get_for_model(snippets.model).pk,
        standings=[_make_standing(snippets, group, each, judged, people) for each in locales],
    )


def _make_standing(
    snippets: Snippets,
    group: Sequence[Any],
    locale: Any,
    judged: Mapping[int, PlainTranslation],
    people: Mapping[str, Any],
) -> Standing:
    source = group[0]
    own = next((each for each in group if each.locale_id == locale.pk), None)
    if own is None:
        url = get_snippet_url(source, locale)
        task = Task(
            str(source),
            _("not started"),
            url,
            _("Translate it"),
            right=snippets.right,
            begins=True,
        )
        return Standing(locale, State.NOT_STARTED, task=task)
    url = get_edit_url(own)
    if own is source:
        return Standing(locale, State.ORIGINAL, url=url, title=str(own), is_live=True)
    standing = Standing(
        locale,
        judge_state(judged[own.pk]),
        url=url,
        title=str(own),
        is_live=True,
        translation=judged[own.pk],
        person=people.get(str(own.hand_user)),
        at=own.hand_at,
    )
    return replace(standing, task=_find_task(snippets, standing, judged[own.pk], own.pk))


def _find_task(
    snippets: Snippets, standing: Standing, translation: PlainTranslation, pk: Any
) -> Task | None:
    if standing.state == State.LIVE:
        return None
    state, action = describe_state(translation), _("Translate them")
    if translation.to_read and not translation.unfinished:
        return _make_review(snippets, standing, pk, state)
    if not translation.unfinished:
        action = _("Compare and update it")
    if not state:
        state, action = _("translated, not published"), _("Publish it")
    return Task(standing.title, state, standing.url, action, right=snippets.right)


def _make_review(snippets: Snippets, standing: Standing, pk: Any, state: str) -> Task:
    language = standing.locale.language_code
    url = reverse("wagtail_attachment:review_snippet", args=[snippets.model._meta.model_name, pk])
    action = _("Read and review it")
    return Task(standing.title, state, url, action, right=snippets.right, language=language)
