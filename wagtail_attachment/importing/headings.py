"""Which piece is the title and which are headings, where the format does not say it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .pieces import Piece

_TITLE_LENGTH = 150
_HEADING_LENGTH, _HEADING_WORDS = 90, 14
_NO_HEADING_ENDS = tuple(".,;:…،؛。”»\"'’")
SECTION_LEVEL = 2


def take_title(pieces: Sequence[Piece]) -> tuple[str, list[Piece]]:
    """Return the title, empty where none can be told, and the other pieces."""
    title = _find_title(pieces)
    if title is None:
        return "", list(pieces)
    return title.text, [piece for piece in pieces if piece is not title]


def _find_title(pieces: Sequence[Piece]) -> Piece | None:
    headings = [piece for piece in pieces if piece.kind == "heading"]
    tops = [heading for heading in headings if heading.level == 1]
    if not pieces:
        return None
    first = pieces[0]
    if first.kind == "heading":
        lower = [heading.level for heading in headings[1:]]
        return first if first.level == 1 or not lower or first.level < min(lower) else None
    if len(tops) == 1 and len(headings) > 1:
        return tops[0]
    if _is_line(first, _TITLE_LENGTH):
        return first
    return tops[0] if len(tops) == 1 else None


def mark_headings(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces with headings: those of the format, else bold lines, else short ones."""
    if any(piece.kind == "heading" for piece in pieces):
        return list(pieces)
    bold = {
        index
        for index, piece in enumerate(pieces[:-1])
        if piece.is_bold and _is_heading_like(piece) and not pieces[index + 1].is_bold
    }
    chosen = bold or _find_short_lines(pieces)
    return [
        replace(piece, kind="heading", level=SECTION_LEVEL) if index in chosen else piece
        for index, piece in enumerate(pieces)
    ]


def _find_short_lines(pieces: Sequence[Piece]) -> set[int]:
    """Return the short lines that stand before prose or a list.

    Of several in a row only those in title case count: else they are a list without marks.
    """
    chosen: set[int] = set()
    likely = [_is_heading_like(piece) for piece in pieces]
    for index in range(len(pieces) - 1):
        if not likely[index]:
            continue
        is_in_row = likely[index + 1] or (index > 0 and likely[index - 1])
        if not is_in_row or _is_title_case(pieces[index].text):
            chosen.add(index)
    return chosen


def _is_heading_like(piece: Piece) -> bool:
    return _is_line(piece, _HEADING_LENGTH) and len(piece.text.split()) <= _HEADING_WORDS


def _is_line(piece: Piece, length: int) -> bool:
    """Say whether a paragraph is one short line that does not end as a sentence does."""
    return (
        piece.kind == "prose"
        and "<br/>" not in piece.html
        and len(piece.html) <= 10 * length  # cheaper to tell than the length of its text
        and len(piece.text) <= length
        and not piece.text.endswith(_NO_HEADING_ENDS)
        and any(character.isalpha() for character in piece.text)
    )


def _is_title_case(text: str) -> bool:
    words = [word for word in text.split() if len(word) > 3]
    return len(words) > 1 and all(not word[0].islower() for word in words)
