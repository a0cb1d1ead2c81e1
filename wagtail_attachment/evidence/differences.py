"""What differs between two lists of lines, down to the word. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_TOKEN = re.compile(r"\s+|\w+|[^\w\s]")
# Below this, two lines are two lines: one is gone and another is there.
_ALIKE = 0.4


@dataclass(frozen=True)
class Piece:
    """Some words that stayed, are gone or are new: ``kind`` is ``"same"``, ``"gone"`` or ``"new"``."""

    kind: str
    text: str


Line = list[Piece]


def compare_lines(
    before: Sequence[str], after: Sequence[str], *, by_word: bool = True
) -> list[Line]:
    """Return each line that is gone, new or changed, in order, with its words marked.

    Without ``by_word`` a line that changed is one that is gone, and a new one.
    """
    return list(_compare_lines(before, after, by_word))


def _compare_lines(before: Sequence[str], after: Sequence[str], by_word: bool) -> Iterator[Line]:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            continue
        old, new = list(before[start:end]), list(after[new_start:new_end])
        for one, other in zip(old, new, strict=False):
            yield from _compare_words(one, other) if by_word else _put_beside(one, other)
        yield from ([Piece("gone", line)] for line in old[len(new) :])
        yield from ([Piece("new", line)] for line in new[len(old) :])


def _compare_words(before: str, after: str) -> Iterator[Line]:
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < _ALIKE:
        yield from _put_beside(before, after)
        return
    line: Line = []
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            line.append(Piece("same", "".join(old[start:end])))
            continue
        if start < end:
            line.append(Piece("gone", "".join(old[start:end])))
        if new_start < new_end:
            line.append(Piece("new", "".join(new[new_start:new_end])))
    yield line


def _put_beside(before: str, after: str) -> Iterator[Line]:
    yield [Piece("gone", before)]
    yield [Piece("new", after)]
