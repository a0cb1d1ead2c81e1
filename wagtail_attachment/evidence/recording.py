"""Appending to the evidence how covered pages stand with readers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Max

from wagtail_attachment.articles.covered import CoveredPageMixin
from wagtail_attachment.conf import conf
from wagtail_attachment.covered import get_covered_models
from wagtail_attachment.ledger.events import PublicationEvent
from wagtail_attachment.safety.loading import with_safety


def record_publication(page: Any) -> None:
    """Append how ``page`` stands now, if its last event says otherwise."""
    _record(_find_change(page, _get_last_event(page.pk)))


def record_end(page_id: int) -> None:
    """Append that a page is public no more, when all that is known of it is its last event."""
    _record(_find_end(_get_last_event(page_id)))


def record_drift() -> int:
    """Append whatever no event tells of yet, of all pages, and return how many events that took.

    That is what one change did to many pages, and what came in without a save: settings,
    ``QuerySet.update()``, fixtures, raw SQL. The time of such an event is that of its finding.
    """
    events = _get_last_events()
    pages = with_safety(_get_covered_pages())
    changes = [_find_change(page, events.pop(page.pk, None)) for page in pages]
    # What is left are pages that are there no more, or are of a covered type no more.
    changes += [_find_end(event) for event in events.values()]
    return sum(_record(change) for change in changes)


def _record(change: dict[str, Any] | None) -> bool:
    if change is not None:
        PublicationEvent.record(**change)
    return change is not None


def _find_change(page: Any, last: PublicationEvent | None) -> dict[str, Any] | None:
    """Return the values of the event that is missing, or ``None`` where none is."""
    if not page.live and (last is None or not last.live):
        return None
    values = _describe(page)
    if last is not None and all(getattr(last, name) == value for name, value in values.items()):
        return None
    return values


def _find_end(last: PublicationEvent | None) -> dict[str, Any] | None:
    if last is None or not last.live:
        return None
    kept = ("page_id", "site_id", "url", "title", "kinds", "language", "countries", "enforcement")
    return {"live": False, **{name: getattr(last, name) for name in kept}}


def _describe(page: CoveredPageMixin) -> dict[str, Any]:
    safety = page.get_safety()
    return {
        "page_id": page.pk,
        "site_id": safety.site_id,
        "url": (page.full_url or "") if page.live else "",
        "title": page.title,
        "live": page.live,
        "kinds": safety.kinds,
        "language": safety.language,
        "countries": safety.countries,
        "enforcement": conf.WAGTAIL_ATTACHMENT_ENFORCEMENT,
    }


def _get_last_event(page_id: int) -> PublicationEvent | None:
    return PublicationEvent.objects.filter(page_id=page_id).order_by("-pk").first()


def _get_last_events() -> dict[int, PublicationEvent]:
    last = PublicationEvent.objects.order_by().values("page_id").annotate(last=Max("pk"))
    events = PublicationEvent.objects.filter(pk__in=last.values("last"))
    return {event.page_id: event for event in events}


def _get_covered_pages() -> Iterable[Any]:
    """Yield every covered page, each once, as its own type."""
    for model in get_covered_models():
        content_type = ContentType.objects.get_for_model(model)
        pages = model.objects.filter(content_type=content_type).defer_streamfields()
        yield from pages.select_related("locale").order_by("pk").iterator()
