"""Every state of a page in a span of time, what changed from one to the next, and who was who."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from .accounts import Account, find_accounts
from .differences import Line, compare_lines
from .disclosure import State, get_timeline
from .facets import Facet, Values, read_facets
from .limits import get_limits

FORMAT = "wagtail-attachment disclosure 1"


@dataclass(frozen=True)
class Change:
    """What changed of one facet: ``what`` in words, and its lines with their words marked."""

    what: str
    lines: list[Line]
    language: str = ""

    def to_dict(self) -> dict[str, Any]:
        lines = [[{piece.kind: piece.text} for piece in line] for line in self.lines]
        return {"what": self.what, "lines": lines}


@dataclass(frozen=True)
class Entry:
    """A state in a report: its number, its plain values, and what made it differ from the last."""

    number: int
    state: State
    values: Values
    changes: list[Change]


@dataclass(frozen=True)
class Report:
    page_id: int
    start: datetime | None
    end: datetime
    made_at: datetime
    states: list[State]

    @cached_property
    def entries(self) -> list[Entry]:
        entries: list[Entry] = []
        facets: list[Facet] = []
        for number, state in enumerate(self.states, 1):
            values = state.to_dict()
            last, facets = facets, read_facets(values)
            if not values["public"]:
                # What is public again later is compared with what was public last.
                facets += last[1:]
            changes = find_changes(last, facets) if entries else []
            entries.append(Entry(number, state, values, changes))
        return entries

    @cached_property
    def accounts(self) -> dict[str, Account]:
        return find_accounts(self.page_id, [entry.values for entry in self.entries])

    def to_dict(self) -> dict[str, Any]:
        """Return all of it as plain values, for JSON."""
        return {
            "format": FORMAT,
            "page_id": self.page_id,
            "from": self.start.isoformat() if self.start else None,
            "until": self.end.isoformat(),
            "made_at": self.made_at.isoformat(),
            "states": [
                {**entry.values, "changes": [change.to_dict() for change in entry.changes]}
                for entry in self.entries
            ],
            "accounts": [account.to_dict() for account in self.accounts.values()],
            "limits": get_limits(),
        }


def make_report(page_id: int, start: datetime | None, end: datetime) -> Report:
    """Return the states of a page between two aware times; since it was first public, without ``start``."""
    return Report(page_id, start, end, timezone.now(), get_timeline(page_id, start, end))


def find_changes(before: list[Facet], after: list[Facet]) -> list[Change]:
    """Return what differs between the facets of two neighbouring states.

    They may be alike: then it is the record that is new, not what readers saw.
    """
    old = {facet.key: facet for facet in before}
    new = {facet.key: facet for facet in after}
    changes = []
    for key in dict.fromkeys([*old, *new]):
        one, other = old.get(key), new.get(key)
        facet = new[key] if key in new else old[key]
        lines = compare_lines(
            one.lines if one else [], other.lines if other else [], by_word=facet.is_prose
        )
        if lines:
            changes.append(Change(_name(facet, one, other), lines, facet.language))
    return changes


def _name(facet: Facet, before: Facet | None, after: Facet | None) -> str:
    if before is None:
        return _("%(what)s: new") % {"what": facet.label}
    if after is None:
        return _("%(what)s: gone") % {"what": facet.label}
    return _("%(what)s: changed") % {"what": facet.label}
