"""Chains of aliases: whose text a page shows, and which pages show a page's text.

An alias may be one of an alias, at any depth. It is read with the text of the page at the end of its
chain, in that page's language.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import F
from django.db.models.functions import Coalesce

from wagtail_attachment.compat import get_base_page_model


def get_source(page: Any) -> Any:
    """Return the page at the end of the chain, which is ``page`` itself where that is no alias."""
    while getattr(page, "alias_of_id", None):
        page = page.alias_of
    return page


def find_aliases(page_ids: Iterable[int | str]) -> set[int]:
    """Return the ids of all pages that show the text of one of these, in a query for each step."""
    found: set[int] = set()
    step: set[Any] = set(page_ids)
    while step:
        aliases = get_base_page_model().objects.filter(alias_of__in=step)
        step = set(aliases.values_list("pk", flat=True)) - found
        found |= step
    return found


def find_sources() -> dict[int, tuple[int, int]]:
    """Return, for each alias there is, whose text it shows and in which locale that is, as ids.

    One query answers for all of them.
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
    """Return, for a query of pages, a field of the page whose text each shows.

    It joins as many steps as the longest chain has, found by one query for each step.
    """
    pages = get_base_page_model().objects.order_by()
    ways = ["alias_of__", ""]
    while pages.filter(**{f"{ways[0]}alias_of__isnull": False}).exists():
        ways.insert(0, f"{ways[0]}alias_of__")
    return Coalesce(*(F(f"{way}{field}") for way in ways))
