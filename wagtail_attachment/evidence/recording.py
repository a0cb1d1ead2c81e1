"""Appending to the evidence how covered pages stand with readers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from django.db import transaction

from wagtail_attachment.conf import conf
from wagtail_attachment.ledger.events import PublicationEvent
from wagtail_attachment.ledger.id_ranges import pack
from wagtail_attachment.safety.alike import Alike, find_alike
from wagtail_attachment.safety.loading import divide, load_safety
from wagtail_attachment.safety.resolver import Safety

from .publications import SHARED, Publication, read_publication, read_publications, rename
from .turns import wait_to_change_many

Renamed = tuple[str, str]
"""What the address of a site was and is: ``("http://old.example", "https://new.example")``."""


def record_publication(page: Any) -> None:
    """Append how ``page`` stands now, if no event tells of it yet."""
    change = _find_change(page.get_safety(), read_publication(page.pk))
    if change is not None:
        PublicationEvent.record(**change)


def record_publications(pages: Iterable[Any]) -> None:
    """Append how many pages stand now: an event for each of which none tells of it yet."""
    for batch in divide(pages):
        last = read_publications([page.pk for page in batch])
        safeties = load_safety(batch, with_relatives=False)
        changes = [_find_change(safety, last.get(safety.page.pk)) for safety in safeties]
        PublicationEvent.record_many([change for change in changes if change])


def record_end(page_id: int) -> None:
    """Append that a page is public no more, when all that is known of it is its last event."""
    last = read_publication(page_id)
    if last is not None and last.live:
        PublicationEvent.record(**_describe_end(last))


def record_drift() -> int:
    """Append whatever no event tells of yet, of all pages; return of how many pages that was.

    That is what came in without a save: settings, ``QuerySet.update()``, fixtures, raw SQL. The
    time of such an event is that of its finding.
    """
    return _record_differences(compare_each=True)


def record_act(renamed: Renamed | None = None) -> int:
    """Append what one act upon something that pages share changed of them, as one event.

    Titles and addresses are compared of one of the pages that are alike, since such an act changes
    all of these in the same way; ``renamed`` is the way of one that gave a site another address.
    Where that page is not as expected, each is compared. Returns how many pages were changed.
    """
    return _record_differences(compare_each=False, renamed=renamed)


def _record_differences(*, compare_each: bool, renamed: Renamed | None = None) -> int:
    with transaction.atomic():
        wait_to_change_many()
        last = read_publications()
        events: list[dict[str, Any]] = []
        changed: dict[str, tuple[dict[str, Any], list[int]]] = {}
        for alike in find_alike():
            known = {page_id: last.pop(page_id, None) for page_id in alike.page_ids}
            expected = {page_id: _expect(page, renamed) for page_id, page in known.items()}
            own = {
                each["page_id"]: each for each in _find_own_changes(alike, expected, compare_each)
            }
            events += own.values()
            shared = _describe_shared(alike.safety)
            # Pages that are told apart for other reasons may share all that an event says.
            changed.setdefault(repr(shared), (shared, []))[1].extend(
                page_id
                for page_id, page in expected.items()
                if page is not None
                and page_id not in own
                and (page is not known[page_id] or page.differs(shared))
            )
        # What is left are pages that are there no more, or live no more.
        events += [_describe_end(page) for page in last.values() if page.live]
        of_many = [(shared, page_ids) for shared, page_ids in changed.values() if page_ids]
        PublicationEvent.record_many([*events, *_describe_many(of_many, renamed)])
    return len(events) + sum(len(page_ids) for _shared, page_ids in of_many)


def _expect(last: Publication | None, renamed: Renamed | None) -> Publication | None:
    """Return what is on record of a page with the address it should have now."""
    if last is None or renamed is None:
        return last
    url = rename(last.url, *renamed)
    return last if url == last.url else replace(last, url=url)


def _find_own_changes(
    alike: Alike, expected: dict[int, Publication | None], compare_each: bool
) -> Iterator[dict[str, Any]]:
    """Yield the events of pages that are new, or have another title or address than expected."""
    site_roots = SimpleNamespace()  # Wagtail keeps on it what it has read of the sites
    shared = _describe_shared(alike.safety)

    def find_own_change(page: Any) -> dict[str, Any] | None:
        own, last = _describe_own(page, site_roots), expected[page.pk]
        return {**own, **shared} if last is None or last.differs(own) else None

    example = alike.safety.page
    page_ids = alike.page_ids
    if not compare_each and find_own_change(example) is None:
        page_ids = [pk for pk, page in expected.items() if page is None or not page.live]
    for some_ids in divide(page_ids):
        for page in type(example).objects.filter(pk__in=some_ids).defer_streamfields():
            if change := find_own_change(page):
                yield change


def _find_change(safety: Safety, last: Publication | None) -> dict[str, Any] | None:
    """Return the values of the event that is missing, or ``None`` where none is."""
    page = safety.page
    if not page.live and (last is None or not last.live):
        return None
    values = {**_describe_own(page), **_describe_shared(safety)}
    return values if last is None or last.differs(values) else None


def _describe_own(page: Any, site_roots: Any = None) -> dict[str, Any]:
    return {
        "page_id": page.pk,
        "live": page.live,
        "title": page.title,
        "url": (page.get_full_url(site_roots) or "") if page.live else "",
    }


def _describe_shared(safety: Safety) -> dict[str, Any]:
    return {
        "site_id": safety.site_id,
        "kinds": safety.kinds,
        "language": safety.language,
        "countries": safety.countries,
        "enforcement": conf.WAGTAIL_ATTACHMENT_ENFORCEMENT,
    }


def _describe_end(last: Publication) -> dict[str, Any]:
    values = {name: getattr(last, name) for name in ("page_id", "url", "title", *SHARED)}
    return {**values, "live": False}


def _describe_many(
    groups: list[tuple[dict[str, Any], list[int]]], renamed: Renamed | None
) -> list[dict[str, Any]]:
    """Return the one event of all these pages, each with what it shares with some; none for none."""
    address = {"renamed": list(renamed)} if renamed else {}
    described = [{"pages": pack(page_ids), **shared, **address} for shared, page_ids in groups]
    return [{"live": True, "groups": described}] if described else []
