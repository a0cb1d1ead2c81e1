"""The corrections that an editor can make, step by step, to what was recognised."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from .article import Found
from .content import is_pairs
from .pieces import Piece
from .questions import Question, find_questions
from .shape import (
    GONE,
    LINE,
    SECTION,
    Part,
    Repairs,
    choose_kept,
    divide,
    find_left_out,
)

_MAX_HEADING = 255


def repair(found: Found, repairs: Repairs, act: str, place: int) -> Repairs:
    """Return the repairs with one more; unchanged if the act does not apply.

    ``act`` is ``keep`` or ``leave`` for a passage; ``section``, ``line`` or ``drop`` for a heading;
    ``begin`` to start a new section before a piece, and ``join`` to undo that; or the name of a
    block.
    """
    if act in {"keep", "leave"}:
        if not 0 <= place < len(found.passages):
            return repairs
        kept = choose_kept(found.passages, repairs.kept)
        return replace(repairs, kept=kept | {place} if act == "keep" else kept - {place})
    if not 0 <= place < len(found.pieces):
        return repairs
    if act == "faq" or (act == "plain" and repairs.blocks.get(place) == "faq"):
        row = find_rows_of_questions(found, repairs).get(place)
        if row is None:
            return repairs
        return _gather(found, repairs, row) if act == "faq" else _scatter(repairs, row)
    piece = found.pieces[place]
    if act in {SECTION, LINE} and is_heading_like(piece):
        return replace(repairs, headings=_put(repairs.headings, place, act))
    if act == "drop" and piece.kind == "heading":
        return replace(repairs, headings=_put(repairs.headings, place, GONE))
    if act == "begin":
        return replace(repairs, begun=_put(repairs.begun, place, ""))
    if act == "join":
        begun = {key: value for key, value in repairs.begun.items() if key != place}
        return replace(repairs, begun=begun)
    if act == "plain" or act in suggest_blocks(piece):
        return replace(repairs, blocks=_put(repairs.blocks, place, "" if act == "plain" else act))
    return repairs


def is_heading_like(piece: Piece) -> bool:
    """Say whether a piece is short enough to be a section's heading."""
    return piece.kind in {"heading", "prose"} and 0 < len(piece.text) <= _MAX_HEADING


def suggest_blocks(piece: Piece) -> list[str]:
    """Return the blocks that fit a piece's shape, the likeliest first; none is applied unasked.

    These blocks hold plain text, in which a link would lose its target.
    """
    if piece.has_links:
        return []
    if is_pairs(piece):
        return ["contrast"]
    if len(piece.items) < 2 or any(item.depth for item in piece.items):
        return []
    if all(item.text.endswith(("?", "؟")) for item in piece.items):
        return ["reflection"]
    return ["steps", "signs"] if piece.items[0].number else ["signs", "steps"]


def find_rows_of_questions(found: Found, repairs: Repairs) -> dict[int, list[Question]]:
    """Return the rows of questions that can become one block, by the index of the first question.

    The introduction can hold only rich text, so no row begins there.
    """
    introduction, parts = _divide(found, repairs)
    shown = {*introduction}.union(*({part.place, *part.indices} for part in parts))
    rows = find_questions(found.pieces, sorted(shown))
    return {place: row for place, row in rows.items() if place not in introduction}


def _divide(found: Found, repairs: Repairs) -> tuple[list[int], list[Part]]:
    left_out = find_left_out(found.passages, choose_kept(found.passages, repairs.kept))
    return divide(found.pieces, left_out, repairs)


def _gather(found: Found, repairs: Repairs, row: Sequence[Question]) -> Repairs:
    """Return the repairs with a row of questions as one block.

    Questions that were sections join the section above if it can hold them, or else a new one.
    """
    first, pieces = row[0].place, found.pieces
    parts = _divide(found, repairs)[1]
    heads = {part.place for part in parts}
    lines = {each.place: LINE for each in row if each.place in heads}
    above = next((part for part in reversed(parts) if part.place < first), None)
    holds = above is not None and (
        not above.indices or 0 < pieces[above.place].level < pieces[first].level
    )
    begun = repairs.begun if first not in heads or holds else _put(repairs.begun, first, "")
    return replace(
        repairs,
        headings={**repairs.headings, **lines},
        begun=begun,
        blocks=_put(repairs.blocks, first, "faq"),
    )


def _scatter(repairs: Repairs, row: Sequence[Question]) -> Repairs:
    """Return the repairs with the questions of a row as originally recognised."""
    places = {each.place for each in row}
    return replace(
        repairs,
        headings={key: value for key, value in repairs.headings.items() if key not in places},
        begun={key: value for key, value in repairs.begun.items() if key != row[0].place},
        blocks=_put(repairs.blocks, row[0].place, ""),
    )


def _put(mapping: Mapping[int, str], place: int, value: str) -> dict[int, str]:
    return {**mapping, place: value}
