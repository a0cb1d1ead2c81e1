"""One thing to do, and all of one kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

AT_ONCE = 5
"""How many of one kind are named; the rest is counted, with a link to all."""


@dataclass(frozen=True)
class Act:
    what: str
    """The name of what it is about."""
    state: str
    """How it stands and since when, in few words."""
    url: str
    """Where it is done."""


@dataclass(frozen=True)
class Waiting:
    """All that waits of one kind, the most urgent first."""

    name: str
    heading: str
    action: str
    """What is done, as the links say it."""
    acts: Sequence[Act]
    url: str = ""
    """Where all of them are listed."""
    url_label: str = ""

    @property
    def first(self) -> Sequence[Act]:
        return self.acts[:AT_ONCE]

    @property
    def more(self) -> int:
        """How many are not among the first."""
        return max(0, len(self.acts) - AT_ONCE)
