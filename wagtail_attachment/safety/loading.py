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
from wagtail_attachment.ledger.sensitivity import read_decisions

from .relatives import find_relatives
from .resolver import Safety
from .shared_facts import RecordedLines, read_lines, read_shared_facts


def load_safety(pages: Iterable[CoveredPage], *, with_relatives: bool = True) -> list[Safety]:
    """Return the safety of each of ``pages``, in order.

    The number of queries grows only with the page types and the longest chain of aliases.
    ``with_relatives`` also reads what only the gates ask for.
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
    _load_people(safeties, for_gates=with_relatives)
    if with_relatives:
        relatives = find_relatives(pages)
        for safety in safeties:
            safety.relatives = relatives[safety.page.pk]
    for safety in safeties:
        if safety.page.locale_id == safety.locale.pk:
            safety.page.locale = safety.locale
    return safeties


def load_reviews(safeties: Sequence[Safety]) -> None:
    """Read ``clinical_reviews`` for all ``safeties`` at once."""
    found = Review.find_clinical({safety.text_subject for safety in safeties})
    for safety in safeties:
        safety.clinical_reviews = found[safety.text_subject]


def load_decisions(safeties: Sequence[Safety]) -> None:
    """Read the decisions on sensitivity for all ``safeties`` at once."""
    decisions = read_decisions({safety.article for safety in safeties})
    for safety in safeties:
        safety.decisions = decisions[safety.article]


def with_safety(pages: Iterable[Any]) -> Iterator[Safety]:
    """Yield the safety of each of ``pages``, with reviews, reading any number of pages in batches.

    Pages that are judged but not covered are few, so each is read on its own.
    """
    for batch in divide(pages):
        safeties = load_safety(page for page in batch if isinstance(page, CoveredPage))
        load_reviews(safeties)
        load_decisions(safeties)
        loaded = iter(safeties)
        for page in batch:
            yield next(loaded) if isinstance(page, CoveredPage) else page.resolve_safety()


def divide(items: Iterable[Any], at_once: int = 200) -> Iterator[list[Any]]:
    """Yield ``items``, however many, in lists short enough for one query."""
    remaining = iter(items)
    while batch := list(islice(remaining, at_once)):
        yield batch


def make_specific(pages: Iterable[Any]) -> list[Any]:
    """Return each page as its specific type, with one query for each type not loaded yet."""
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
    """An object on which Wagtail caches the sites' root pages, so that they are read once."""


def _follow_aliases(safeties: Sequence[Safety]) -> None:
    columns = ("alias_of_id", "pk", "locale_id", "translation_key", "live_revision_id")
    sources = [tuple(getattr(safety.page, name) for name in columns) for safety in safeties]
    while steps := {alias_of_id for alias_of_id, *_own in sources if alias_of_id}:
        pages = get_base_page_model().objects.filter(pk__in=steps)
        found = {source[1]: source for source in pages.values_list(*columns)}
        sources = [found.get(source[0], source) for source in sources]
    for safety, (_alias_of_id, page_id, locale_id, key, revision_id) in zip(
        safeties, sources, strict=True
    ):
        safety.locale_id, safety.article, safety.live_revision_id = locale_id, str(key), revision_id
        safety.text_subject = safety.page._meta.label, str(page_id or 0)


def _load_topics(safeties: Sequence[Safety]) -> None:
    by_type: dict[type[CoveredPage], list[Safety]] = {}
    for safety in safeties:
        by_type.setdefault(type(safety.page), []).append(safety)
    for page_type, group in by_type.items():
        topics = page_type.get_topics_of([safety.page for safety in group])
        for safety, own in zip(group, topics, strict=True):
            safety.topics = list(own)


def _load_people(safeties: Sequence[Safety], *, for_gates: bool) -> None:
    """Read the pages' people where they matter: for a place's notices, and for the rules."""
    by_type: dict[type[CoveredPage], list[Safety]] = {}
    for safety in safeties:
        if (for_gates and safety.shared.licences) or any(
            each.is_of_place for each in safety.shared.notices
        ):
            by_type.setdefault(type(safety.page), []).append(safety)
    for page_type, group in by_type.items():
        people = page_type.get_people_of([safety.page for safety in group])
        for safety, own in zip(group, people, strict=True):
            safety.people = list(own)


def _read_facts(safeties: Sequence[Safety]) -> None:
    facts = read_shared_facts({(safety.locale_id, safety.site_id) for safety in safeties})
    for safety in safeties:
        safety.shared = facts[safety.locale_id, safety.site_id]
    recorded = RecordedLines()
    for safety in safeties:
        safety.recorded_lines = recorded
    rows = read_lines({country for safety in safeties for country in safety.countries})
    for safety in safeties:
        safety.crisis_lines = CrisisResourceVersion.arrange(rows, safety.countries, safety.language)
