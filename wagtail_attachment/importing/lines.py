"""Lines: paragraphs short enough to be the heading of the text below them."""

from __future__ import annotations

from .pieces import Piece

COLONS = (":", "：")

_HEADING_LENGTH, _HEADING_WORDS = 90, 14
_NO_HEADING_ENDS = tuple(".,;…،؛。")
_QUOTES = ("“", "«", "„", '"', "‘", "'")


def is_line(piece: Piece, length: int = _HEADING_LENGTH) -> bool:
    """Say whether a paragraph is one short line that does not end like a sentence."""
    return (
        piece.kind == "prose"
        and not piece.role
        and not piece.is_broken
        and sum(len(run.text) for run in piece.runs) <= 10 * length  # cheaper than its text
        and len(piece.text) <= length
        and not piece.text.endswith(_NO_HEADING_ENDS)
        and not piece.text.startswith((*_QUOTES, "http://", "https://"))
        and any(character.isalpha() for character in piece.text)
    )


def is_short_line(piece: Piece) -> bool:
    """Say whether a paragraph is a line with no more words than a heading."""
    return is_line(piece) and len(piece.text.split()) <= _HEADING_WORDS
