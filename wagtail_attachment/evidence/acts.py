"""Appending to the evidence what one act, or no act that is known, changed of many pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from django.db import transaction

from wagtail_attachment.covered import get_covered_models
from wagtail_attachment.ledger.events import PublicationEvent
from wagtail_attachment.ledger.id_ranges import pack
from wagtail_attachment.ledger.recorded_texts import RecordedText
from wagtail_attachment.safety.alike import Alike, find_alike, get_live
from wagtail_attachment.safety.loading import divide
from wagtail_attachment.safety.resolver import Safety

from .page_help import describe_help
from .parts import HELP
from .publications import Publication, read_publications, rename
from .recording import (
    describe_end,
    describe_own,
    describe_pages,
    describe_shared,
    record_publications,
)
from .single_pages import record_pages
from .turns import wait_to_change_many

Renamed = tuple[str, str]
"""What the address of a site was and is: ``("http://old.example", "https://new.example")``."""


def record_drift() -> int:
    """Append whatever no event tells of yet, of all pages; return of how many pages that was.

    That is what came in without a save: settings, ``QuerySet.update()``, fixtures, raw SQL, a new
    version of the package, and what a ledger put in force at a time that has come. The time of such an
    event is that of its finding.
    """
    changed = _record_new_pages()
    changed |= _record_differences(compare_each=True)
    for model in get_covered_models():
        changed |= record_pages(model, get_live(model).order_by("pk").values_list("pk", flat=True))
    return len(changed)


def record_act(renamed: Renamed | None = None) -> int:
    """Append what one act upon something that pages share changed of them, as one event.

    Titles and addresses are compared of one of the pages that are alike, since such an act changes
    all of these in the same way; ``renamed`` is the way of one that gave a site another address.
    Where that page is not as expected, each is compared. Returns how many pages were changed.
    """
    return len(_record_differences(compare_each=False, renamed=renamed))


def record_places() -> int:
    """Append what an act changed of pages that come to a site, leave it, or stand elsewhere in it."""
    return len(_record_differences(compare_each=True))


def _record_new_pages() -> set[int]:
    """Append an event of each live page that has none, a number of them at a time.

    There are as many as the site has pages where the package is new to it; nobody waits for them all.
    """
    known = {page_id for page_id, page in read_publications().items() if page.live}
    found: set[int] = set()
    for model in get_covered_models():
        ids = get_live(model).order_by("pk").values_list("pk", flat=True)
        for some_ids in divide([page_id for page_id in ids if page_id not in known]):
            with transaction.atomic():
                PublicationEvent.wait_beside_others()
                record_publications(model.objects.filter(pk__in=some_ids, live=True))
            found.update(some_ids)
    return found


def _record_differences(*, compare_each: bool, renamed: Renamed | None = None) -> set[int]:
    with transaction.atomic():
        wait_to_change_many()
        last = read_publications()
        events: list[dict[str, Any]] = []
        changed: dict[str, tuple[dict[str, Any], list[int]]] = {}
        for alike in find_alike():
            known = {page_id: last.pop(page_id, None) for page_id in alike.page_ids}
            expected = {page_id: _expect(page, renamed) for page_id, page in known.items()}
            own = set(_find_own_changes(alike, expected, compare_each))
            events += describe_pages(type(alike.safety.page), own)
            shared = _keep_shared(alike.safety)
            # Pages that are told apart for other reasons may share all that an event says.
            changed.setdefault(repr(shared), (shared, []))[1].extend(
                page_id
                for page_id, page in expected.items()
                if page is not None
                and page_id not in own
                and (page is not known[page_id] or page.differs(shared))
            )
        # What is left are pages that are there no more, or live no more.
        events += [describe_end(page) for page in last.values() if page.live]
        of_many = [(shared, page_ids) for shared, page_ids in changed.values() if page_ids]
        PublicationEvent.record_many([*events, *_describe_many(of_many, renamed)])
    return {event["page_id"] for event in events}.union(
        *(page_ids for _shared, page_ids in of_many)
    )


def _keep_shared(safety: Safety) -> dict[str, Any]:
    """Return what an event says of pages that are alike; the help that they share is on record then."""
    (digest,) = RecordedText.keep(describe_help(safety))
    return {**describe_shared(safety), "shown": {HELP: digest}}


def _expect(last: Publication | None, renamed: Renamed | None) -> Publication | None:
    """Return what is on record of a page with the address it should have now."""
    if last is None or renamed is None:
        return last
    url = rename(last.url, *renamed)
    return last if url == last.url else replace(last, url=url)


def _find_own_changes(
    alike: Alike, expected: dict[int, Publication | None], compare_each: bool
) -> Iterator[int]:
    """Yield the ids of pages that are new, or have another title or address than expected."""
    site_roots = SimpleNamespace()  # Wagtail keeps on it what it has read of the sites

    def has_own_change(page: Any) -> bool:
        last = expected[page.pk]
        return last is None or last.differs(describe_own(page, site_roots))

    example = alike.safety.page
    page_ids: Iterable[int] = alike.page_ids
    if not compare_each and not has_own_change(example):
        page_ids = [pk for pk, page in expected.items() if page is None or not page.live]
    for some_ids in divide(page_ids):
        pages = type(example).objects.filter(pk__in=some_ids).defer_streamfields()
        yield from (page.pk for page in pages if has_own_change(page))


def _describe_many(
    groups: list[tuple[dict[str, Any], list[int]]], renamed: Renamed | None
) -> list[dict[str, Any]]:
    """Return the one event of all these pages, each with what it shares with some; none for none."""
    address = {"renamed": list(renamed)} if renamed else {}
    described = [{"pages": pack(page_ids), **shared, **address} for shared, page_ids in groups]
    return [{"live": True, "groups": described}] if described else []
