"""Which passages may well be the article's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from wagtail_attachment.importing.pieces import Piece

from .numbers import Numbers
from .passage import REPLACED, Passage
from .sections import get_sections

_MOST_OF_TEXT = 0.6


def doubt(passages: Sequence[Passage], pieces: Sequence[Piece]) -> Iterator[Passage]:
    """Yield the passages; those that may well be the article's own as not sure."""
    taken = {index for passage in passages for index in passage.indices}
    lengths = [len(piece.text) for piece in pieces]
    is_most = sum(lengths[index] for index in taken) > _MOST_OF_TEXT * max(sum(lengths), 1)
    numbered = _find_sections_with_lines(pieces, taken)
    for passage in passages:
        is_cut = passage.kind == "crisis" and bool(numbered & set(passage.indices))
        is_doubtful = is_cut or passage.kind == "box" or (is_most and passage.kind in REPLACED)
        yield replace(passage, is_sure=not is_doubtful)


def _find_sections_with_lines(pieces: Sequence[Piece], taken: set[int]) -> set[int]:
    """Return the pieces of sections in which a paragraph that stays has a help line's number."""
    sections = [[heading, *content] for heading, content in get_sections(pieces)]
    first = sections[0][0] if sections else len(pieces)
    found: set[int] = set()
    for section in [list(range(first)), *sections]:
        if not taken.isdisjoint(section):
            rest = [index for index in section if index not in taken]
            if any(Numbers(pieces[index].text).of_help_lines for index in rest):
                found.update(section)
    return found
