"""Home pages and lists of articles that a language lacks, or shows in the original's words."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wagtail_attachment.compat import get_base_page_model
from wagtail_attachment.covered import CoveredPage
from wagtail_attachment.translation.sources import find_many

from .beginning import ask_to_begin
from .plain_pages import count_texts, get_type_ids, is_listed
from .states import State
from .tasks import Task


def find_page_tasks(locales: Iterable[Any]) -> dict[int, list[Task]]:
    """Return what is to be done by the id of each of ``locales``, for live originals.

    What is covered is among the articles. The number of queries grows with the types of page alone.
    """
    groups: dict[Any, list[Any]] = {}
    for page in _find_pages():
        groups.setdefault(page.translation_key, []).append(page)
    live = [group for group in groups.values() if group[0].live]
    by_key = {group[0].translation_key: group for group in live}
    counted = count_texts(by_key, find_many(by_key))
    copies = _find_live_copies(by_key)
    return {
        locale.pk: [
            task
            for group in live
            if group[0].locale_id != locale.pk
            and (task := _find_task(group, locale, counted, copies))
        ]
        for locale in locales
    }


def _find_pages() -> Any:
    found = get_base_page_model().objects.filter(is_listed(), alias_of=None)
    return found.exclude(content_type__in=get_type_ids(CoveredPage)).order_by("pk").specific()


def _find_live_copies(keys: Iterable[Any]) -> set[tuple[Any, int]]:
    """Return in which locales readers get the original's text, each with the page's translation key."""
    aliases = get_base_page_model().objects.live().exclude(alias_of=None)
    found = aliases.filter(translation_key__in=list(keys))
    return set(found.values_list("translation_key", "locale_id"))


def _find_task(
    group: list[Any],
    locale: Any,
    counted: Mapping[int, tuple[int, int]],
    copies: Container[tuple[Any, int]],
) -> Task | None:
    own = next((page for page in group if page.locale_id == locale.pk), None)
    if own is None:
        is_shown = (group[0].translation_key, locale.pk) in copies
        return ask_to_begin(group[0], locale, str(State.SHOWS_ORIGINAL.label) if is_shown else "")
    url = reverse("wagtailadmin_pages:edit", args=[own.pk])
    total, done = counted[own.pk]
    if left := total - done:
        state = ngettext(
            "%(count)d text is not translated", "%(count)d texts are not translated", left
        )
        return Task(own.title, state % {"count": left}, url, _("Translate them"), own.pk)
    if not own.live:
        state = _("translated, not published")
        return Task(own.title, state, url, _("Publish it"), own.pk, publishes=True)
    return None
