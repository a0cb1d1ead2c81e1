"""The figures of a translation compared with its original's: refused, or for a person to check."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from wagtail_attachment.crisis.known import get_known_short_numbers
from wagtail_attachment.publishing.numbers import Change, Comparison, compare

from .pairs import Pair


class Figures:
    """A comparison of the figures of a translation with its original's, pair by pair.

    ``safety`` is what readers must see with the translation: verified lines for its ``language``
    may replace the original's. It is only read as far as the answer requires.
    """

    def __init__(self, pairs: Sequence[Pair], safety: Any, language: str) -> None:
        self.pairs = pairs
        self.safety = safety
        self.language = language
        self._compared: dict[int, Comparison] = {}

    @cached_property
    def refused(self) -> list[Change]:
        """The numbers, and links that call, text or mail, that differ: these are never published.

        Texts that only one of the languages has are compared as a whole, since a translator may
        rearrange a page.
        """
        alone = [pair for pair in self.pairs if not (pair.source and pair.target)]
        sources = [pair.source for pair in alone if pair.source]
        targets = [pair.target for pair in alone if pair.target]
        together = [change for pair in self.pairs for change in self.get_changes(pair)]
        return [*together, *self._compare(sources, targets).refused]

    @cached_property
    def asked(self) -> list[Pair]:
        """The pairs whose figures a person has to check."""
        return [
            pair for pair in self.pairs if _is_doubtful(pair) and self._compare_pair(pair).asked
        ]

    def get_changes(self, pair: Pair) -> list[Change]:
        """Return the refused changes in a pair that both languages have."""
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
    """Say whether the pair may need checking.

    Judged only by what the package itself knows, so a list of pages reads nothing else for most
    pairs.
    """
    if pair.source is None or pair.target is None:
        return False
    found = compare([pair.source], [pair.target], get_known_short_numbers())
    return bool(found.refused or found.asked)
