"""What is left to do in each language, and where it is done.

The Languages desk, the dashboard and the lists of disclaimers and crisis lines all ask here.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Locale

from wagtail_attachment.languages.own_texts import has_package_texts
from wagtail_attachment.ledger.memo import remember
from wagtail_attachment.permissions import (
    find_pages_to_publish,
    find_pages_to_see,
    holds,
    may_review_language,
    may_translate,
)

from .articles import find_article_tasks
from .crisis_lines import find_crisis_text_tasks
from .other_pages import find_page_tasks
from .snippets import BOOKINGS, PEOPLE, TOPICS, find_snippet_tasks
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
    def is_unspoken(self) -> bool:
        """Whether the package has no texts in this language."""
        return not has_package_texts(self.locale.language_code)

    @property
    def count(self) -> int:
        return sum(len(section.tasks) for section in self.sections)

    @property
    def count_former(self) -> int:
        """How many pages readers have in the translation of an original that has changed since."""
        return sum(task.readers_have_former for each in self.sections for task in each.tasks)


def has_several_languages() -> bool:
    # Several items of the menu ask for it on every page of the admin.
    return remember("several languages", lambda: Locale.objects.count() > 1)


def get_desks(user: Any) -> list[Desk]:
    """Return a desk for each language of the site, with what ``user`` may do.

    The number of queries grows with the types of page alone.
    """
    locales = list(Locale.objects.order_by("pk"))
    seen = set(find_pages_to_see(user).values_list("pk", flat=True))

    published = set(find_pages_to_publish(user).values_list("pk", flat=True))

    def keep(tasks: Iterable[Task]) -> list[Task]:
        return [
            _name_for(user, task, published)
            for task in tasks
            if (task.page_id in seen if task.page_id else holds(user, task.right))
        ]

    articles = find_article_tasks(locales)
    others = find_page_tasks(locales)
    wordings = find_wording_tasks(locales)
    crisis_texts = find_crisis_text_tasks(locales)
    bookings = find_snippet_tasks(BOOKINGS, locales)
    topics = find_snippet_tasks(TOPICS, locales)
    people = find_snippet_tasks(PEOPLE, locales)
    return [
        Desk(
            locale=locale,
            name=name_language(locale),
            sections=[
                Section("articles", _("Articles"), "doc-full", keep(articles[locale.pk])),
                Section("pages", _("Home pages and lists"), "home", keep(others[locale.pk])),
                Section(
                    "wordings",
                    _("Disclaimers and notices"),
                    "clipboard-list",
                    keep(task for state, task in wordings if state.locale == locale),
                ),
                Section(
                    "crisis-texts", _("Crisis lines"), "warning", keep(crisis_texts[locale.pk])
                ),
                Section("bookings", _("Booking"), "calendar-alt", keep(bookings[locale.pk])),
                Section("topics", _("Topics"), "tag", keep(topics[locale.pk])),
                Section("people", _("People"), "user", keep(people[locale.pk])),
            ],
        )
        for locale in locales
    ]


def _name_for(user: Any, task: Task, published: Container[int | None]) -> Task:
    """Ask nobody to publish what they may not, or for a review of a language that is not theirs."""
    if task.publishes and task.page_id not in published:
        return replace(task, action=_("Waits for someone who may publish it"))
    if not task.language or may_review_language(user, task.language):
        return task
    return replace(task, action=_("Waits for its review"))


def may_see_desk(user: Any) -> bool:
    """Say whether the desk is there for someone: a practice of one language has none."""
    return may_translate(user) and has_several_languages()
