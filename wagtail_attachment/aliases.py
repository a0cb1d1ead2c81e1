"""Chains of aliases: whose text a page shows, and which pages show a page's text.

An alias can point to another alias, to any depth. It shows the text of the page at the end of its
chain, and is read in that page's language.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import F
from django.db.models.functions import Coalesce

from wagtail_attachment.compat import get_base_page_model


def get_source(page: Any) -> Any:
    """Return the page at the end of an alias's chain, or ``page`` itself if it is not an alias."""
    while getattr(page, "alias_of_id", None):
        page = page.alias_of
    return page


def find_aliases(page_ids: Iterable[int | str]) -> set[int]:
    """Return the ids of all pages that show the text of one of these; one query per step."""
    found: set[int] = set()
    step: set[Any] = set(page_ids)
    while step:
        aliases = get_base_page_model().objects.filter(alias_of__in=step)
        step = set(aliases.values_list("pk", flat=True)) - found
        found |= step
    return found


def find_sources() -> dict[int, tuple[int, int]]:
    """Return, by alias id, the ids of the page whose text it shows and of that page's locale.

    One query answers for all aliases.
    """
    aliases = get_base_page_model().objects.filter(alias_of__isnull=False)
    steps = {
        alias_id: (source_id, locale_id)
        for alias_id, source_id, locale_id in aliases.order_by().values_list(
            "pk", "alias_of_id", "alias_of__locale_id"
        )
    }
    sources = {}
    for alias_id, (source_id, locale_id) in steps.items():
        while source_id in steps:
            source_id, locale_id = steps[source_id]
        sources[alias_id] = source_id, locale_id
    return sources


def follow_to_source(field: str) -> Coalesce:
    """Return a query expression for ``field`` of the page whose text each page shows.

    The query joins as many steps as the longest chain has; finding that takes one query per step.
    """
    pages = get_base_page_model().objects.order_by()
    ways = ["alias_of__", ""]
    while pages.filter(**{f"{ways[0]}alias_of__isnull": False}).exists():
        ways.insert(0, f"{ways[0]}alias_of__")
    return Coalesce(*(F(f"{way}{field}") for way in ways))
