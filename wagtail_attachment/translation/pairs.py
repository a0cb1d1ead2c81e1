"""A text of the original with its translation, which a person reviews as one unit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import zip_longest

from wagtail_attachment.ledger.digests import compute_short_digest
from wagtail_attachment.publishing.texts import Text, join


@dataclass(frozen=True)
class Pair:
    """An original's text and its translation at one place of a page; either may be missing.

    ``path`` is the original's, or the translation's own if the original has none, and ``place`` is
    the pair's number within that path. A block in which the translation has a different number of
    texts than the original is one pair with its texts joined; ``parts`` are then the translation's
    texts.
    """

    path: str
    place: int
    source: Text | None
    target: Text | None
    parts: tuple[Text, ...] = ()
    is_short: bool = False
    """Whether the translation has fewer texts in this block than the original."""

    @cached_property
    def digest(self) -> str:
        """A digest of what a person reviews here: both texts and link targets, not the path."""
        return compute_short_digest(
            [side.sealed if side else None for side in (self.source, self.target)]
        )

    @property
    def source_digest(self) -> str:
        return self.source.digest if self.source else ""

    @property
    def target_digest(self) -> str:
        return self.target.digest if self.target else ""

    @property
    def words(self) -> str:
        """The words that identify it to a person: the translation's, or else the original's."""
        shown = self.target or self.source
        return (shown.words or shown.content) if shown else ""

    @property
    def has_letters(self) -> bool:
        """Whether there is anything to translate; a year or a dash is the same everywhere."""
        return any(side.needs_translation for side in (self.source, self.target) if side)

    @property
    def is_equal(self) -> bool:
        """Whether the translation has the same words as the original."""
        return bool(
            self.source
            and self.target
            and self.has_letters
            and self.source.words == self.target.words
        )

    @property
    def is_one_sided(self) -> bool:
        """Whether only one of the two languages has any words here."""
        has_words = [bool(side and side.words) for side in (self.source, self.target)]
        return self.has_letters and has_words[0] != has_words[1]

    @property
    def targets(self) -> tuple[Text, ...]:
        """The translation's texts, each as it is on the page."""
        return self.parts or ((self.target,) if self.target else ())


@dataclass(frozen=True)
class RefusedPair:
    """A pair with the original's text on both sides, since its translation has an error."""

    pair: Pair
    translation: str
    error: str

    @property
    def words(self) -> str:
        """The words that identify it to a person: the translation's, or else the original's."""
        return self.translation or self.pair.words


def make_pairs(
    source: Iterable[Text], target: Iterable[Text], places: Mapping[str, str] | None = None
) -> list[Pair]:
    """Return the pairs of two pages in the original's order, the translation's own texts last.

    Texts at the same path are paired in order. ``places`` gives a translation's paths by the
    original's, for a translation whose blocks have different ids.
    """
    theirs = _group(place_texts(target, places or {}))
    pairs: list[Pair] = []
    for path, ours in _group(source).items():
        pairs += _pair_block(path, ours, theirs.pop(path, []))
    for path, alone in theirs.items():
        pairs += _pair_block(path, [], alone)
    return pairs


def place_texts(texts: Iterable[Text], places: Mapping[str, str]) -> list[Text]:
    """Return a translation's texts with the paths of the matching original texts."""
    known = {theirs: ours for ours, theirs in places.items()}
    return [replace(text, path=known.get(text.path, text.path)) for text in texts]


def _pair_block(path: str, ours: Sequence[Text], theirs: Sequence[Text]) -> Iterator[Pair]:
    """Yield the pairs of one block: first its texts, then the content between them."""
    place = 0
    for is_prose in (True, False):
        mine = [text for text in ours if text.is_prose is is_prose]
        yours = [text for text in theirs if text.is_prose is is_prose]
        if is_prose and mine and yours and len(mine) != len(yours):
            is_short = len(yours) < len(mine)
            yield Pair(path, place, join(mine), join(yours), tuple(yours), is_short)
            place += 1
            continue
        for one, other in zip_longest(mine, yours):
            yield Pair(path, place, one, other)
            place += 1


def _group(texts: Iterable[Text]) -> dict[str, list[Text]]:
    groups: dict[str, list[Text]] = {}
    for text in texts:
        groups.setdefault(text.path, []).append(text)
    return groups
