"""What an editor can do to what was recognised, step by step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from .article import Found
from .content import is_pairs
from .pieces import Piece
from .shape import GONE, LINE, SECTION, Repairs, choose_kept

_MAX_HEADING = 255


def repair(found: Found, repairs: Repairs, act: str, place: int) -> Repairs:
    """Return the repairs with one more; unchanged if it does not apply.

    ``act`` is ``keep`` or ``leave`` of a passage; ``section``, ``line`` or ``drop`` of a heading;
    ``begin`` of a new section before a piece and ``join`` of one that was begun; or a block.
    """
    if act in {"keep", "leave"}:
        if not 0 <= place < len(found.passages):
            return repairs
        kept = choose_kept(found.passages, repairs.kept)
        return replace(repairs, kept=kept | {place} if act == "keep" else kept - {place})
    if not 0 <= place < len(found.pieces):
        return repairs
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
    """Say whether a piece is short enough to head a section."""
    return piece.kind in {"heading", "prose"} and 0 < len(piece.text) <= _MAX_HEADING


def suggest_blocks(piece: Piece) -> list[str]:
    """Return the blocks whose shape a piece has, the likeliest first; none is applied unasked.

    They hold plain text, in which a link would lose where it leads.
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


def _put(mapping: Mapping[int, str], place: int, value: str) -> dict[int, str]:
    return {**mapping, place: value}
