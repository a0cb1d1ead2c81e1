"""What changed in an original: added, removed, reworded, moved, and changed links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum

from wagtail_attachment.ledger.digests import compute_short_digest
from wagtail_attachment.publishing.texts import Text

_ALIKE = 0.4
"""Two texts in one place that share less than this are two texts, not one that was edited."""
_WORDS = re.compile(r"\s+|[^\s]+")
_LETTERS = re.compile(r"\s+|\w|[^\w\s]")
_WITHOUT_SPACES = frozenset({"zh", "ja", "th", "lo", "km", "my"})
"""Languages written without spaces between words."""


class Kind(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    WORDS = "words"
    LINKS = "links"
    CONTENT = "content"
    """A picture, a video or a reference."""
    MOVED = "moved"


@dataclass(frozen=True)
class Difference:
    """One text that changed or moved; a side is ``None`` if the text is missing there."""

    kind: Kind
    before: Text | None
    now: Text | None
    language: str = ""
    """The language of the page, which determines what a word is."""

    @property
    def words(self) -> str:
        """The words that identify it to a person."""
        shown = self.now or self.before
        return (shown.words or shown.content) if shown else ""

    @property
    def pieces(self) -> list[Piece]:
        """The present words together with those that were removed."""
        before, now = self.before, self.now
        words = (before.words if before else "", now.words if now else "")
        return list(compare_words(*words, self.language))

    @property
    def links(self) -> tuple[tuple[str, str], ...]:
        """The links that lead elsewhere than before."""
        if self.kind is not Kind.LINKS or self.now is None or self.before is None:
            return ()
        return tuple(link for link in self.now.links if link not in self.before.links)


@dataclass(frozen=True)
class Piece:
    """A stretch of words: ``same``, ``added`` or ``removed``."""

    kind: str
    words: str


def find_differences(
    before: Sequence[Text], now: Sequence[Text], language: str = ""
) -> list[Difference]:
    """Return the differences between two states of one page, in the order of ``now``."""
    old, new = _group(before), _group(now)
    found: list[Difference] = []
    for path, texts in new.items():
        found += _compare_block(old.get(path, []), texts)
    for path, texts in old.items():
        if path not in new:
            found += [Difference(Kind.REMOVED, text, None) for text in texts]
    found = [*_unite_moved(found), *_find_moved_blocks(list(old), new)]
    return [replace(each, language=language) for each in found]


def compute_digest(differences: Iterable[Difference]) -> str:
    """Return a short digest of the differences, equal for the same differences in order."""
    return compute_short_digest(
        [
            [each.kind.value, *(side.sealed if side else None for side in (each.before, each.now))]
            for each in differences
        ]
    )


def compare_words(before: str, now: str, language: str = "") -> Iterator[Piece]:
    """Yield both texts merged: what is in both, what was removed and what was added.

    The comparison is by word, or by letter in a language without spaces between words.
    """
    tokens = _LETTERS if language.partition("-")[0].lower() in _WITHOUT_SPACES else _WORDS
    old, new = tokens.findall(before), tokens.findall(now)
    for kind, start, end, new_start, new_end in SequenceMatcher(
        None, old, new, False
    ).get_opcodes():
        if kind == "equal":
            yield Piece("same", "".join(new[new_start:new_end]))
            continue
        if gone := "".join(old[start:end]):
            yield Piece("removed", gone)
        if added := "".join(new[new_start:new_end]):
            yield Piece("added", added)


def are_alike(one: str, other: str) -> bool:
    """Say whether one of two texts may be an edited form of the other."""
    if not one.strip() or not other.strip():
        return False
    return SequenceMatcher(None, one.split(), other.split(), False).ratio() >= _ALIKE


def _compare_block(before: Sequence[Text], now: Sequence[Text]) -> Iterator[Difference]:
    digests = [text.digest for text in before], [text.digest for text in now]
    matcher = SequenceMatcher(None, *digests, False)
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        if kind != "equal":
            yield from _compare_texts(before[start:end], now[new_start:new_end])


def _compare_texts(before: Sequence[Text], now: Sequence[Text]) -> Iterator[Difference]:
    """Yield which of the texts in one place were reworded, added or removed."""
    left = list(before)
    is_alone = len(before) == len(now) == 1
    for text in now:
        former = next(
            (
                other
                for other in left
                if is_alone or text.words == other.words or are_alike(other.words, text.words)
            ),
            None,
        )
        if former is None:
            yield Difference(Kind.ADDED, None, text)
            continue
        left.remove(former)
        yield Difference(_name_change(former, text), former, text)
    for text in left:
        yield Difference(Kind.REMOVED, text, None)


def _name_change(before: Text, now: Text) -> Kind:
    if before.words != now.words:
        return Kind.WORDS
    return Kind.CONTENT if before.links == now.links else Kind.LINKS


def _unite_moved(found: Sequence[Difference]) -> list[Difference]:
    """Return the differences, with a text removed in one place and added in another as moved."""
    gone: dict[str, list[Difference]] = {}
    for each in found:
        if each.kind is Kind.REMOVED and each.before:
            gone.setdefault(each.before.digest, []).append(each)
    moved: list[Difference] = []
    united: list[Difference] = []
    for each in found:
        same = gone.get(each.now.digest) if each.kind is Kind.ADDED and each.now else None
        if same:
            moved.append(same.pop())
            united.append(Difference(Kind.MOVED, moved[-1].before, each.now))
        else:
            united.append(each)
    return [each for each in united if not any(each is one for one in moved)]


def _find_moved_blocks(before: Sequence[str], now: dict[str, list[Text]]) -> Iterator[Difference]:
    """Yield the first text of each block that is in both states, in a different order."""
    kept = [path for path in before if path in now]
    order = [path for path in now if path in set(kept)]
    matcher = SequenceMatcher(None, kept, order, False)
    for kind, _start, _end, new_start, new_end in matcher.get_opcodes():
        if kind == "insert" or kind == "replace":
            for path in order[new_start:new_end]:
                yield Difference(Kind.MOVED, now[path][0], now[path][0])


def _group(texts: Iterable[Text]) -> dict[str, list[Text]]:
    groups: dict[str, list[Text]] = {}
    for text in texts:
        groups.setdefault(text.path, []).append(text)
    return groups
