"""Booking prompts, topics and people whose texts a language lacks, or has in the original's words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from wagtail_attachment.permissions import CHANGE_BOOKING, CHANGE_PERSON, CHANGE_TOPIC
from wagtail_attachment.practice.booking import BookingCTA
from wagtail_attachment.practice.people import Practitioner, Topic

from .beginning import get_edit_url, get_snippet_url
from .plain_pages import may_be_the_same
from .tasks import Task


@dataclass(frozen=True)
class Snippets:
    """One type of snippet that is translated."""

    model: Any
    texts: tuple[str, ...]
    """The fields that readers read in their language."""
    right: str
    spares_words: bool = True
    """Whether a single word may be the same in two languages, as the topic “Trauma”."""


BOOKINGS = Snippets(
    BookingCTA, ("heading", "text", "button_label"), CHANGE_BOOKING, spares_words=False
)
TOPICS = Snippets(Topic, ("name",), CHANGE_TOPIC)
PEOPLE = Snippets(Practitioner, ("job_title", "bio"), CHANGE_PERSON)


def find_snippet_tasks(snippets: Snippets, locales: Iterable[Any]) -> dict[int, list[Task]]:
    """Return what is to be translated by the id of each of ``locales``, in one query.

    Who has left the practice is shown on no page, and what has no text needs none.
    """
    rows = snippets.model.objects.order_by("pk")
    if snippets is PEOPLE:
        rows = rows.filter(left_on=None)
    groups: dict[Any, list[Any]] = {}
    for row in rows:
        groups.setdefault(row.translation_key, []).append(row)
    return {
        locale.pk: [
            task
            for group in groups.values()
            if group[0].locale_id != locale.pk and (task := _find_task(snippets, group, locale))
        ]
        for locale in locales
    }


def _find_task(snippets: Snippets, group: list[Any], locale: Any) -> Task | None:
    source = group[0]
    texts = {name: text for name in snippets.texts if (text := getattr(source, name))}
    own = next((row for row in group if row.locale_id == locale.pk), None)
    if own is None and texts:
        return _make_task(snippets, source, _("not started"), get_snippet_url(source, locale))
    if own is not None and any(
        getattr(own, name) == text and not (snippets.spares_words and may_be_the_same(text))
        for name, text in texts.items()
    ):
        return _make_task(snippets, source, _("partly translated"), get_edit_url(own))
    return None


def _make_task(snippets: Snippets, source: Any, state: str, url: str) -> Task:
    return Task(str(source), state, url, _("Translate it"), right=snippets.right)
