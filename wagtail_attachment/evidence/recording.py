"""Recording in the evidence what readers get of each covered page, one page at a time."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from wagtail_attachment.conf import conf
from wagtail_attachment.ledger.events import PublicationEvent
from wagtail_attachment.safety.loading import divide, load_decisions, load_reviews, load_safety
from wagtail_attachment.safety.resolver import Safety

from .parts import Parts
from .publications import SHARED, Publication, read_publication, read_publications


def record_publication(safety: Safety) -> None:
    """Append how a page stands now, by what was resolved of it, if no event tells of it yet."""
    change = _find_change(safety, read_publication(safety.page.pk))
    if change is not None:
        PublicationEvent.record(**change)


def record_publications(pages: Iterable[Any]) -> None:
    """Append how many pages stand now: an event for each of which none tells of it yet."""
    for batch in divide(pages):
        last = read_publications([page.pk for page in batch])
        changes = [_find_change(each, last.get(each.page.pk)) for each in load_to_record(batch)]
        PublicationEvent.record_many([change for change in changes if change])


def record_end(page_id: int) -> None:
    """Append that a page is public no more, when all that is known of it is its last event."""
    last = read_publication(page_id)
    if last is not None and last.live:
        PublicationEvent.record(**describe_end(last))


def describe_end(last: Publication) -> dict[str, Any]:
    """Return the values of the event of a page that is public no more."""
    values = {name: getattr(last, name) for name in ("page_id", "url", "title", *SHARED)}
    return {**values, "live": False}


def describe_pages(model: Any, page_ids: Collection[int]) -> Iterator[dict[str, Any]]:
    """Yield the values of an event of each of these live pages; what it refers to is on record."""
    for some_ids in divide(page_ids):
        for safety in load_to_record(model.objects.filter(pk__in=some_ids)):
            parts = Parts(safety)
            parts.keep()
            yield {
                **describe_own(safety.page),
                **describe_shared(safety),
                "shown": parts.shown,
            }


def load_to_record(pages: Iterable[Any]) -> list[Safety]:
    """Resolve all that goes on record of pages, in as many queries as for a few."""
    safeties = load_safety(pages, with_relatives=False)
    load_reviews(safeties)
    load_decisions(safeties)
    return safeties


def describe_own(page: Any, site_roots: Any = None) -> dict[str, Any]:
    """Return what an event says of one page alone; Wagtail keeps what it read on ``site_roots``."""
    return {
        "page_id": page.pk,
        "live": page.live,
        "title": page.title,
        "url": (page.get_full_url(site_roots) or "") if page.live else "",
    }


def describe_shared(safety: Safety) -> dict[str, Any]:
    """Return what an event says of all pages that the resolver answers alike."""
    return {
        "site_id": safety.site_id,
        "kinds": safety.kinds,
        "language": safety.language,
        "countries": safety.countries,
        "enforcement": conf.WAGTAIL_ATTACHMENT_ENFORCEMENT,
    }


def _find_change(safety: Safety, last: Publication | None) -> dict[str, Any] | None:
    """Return the values of the event that is missing, or ``None`` where none is.

    What it refers to is on record by then.
    """
    page = safety.page
    if not page.live and (last is None or not last.live):
        return None
    parts = Parts(safety)
    shown = parts.shown if page.live else {}
    values = {**describe_own(page), **describe_shared(safety), "shown": shown}
    if last is not None and not last.differs(values):
        return None
    if page.live:
        parts.keep()
    return values
