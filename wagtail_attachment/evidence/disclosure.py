"""Which wording and which crisis lines were on an article at a given time, or in a span of time.

Answered from the ledgers alone, so it holds after revisions were purged and after users, snippets,
sites and the page itself were deleted.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from wagtail_attachment.crisis.lines import CrisisLine
from wagtail_attachment.crisis.versions import CrisisResourceVersion
from wagtail_attachment.disclaimers.versions import CRISIS_LINE, DisclaimerVersion
from wagtail_attachment.ledger.events import PublicationEvent


@dataclass(frozen=True)
class Disclosure:
    """What readers of one page saw with it at one moment."""

    page_id: int
    at: datetime
    event: PublicationEvent | None
    wordings: list[DisclaimerVersion] = field(default_factory=list)
    lines: list[CrisisLine] = field(default_factory=list)
    uncovered_kinds: list[str] = field(default_factory=list)

    @property
    def is_public(self) -> bool:
        return self.event is not None and self.event.live

    @property
    def was_withheld(self) -> bool:
        """Whether readers got 503 in the place of the page."""
        return bool(
            self.event
            and self.event.live
            and self.event.enforcement == "enforce"
            and self.event.kinds[0] in self.uncovered_kinds
        )

    @cached_property
    def verifications(self) -> list[tuple[CrisisLine, CrisisResourceVersion]]:
        """Each line with the ledger's row that says who verified it."""
        rows = CrisisResourceVersion.objects.in_bulk([line.version_id for line in self.lines])
        return [(line, rows[line.version_id]) for line in self.lines]

    @property
    def texts(self) -> list[tuple[DisclaimerVersion, str]]:
        """Each wording with its text as readers saw it, the first line's number in its place."""
        number = next((line.first_dialled for line in self.lines if line.first_dialled), "")
        return [
            (version, version.text.replace(CRISIS_LINE, number or CRISIS_LINE))
            for version in self.wordings
        ]

    @property
    def key(self) -> tuple[Any, ...]:
        """What tells this state from another one of the same page."""
        return (
            self.event.pk if self.event else None,
            [version.pk for version in self.wordings],
            [line.version_id for line in self.lines],
        )

    def to_dict(self) -> dict[str, Any]:
        """Return all of it as plain values, for JSON."""
        event = self.event
        return {
            "page_id": self.page_id,
            "at": self.at.isoformat(),
            "public": self.is_public,
            "withheld": self.was_withheld,
            "title": event.title if event else None,
            "url": event.url if event else None,
            "since": event.at.isoformat() if event else None,
            "site_id": event.site_id if event else None,
            "language": event.language if event else None,
            "countries": event.countries if event else [],
            "enforcement": event.enforcement if event else None,
            "event_chain": event.chain if event else None,
            "uncovered_kinds": self.uncovered_kinds,
            "disclaimers": [
                {
                    "version": version.pk,
                    "kind": version.kind,
                    "language": version.language,
                    "heading": version.heading,
                    "text": version.text,
                    "text_as_shown": text,
                    "html": version.html,
                    "sha256": version.digest,
                    "chain": version.chain,
                    "approved_by": version.person_name,
                    "approved_by_role": version.person_role,
                    "approved_at": version.approved_at.isoformat(),
                    "effective_from": version.effective_from.isoformat(),
                }
                for version, text in self.texts
            ],
            "crisis_resources": [
                {
                    "version": line.version_id,
                    "name": line.name,
                    "channels": [
                        {"label": channel.label, **asdict(channel)} for channel in line.channels
                    ],
                    "source_url": line.source_url,
                    "verified_by": row.person_name,
                    "verified_by_role": row.person_role,
                    "verified_at": row.at.isoformat(),
                    "sha256": row.digest,
                    "chain": row.chain,
                }
                for line, row in self.verifications
            ],
        }


@dataclass(frozen=True)
class State:
    """One state of a page, from its disclosure's time on; ``until`` is when the next one began."""

    disclosure: Disclosure
    until: datetime

    @property
    def since(self) -> datetime:
        return self.disclosure.at

    def to_dict(self) -> dict[str, Any]:
        return {
            "from": self.since.isoformat(),
            "until": self.until.isoformat(),
            **self.disclosure.to_dict(),
        }


def get_timeline(page_id: int, start: datetime | None, end: datetime) -> list[State]:
    """Return every state of a page between two aware times, the oldest first.

    Without ``start`` it begins when the page was first public; it is empty for one that never was.
    """
    events = list(PublicationEvent.objects.filter(page_id=page_id, at__lte=end).order_by("at"))
    if not events:
        return []
    start = start or events[0].at
    states: list[Disclosure] = []
    for moment in [start, *_find_turning_points(events, start, end)]:
        disclosure = disclose(page_id, moment)
        if not states or states[-1].key != disclosure.key:
            states.append(disclosure)
    ends = [*(state.at for state in states[1:]), end]
    return [State(state, until) for state, until in zip(states, ends, strict=True)]


def find_page_id(name: str, at: datetime) -> int | None:
    """Return the page with this number or web address; ``None`` if none is on record.

    Where more than one page had the address, it is the last that had it by ``at``.
    """
    events = PublicationEvent.objects.order_by("-at", "-pk")
    if name.isdecimal() and len(name) < 19:
        events = events.filter(page_id=int(name))
    else:
        events = events.filter(url__in={name, f"{name}/", name.rstrip("/")})
    found = events.filter(at__lte=at).first() or events.first()
    return found.page_id if found else None


def disclose(page_id: int, at: datetime) -> Disclosure:
    """Return what was on a page at ``at``, an aware time."""
    event = (
        PublicationEvent.objects.filter(page_id=page_id, at__lte=at).order_by("-at", "-pk").first()
    )
    if event is None or not event.live:
        return Disclosure(page_id, at, event)
    found = DisclaimerVersion.objects.in_force_by_kind(
        event.kinds, event.language, event.site_id, at
    )
    lines = (
        CrisisResourceVersion.objects.in_force(event.countries, event.language, at)
        if event.countries
        else []
    )
    return Disclosure(
        page_id,
        at,
        event,
        wordings=[found[kind] for kind in event.kinds if kind in found],
        lines=lines,
        uncovered_kinds=[kind for kind in event.kinds if kind not in found],
    )


def _find_turning_points(
    events: Collection[PublicationEvent], start: datetime, end: datetime
) -> list[datetime]:
    """Return the times after ``start`` at which what readers saw may have changed, in order."""
    kinds = {kind for event in events for kind in event.kinds}
    countries = {country for event in events for country in event.countries}
    wordings = DisclaimerVersion.objects.filter(
        kind__in=kinds, effective_from__gt=start, effective_from__lte=end
    )
    lines = CrisisResourceVersion.objects.filter(country__in=countries, at__gt=start, at__lte=end)
    moments = {
        *(event.at for event in events if event.at > start),
        *wordings.values_list("effective_from", flat=True),
        *lines.values_list("at", flat=True),
    }
    return sorted(moments)
