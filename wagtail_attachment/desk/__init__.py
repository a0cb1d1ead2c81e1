"""What is left to do in each language, and where it is done.

The Languages desk, the dashboard and the lists of disclaimers and crisis lines all ask here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Locale

from wagtail_attachment.languages.own_texts import has_package_texts
from wagtail_attachment.ledger.memo import remember
from wagtail_attachment.permissions import (
    find_pages_to_publish,
    may_review_language,
    may_submit_pages,
    may_translate,
)
from wagtail_attachment.translation.makers import get_maker

from .page_tasks import find_page_tasks
from .shared import find_shared_rows
from .tasks import Task, name_language
from .translations import find_originals, find_rows


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


_SECTIONS = {
    "articles": (gettext_lazy("Articles and other pages"), "doc-full"),
    "pages": (gettext_lazy("Home pages and lists"), "home"),
    "wordings": (gettext_lazy("Disclaimers and notices"), "clipboard-list"),
    "crisis-texts": (gettext_lazy("Crisis lines"), "warning"),
    "bookings": (gettext_lazy("Booking"), "calendar-alt"),
    "topics": (gettext_lazy("Topics"), "tag"),
    "people": (gettext_lazy("People"), "user"),
}
"""The heading and the icon of each section, in their order."""


def get_desks(user: Any) -> list[Desk]:
    """Return a desk for each language of the site, with what ``user`` may do.

    That is what is left to do in the list of translations. The number of queries grows with the types
    of page alone.
    """
    locales = list(Locale.objects.order_by("pk"))
    published = set(find_pages_to_publish(user).values_list("pk", flat=True))
    tasks: dict[tuple[Any, str], list[Task]] = defaultdict(list)
    for row, locale, task in find_page_tasks(find_rows(find_originals(user), locales, user)):
        tasks[locale.pk, row.section].append(_name_for(user, task, published))
    for row in find_shared_rows(locales, user):
        for standing in row.standings:
            if standing and standing.task:
                task = _name_for(user, standing.task, published)
                tasks[standing.locale.pk, row.section].append(task)
    return [
        Desk(
            locale=locale,
            name=name_language(locale),
            sections=[
                Section(name, str(heading), icon, tasks[locale.pk, name])
                for name, (heading, icon) in _SECTIONS.items()
            ],
        )
        for locale in locales
    ]


def _name_for(user: Any, task: Task, published: Container[int | None]) -> Task:
    """Ask nobody to begin or publish what they may not, or to review a language that is not theirs."""
    if task.begins and not may_submit_pages(user, get_maker().permission):
        return replace(task, action=_("Waits for someone who may translate it"), url="")
    if task.publishes and task.page_id not in published:
        return replace(task, action=_("Waits for someone who may publish it"))
    if not task.language or may_review_language(user, task.language):
        return task
    return replace(task, action=_("Waits for its review"))


def may_see_desk(user: Any) -> bool:
    """Say whether the desk is there for someone: a practice of one language has none."""
    return may_translate(user) and has_several_languages()
