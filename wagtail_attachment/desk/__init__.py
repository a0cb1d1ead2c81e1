"""What is left to do in each language, and where it is done.

The Languages desk, the dashboard and the lists of disclaimers and crisis lines all ask here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Locale

from wagtail_attachment.permissions import may_translate

from .articles import find_article_tasks
from .bookings import find_booking_tasks
from .crisis_lines import find_crisis_text_tasks
from .tasks import Task, name_language
from .wordings import find_wording_tasks


@dataclass(frozen=True)
class Section:
    name: str
    heading: str
    icon: str
    tasks: list[Task]


@dataclass(frozen=True)
class Desk:
    """All that waits for the translators of one language."""

    locale: Any
    name: str
    sections: list[Section]

    @property
    def count(self) -> int:
        return sum(len(section.tasks) for section in self.sections)


def has_several_languages() -> bool:
    return Locale.objects.count() > 1


def get_desks() -> list[Desk]:
    """Return a desk for each language of the site; the number of queries is constant for each."""
    locales = list(Locale.objects.order_by("pk"))
    articles = find_article_tasks(locales)
    wordings = find_wording_tasks(locales)
    crisis_texts = find_crisis_text_tasks(locales)
    bookings = find_booking_tasks(locales)
    return [
        Desk(
            locale=locale,
            name=name_language(locale),
            sections=[
                Section("articles", _("Articles"), "doc-full", articles[locale.pk]),
                Section(
                    "wordings",
                    _("Disclaimers"),
                    "clipboard-list",
                    [task for state, task in wordings if state.locale == locale],
                ),
                Section("crisis-texts", _("Crisis lines"), "warning", crisis_texts[locale.pk]),
                Section("bookings", _("Booking"), "calendar-alt", bookings[locale.pk]),
            ],
        )
        for locale in locales
    ]


def may_see_desk(user: Any) -> bool:
    """Say whether the desk is there for somebody: a practice of one language has none."""
    return may_translate(user) and has_several_languages()
