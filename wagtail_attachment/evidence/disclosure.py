"""What readers saw of a page at a given time, or in a span of time.

Answered from the ledgers alone, so it holds after revisions were purged and after users, snippets,
sites and the page itself were deleted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from wagtail_attachment.crisis.lines import CrisisLine
from wagtail_attachment.crisis.versions import CrisisResourceVersion
from wagtail_attachment.disclaimers.versions import DisclaimerVersion

from .between import PastHelp, bring_up_to
from .emergency import ShownNumber, read_emergency_numbers
from .publications import Publication, read_history
from .shown import Shown, read_shown


@dataclass(frozen=True)
class Disclosure:
    """What readers of one page saw with it at one moment."""

    page_id: int
    at: datetime
    publication: Publication | None
    wordings: list[DisclaimerVersion] = field(default_factory=list)
    lines: list[CrisisLine] = field(default_factory=list)
    emergency: list[ShownNumber] = field(default_factory=list)
    uncovered_kinds: list[str] = field(default_factory=list)
    shown: Shown | None = None
    """The page as readers got it; ``None`` where it was not public."""

    @property
    def is_public(self) -> bool:
        return self.publication is not None and self.publication.live

    @property
    def was_withheld(self) -> bool:
        """Whether readers got 503 in the place of the page."""
        return bool(self.publication and self.publication.withholds(self.uncovered_kinds))

    @cached_property
    def verifications(self) -> list[tuple[CrisisLine, CrisisResourceVersion]]:
        """Each line with the ledger's row that says who verified it."""
        rows = CrisisResourceVersion.objects.in_bulk([line.version_id for line in self.lines])
        return [(line, rows[line.version_id]) for line in self.lines]

    @property
    def texts(self) -> list[tuple[DisclaimerVersion, str]]:
        """Each wording with its text as readers saw it, what they could call in its place.

        That is empty where the record of it is gone.
        """
        if self.shown is None:
            return []
        given = self.shown.help.get("disclaimers", [])
        filled = {each["version"]: each["text"] for each in given}
        return [(version, filled.get(version.pk, "")) for version in self.wordings]

    @property
    def key(self) -> tuple[Any, ...]:
        """What tells this state from another one of the same page, whichever event tells of it."""
        publication, shown = self.publication, self.shown
        return (
            publication and publication.state,
            [version.pk for version in self.wordings],
            [line.version_id for line in self.lines],
            self.emergency,
            shown and (shown.text, shown.people, shown.help, shown.help_above_text),
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
            "event_id": shown.event_id if shown else None,
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
                    "numbers": version.numbers,
                    "sha256": version.digest,
                    "chain": version.chain,
                    "approved_by": version.person_name,
                    "approved_by_id": version.person_id,
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
                    "description": line.description,
                    "what_happens": line.what_happens,
                    "channels": [
                        {"label": channel.label, **asdict(channel)} for channel in line.channels
                    ],
                    "source_url": line.source_url,
                    "verified_by": row.person_name,
                    "verified_by_id": row.person_id,
                    "verified_by_role": row.person_role,
                    "verified_at": row.at.isoformat(),
                    "sha256": row.digest,
                    "chain": row.chain,
                }
                for line, row in self.verifications
            ],
            "emergency_numbers": [each.to_dict() for each in self.emergency],
            "shown": self.shown.to_dict() if self.shown else None,
            "as_read": self.shown.lines if self.shown else [],
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
        elif not (states[-1].shown is None or states[-1].shown.is_sealed):
            # It is the event that came after the ledger which vouches for the same.
            states[-1] = replace(disclosure, at=states[-1].at)
    ends = [*(state.at for state in states[1:]), end]
    return [State(state, until) for state, until in zip(states, ends, strict=True)]


def disclose(page_id: int, at: datetime) -> Disclosure:
    """Return what was on a page at ``at``, an aware time."""
    return _disclose(page_id, at, read_history(page_id))


def _disclose(page_id: int, at: datetime, history: Sequence[Publication]) -> Disclosure:
    last = next((each for each in reversed(history) if each.at <= at), None)
    if last is None or not last.live:
        return Disclosure(page_id, at, last)
    found = DisclaimerVersion.objects.in_force_by_kind(last.kinds, last.language, last.site_id, at)
    countries = last.countries
    lines = (
        CrisisResourceVersion.objects.in_force(countries, last.language, at) if countries else []
    )
    recorded = read_shown(last)
    emergency = read_emergency_numbers(recorded.emergency_numbers if recorded else ())
    wordings = [found[kind] for kind in last.kinds if kind in found]
    past = PastHelp(last, wordings, lines, [each.number for each in emergency])
    return Disclosure(
        page_id,
        at,
        last,
        wordings=wordings,
        lines=lines,
        emergency=emergency,
        uncovered_kinds=past.uncovered_kinds,
        shown=recorded and bring_up_to(recorded, past, [each for each in history if each.at > at]),
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
