"""The classification of a piece, and whether it says nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from wagtail_attachment.importing.pieces import Piece

from .numbers import Numbers, names_service
from .passage import REPLACED
from .recognising import recognise
from .vocabulary import say_only, says_only


class Verdict(NamedTuple):
    """The type of passage that a piece is (empty for none), and whether it says nothing else."""

    kind: str
    is_alone: bool


# Longer pieces are prose, and no list of help has so many lines.
MAX_DOUBTFUL, _MAX_LINES = 400, 100
_OWN = Verdict("", is_alone=False)


def judge(piece: Piece) -> Verdict:
    """Return a piece's verdict. A list or table cannot be cut; one other line makes it doubtful."""
    lines = get_lines(piece)
    if len(lines) > _MAX_LINES:
        return _OWN
    if not (piece.items or piece.rows):
        return _judge_text(piece.text, lines)
    kinds = [_recognise_line(line) for line in lines]
    kind = "crisis" if "crisis" in kinds else _find_most(kinds)
    if kind in REPLACED:
        return Verdict(kind, say_only(lines))
    return Verdict(kind, is_alone=True) if kind else _OWN


def _recognise_line(line: str) -> str:
    """Return the type of an item or a row, which may be only the name and number of a help line."""
    kind = recognise(line)
    is_line = not kind and bool(Numbers(line).of_help_lines) and says_only(line, ["crisis"])
    return "crisis" if is_line else kind


def get_lines(piece: Piece) -> list[str]:
    """Return the items of a list, the rows of a table or the lines of a paragraph."""
    return [item.text for item in piece.items] or piece.lines


def _judge_text(text: str, lines: Sequence[str]) -> Verdict:
    kind = recognise(text)
    if kind not in REPLACED or say_only(lines):
        return Verdict(kind, is_alone=bool(kind))
    return Verdict(kind, is_alone=False) if kind != "crisis" or _is_of_help(text) else _OWN


def _is_of_help(text: str) -> bool:
    """Say whether a paragraph names a line to call: words about danger alone are no help.

    A long paragraph is prose, and flagging it for a number in it would only delay the editor.
    """
    return len(text) <= MAX_DOUBTFUL and (bool(Numbers(text).found) or names_service(text))


def _find_most(kinds: Sequence[str]) -> str:
    return next((kind for kind in kinds if kind and 2 * kinds.count(kind) > len(kinds)), "")
