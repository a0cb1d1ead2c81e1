"""What many pages must show, in as many queries as for a few: for lists, feeds and reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from wagtail_attachment.compat import get_base_page_model
from wagtail_attachment.covered import CoveredPage
from wagtail_attachment.crisis.versions import CrisisResourceVersion
from wagtail_attachment.ledger.reviews import Review

from .relatives import find_relatives
from .resolver import Safety
from .shared_facts import read_lines, read_shared_facts


def load_safety(pages: Iterable[CoveredPage], *, with_relatives: bool = True) -> list[Safety]:
    """Return it for each of ``pages``, in their order.

    The number of queries grows with the kinds of page and the longest chain of aliases alone.
    ``with_relatives`` reads what only the gates ask.
    """
    pages = list(pages)
    if not pages:
        return []
    safeties = [Safety(page) for page in pages]
    sites = _SiteRoots()
    for safety in safeties:
        safety.site_id = safety.find_site_id(sites)
    _follow_aliases(safeties)
    _load_topics(safeties)
    _read_facts(safeties)
    if with_relatives:
        relatives = find_relatives(pages)
        for safety in safeties:
            safety.relatives = relatives[safety.page.pk]
    for safety in safeties:
        if safety.page.locale_id == safety.locale.pk:
            safety.page.locale = safety.locale
    return safeties


def load_reviews(safeties: Sequence[Safety]) -> None:
    """Read ``last_reviews`` of all of them at once."""
    last = Review.find_last({safety.text_subject for safety in safeties})
    for safety in safeties:
        safety.last_reviews = last[safety.text_subject]


def with_safety(pages: Iterable[Any]) -> Iterator[Safety]:
    """Yield it for each of ``pages``, however many, with the reviews: for a number of them at once."""
    for batch in divide(pages):
        safeties = load_safety(batch)
        load_reviews(safeties)
        yield from safeties


def divide(items: Iterable[Any], at_once: int = 200) -> Iterator[list[Any]]:
    """Yield ``items``, however many, in lists short enough for one query."""
    remaining = iter(items)
    while batch := list(islice(remaining, at_once)):
        yield batch


def make_specific(pages: Iterable[Any]) -> list[Any]:
    """Return each page as its own type: a query for each type that ``pages`` are not of already."""
    pages = list(pages)
    others: dict[Any, list[int]] = defaultdict(list)
    for page in pages:
        if page.specific_class and not isinstance(page, page.specific_class):
            others[page.specific_class].append(page.pk)
    found = {
        pk: page for model, ids in others.items() for pk, page in model.objects.in_bulk(ids).items()
    }
    return [found.get(page.pk, page) for page in pages]


class _SiteRoots:
    """What Wagtail leaves the sites' root pages on, to read them once."""


def _follow_aliases(safeties: Sequence[Safety]) -> None:
    sources = [(safety.page.alias_of_id, safety.page.locale_id) for safety in safeties]
    while steps := {alias_of_id for alias_of_id, _locale_id in sources if alias_of_id}:
        pages = get_base_page_model().objects.filter(pk__in=steps)
        found = {
            page_id: (alias_of_id, locale_id)
            for page_id, alias_of_id, locale_id in pages.values_list(
                "pk", "alias_of_id", "locale_id"
            )
        }
        sources = [found.get(source[0], source) for source in sources]
    for safety, (_alias_of_id, locale_id) in zip(safeties, sources, strict=True):
        safety.locale_id = locale_id


def _load_topics(safeties: Sequence[Safety]) -> None:
    by_type: dict[type[CoveredPage], list[Safety]] = {}
    for safety in safeties:
        by_type.setdefault(type(safety.page), []).append(safety)
    for page_type, group in by_type.items():
        topics = page_type.get_topics_of([safety.page for safety in group])
        for safety, own in zip(group, topics, strict=True):
            safety.topics = list(own)


def _read_facts(safeties: Sequence[Safety]) -> None:
    facts = read_shared_facts({(safety.locale_id, safety.site_id) for safety in safeties})
    for safety in safeties:
        safety.shared = facts[safety.locale_id, safety.site_id]
    rows = read_lines({country for safety in safeties for country in safety.countries})
    for safety in safeties:
        safety.crisis_lines = CrisisResourceVersion.arrange(rows, safety.countries, safety.language)
