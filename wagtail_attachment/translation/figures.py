"""The figures of a translation beside its original's: what is refused, and what a person looks at."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from wagtail_attachment.crisis.known import get_known_short_numbers
from wagtail_attachment.publishing.numbers import Change, Comparison, compare

from .pairs import Pair


class Figures:
    """How the figures of a translation compare with its original's, pair by pair.

    ``safety`` is what was resolved of the translation, in which the verified lines of its ``language``
    may stand. It is asked only for what it takes to answer.
    """

    def __init__(self, pairs: Sequence[Pair], safety: Any, language: str) -> None:
        self.pairs = pairs
        self.safety = safety
        self.language = language
        self._compared: dict[int, Comparison] = {}

    @cached_property
    def refused(self) -> list[Change]:
        """Where numbers, or call, text and mail links, are not the original's: never published.

        What stands in one of the languages alone is compared as a whole, since a translator may
        rearrange a page.
        """
        alone = [pair for pair in self.pairs if not (pair.source and pair.target)]
        sources = [pair.source for pair in alone if pair.source]
        targets = [pair.target for pair in alone if pair.target]
        together = [change for pair in self.pairs for change in self.get_changes(pair)]
        return [*together, *self._compare(sources, targets).refused]

    @cached_property
    def asked(self) -> list[Pair]:
        """The pairs whose figures a person has to look at."""
        return [
            pair for pair in self.pairs if _is_doubtful(pair) and self._compare_pair(pair).asked
        ]

    def get_changes(self, pair: Pair) -> list[Change]:
        """Return what is refused of a pair that both languages have."""
        return self._compare_pair(pair).refused

    def _compare_pair(self, pair: Pair) -> Comparison:
        if pair.source is None or pair.target is None:
            return Comparison()
        if id(pair) not in self._compared:
            self._compared[id(pair)] = self._compare([pair.source], [pair.target])
        return self._compared[id(pair)]

    def _compare(self, source: Sequence[Any], target: Sequence[Any]) -> Comparison:
        return compare(source, target, self.safety.known_numbers, self.safety.ways, self.language)


def _is_doubtful(pair: Pair) -> bool:
    """Say whether it may be asked, by what the package knows: a list of pages pays for no others."""
    if pair.source is None or pair.target is None:
        return False
    found = compare([pair.source], [pair.target], get_known_short_numbers())
    return bool(found.refused or found.asked)
