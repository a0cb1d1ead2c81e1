"""One task, and all tasks of one kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

AT_ONCE = 5
"""How many tasks of one kind are named; the others are counted, with a link to all."""


@dataclass(frozen=True)
class Act:
    what: str
    """The name of the item it is about."""
    state: str
    """Its status and since when, in a few words."""
    url: str
    """The page where it is done."""


@dataclass(frozen=True)
class Waiting:
    """All waiting tasks of one kind, most urgent first."""

    name: str
    heading: str
    action: str
    """The name of the task, as in its links."""
    acts: Sequence[Act]
    url: str = ""
    """The page that lists all of them."""
    url_label: str = ""

    @property
    def first(self) -> Sequence[Act]:
        return self.acts[:AT_ONCE]

    @property
    def more(self) -> int:
        """The number of tasks beyond the first few."""
        return max(0, len(self.acts) - AT_ONCE)
