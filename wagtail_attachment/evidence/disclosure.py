"""Which wording and which crisis lines were on an article at a given time, or in a span of time.

Answered from the ledgers alone, so it holds after revisions were purged and after users, snippets,
sites and the page itself were deleted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from wagtail_attachment.crisis.lines import CrisisLine
from wagtail_attachment.crisis.versions import CrisisResourceVersion
from wagtail_attachment.disclaimers.versions import CRISIS_LINE, DisclaimerVersion
from wagtail_attachment.ledger.events import PublicationEvent

from .publications import Publication, read_history, rename


@dataclass(frozen=True)
class Disclosure:
    """What readers of one page saw with it at one moment."""

    page_id: int
    at: datetime
    publication: Publication | None
    wordings: list[DisclaimerVersion] = field(default_factory=list)
    lines: list[CrisisLine] = field(default_factory=list)
    uncovered_kinds: list[str] = field(default_factory=list)

    @property
    def is_public(self) -> bool:
        return self.publication is not None and self.publication.live

    @property
    def was_withheld(self) -> bool:
        """Whether readers got 503 in the place of the page."""
        return bool(
            self.publication
            and self.publication.live
            and self.publication.enforcement == "enforce"
            and self.publication.kinds[0] in self.uncovered_kinds
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
            self.publication.event_id if self.publication else None,
            [version.pk for version in self.wordings],
            [line.version_id for line in self.lines],
        )

    def to_dict(self) -> dict[str, Any]:
        """Return all of it as plain values, for JSON."""
        shown = self.publication
        return {
            "page_id": self.page_id,
            "at": self.at.isoformat(),
            "public": self.is_public,
            "withheld": self.was_withheld,
            "title": shown.title if shown else None,
            "url": shown.url if shown else None,
            "since": shown.at.isoformat() if shown else None,
            "site_id": shown.site_id if shown else None,
            "language": shown.language if shown else None,
            "countries": shown.countries if shown else [],
            "enforcement": shown.enforcement if shown else None,
            "event_sha256": shown.digest if shown else None,
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
    history = [shown for shown in read_history(page_id) if shown.at <= end]
    if not history:
        return []
    start = start or history[0].at
    states: list[Disclosure] = []
    for moment in [start, *_find_turning_points(history, start, end)]:
        disclosure = _disclose(page_id, moment, history)
        if not states or states[-1].key != disclosure.key:
            states.append(disclosure)
    ends = [*(state.at for state in states[1:]), end]
    return [State(state, until) for state, until in zip(states, ends, strict=True)]


def disclose(page_id: int, at: datetime) -> Disclosure:
    """Return what was on a page at ``at``, an aware time."""
    return _disclose(page_id, at, read_history(page_id))


def find_page_id(name: str, at: datetime) -> int | None:
    """Return the page with this number or web address; ``None`` if none is on record.

    Where more than one page had the address, it is the last that had it by ``at``.
    """
    if name.isdecimal() and len(name) < 19:
        page_id = int(name)
        return page_id if PublicationEvent.objects.filter(page_id=page_id).exists() else None
    names = {name, f"{name}/", name.rstrip("/")}
    had = [
        (shown.at, shown.event_id, page_id)
        for page_id in _find_pages_that_may_have_had(names)
        for shown in read_history(page_id)
        if shown.url in names
    ]
    return max([each for each in had if each[0] <= at] or had, default=(None, None, None))[2]


def _find_pages_that_may_have_had(names: set[str]) -> set[int]:
    """Return the pages with an event that names one of these addresses, by any name of its site."""
    urls = set(names)
    for event in PublicationEvent.objects.filter(page_id=None).order_by("-pk"):
        for group in event.groups:
            if "renamed" in group:
                old, new = group["renamed"]
                urls |= {rename(url, new, old) for url in urls}
    pages = PublicationEvent.objects.filter(url__in=urls).exclude(page_id=None).order_by()
    return set(pages.values_list("page_id", flat=True))


def _disclose(page_id: int, at: datetime, history: Sequence[Publication]) -> Disclosure:
    shown = next((shown for shown in reversed(history) if shown.at <= at), None)
    if shown is None or not shown.live:
        return Disclosure(page_id, at, shown)
    found = DisclaimerVersion.objects.in_force_by_kind(
        shown.kinds, shown.language, shown.site_id, at
    )
    lines = (
        CrisisResourceVersion.objects.in_force(shown.countries, shown.language, at)
        if shown.countries
        else []
    )
    return Disclosure(
        page_id,
        at,
        shown,
        wordings=[found[kind] for kind in shown.kinds if kind in found],
        lines=lines,
        uncovered_kinds=[kind for kind in shown.kinds if kind not in found],
    )


def _find_turning_points(
    history: Sequence[Publication], start: datetime, end: datetime
) -> list[datetime]:
    """Return the times after ``start`` at which what readers saw may have changed, in order."""
    kinds = {kind for shown in history for kind in shown.kinds}
    countries = {country for shown in history for country in shown.countries}
    wordings = DisclaimerVersion.objects.filter(
        kind__in=kinds, effective_from__gt=start, effective_from__lte=end
    )
    lines = CrisisResourceVersion.objects.filter(country__in=countries, at__gt=start, at__lte=end)
    moments = {
        *(shown.at for shown in history if shown.at > start),
        *wordings.values_list("effective_from", flat=True),
        *lines.values_list("at", flat=True),
    }
    return sorted(moments)
