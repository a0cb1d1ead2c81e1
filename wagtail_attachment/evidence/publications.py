"""How pages stood with readers, put together from the events: their own, and those of many pages."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import F, Max, Q

from wagtail_attachment.ledger.events import PublicationEvent
from wagtail_attachment.ledger.id_ranges import unpack

SHARED = ("site_id", "kinds", "language", "countries", "enforcement")
"""What pages may have in common, and an event of many pages therefore says."""
_OWN = ("page_id", "live", "title", "url", "shown")


@dataclass(frozen=True)
class Publication:
    """How one page stood from ``at`` on, as the event with this id and sha256 tells."""

    page_id: int
    live: bool
    title: str
    url: str
    site_id: int | None
    kinds: list[str]
    language: str
    countries: list[str]
    enforcement: str
    at: datetime
    digest: str
    event_id: int
    shown: dict[str, Any]
    """What readers got, by its parts' digests: the last that an event says of each."""

    @property
    def state(self) -> tuple[Any, ...]:
        """All that it says of readers' own view, whichever event tells of it."""
        return (self.live, self.title, self.url, *(getattr(self, name) for name in SHARED))

    def withholds(self, uncovered_kinds: Collection[str]) -> bool:
        """Say whether readers got 503 in its place, were these kinds without an approved text."""
        return self.live and self.enforcement == "enforce" and self.kinds[0] in uncovered_kinds

    def differs(self, values: dict[str, Any]) -> bool:
        """Say whether any of ``values`` is another one; of ``shown``, any that they name."""
        others = {**values, "shown": {**self.shown, **values.get("shown", {})}}
        return any(getattr(self, name) != value for name, value in others.items())

    def follow(self, event: PublicationEvent, group: dict[str, Any]) -> Publication:
        """Return the page's state after an event about many pages; ``group`` is the group that it is in.

        A page that is not public is left out: it gets an event of its own once it is public.
        """
        if not self.live:
            return self
        return replace(
            self,
            **{name: group[name] for name in SHARED if name in group},
            url=rename(self.url, *group["renamed"]) if "renamed" in group else self.url,
            shown={**self.shown, **group.get("shown", {})},
            at=event.at,
            digest=event.digest,
            event_id=event.pk,
        )


def rename(url: str, old: str, new: str) -> str:
    """Return an address whose site was called ``old``, as ``http://old.example``, and now ``new``."""
    return new + url.removeprefix(old) if url == old or url.startswith(f"{old}/") else url


def read_publications(page_ids: Collection[int] | None = None) -> dict[int, Publication]:
    """Return how pages stand, by id: these, or all that there is an event of."""
    own = PublicationEvent.objects.exclude(page_id=None)
    if page_ids is not None:
        own = own.filter(page_id__in=page_ids)
    last = own.order_by().values("page_id").annotate(last=Max("pk")).values("last")
    found = {page.page_id: page for page in _read(PublicationEvent.objects.filter(pk__in=last))}
    if not found:
        return found
    first = min(page.event_id for page in found.values())
    for event in PublicationEvent.objects.filter(page_id=None, pk__gt=first):
        for group in event.groups:
            for page_id in unpack(group["pages"]):
                page = found.get(page_id)
                if page is not None and page.event_id < event.pk:
                    found[page_id] = page.follow(event, group)
    return found


def read_publication(page_id: int) -> Publication | None:
    """Return how one page stands; ``None`` if it never was public."""
    last = PublicationEvent.objects.filter(page_id=page_id).order_by("-pk").values("pk")[:1]
    history = _put_together([page_id], Q(pk__gte=last))[page_id]
    return history[-1] if history else None


def read_history(page_id: int) -> list[Publication]:
    """Return how one page stood, the oldest first."""
    return _put_together([page_id], Q())[page_id]


def read_histories(page_ids: Collection[int]) -> dict[int, list[Publication]]:
    """Return how some pages stood, each the oldest first; the events of many are read once."""
    return _put_together(page_ids, Q())


def _put_together(page_ids: Collection[int], since: Q) -> dict[int, list[Publication]]:
    events = PublicationEvent.objects.filter(since, Q(page_id__in=page_ids) | Q(page_id=None))
    histories: dict[int, list[Publication]] = {page_id: [] for page_id in page_ids}
    for event in events.order_by("pk").iterator(chunk_size=500):
        if event.page_id is not None:
            values = {name: getattr(event, name) for name in (*_OWN, *SHARED, "at", "digest")}
            histories[event.page_id].append(Publication(**values, event_id=event.pk))
            continue
        for page_id, history in histories.items():
            if history and history[-1].live and (group := event.find_group(page_id)):
                history.append(history[-1].follow(event, group))
    return histories


def _read(events: Any) -> Iterator[Publication]:
    for row in events.order_by().values(*_OWN, *SHARED, "at", "digest", event_id=F("pk")):
        yield Publication(**row)
