"""The pieces of a text in their places: introduction, sections, and what is left out."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from .passages import Passage
from .pieces import Piece
from .purposes import guess_purpose

SECTION, LINE, GONE = "section", "line", "gone"


@dataclass(frozen=True)
class Repairs:
    """What an editor changed of what was recognised; pieces are named by their places.

    ``kept`` are the passages that stay, ``None`` while nothing was decided. ``headings`` says of a
    piece that it heads a section, is a line in one, or is left out. ``begun`` are sections that begin
    before a piece under a new heading. ``blocks`` names the block that a piece is to be.
    """

    kept: frozenset[int] | None = None
    headings: Mapping[int, str] = field(default_factory=dict)
    begun: Mapping[int, str] = field(default_factory=dict)
    purposes: Mapping[int, str] = field(default_factory=dict)
    blocks: Mapping[int, str] = field(default_factory=dict)


class Part(NamedTuple):
    """A section: the place of its heading, or of the piece that it begins before."""

    place: int
    heading: str
    purpose: str
    indices: list[int]


def choose_kept(passages: Sequence[Passage], kept: Collection[int] | None) -> frozenset[int]:
    """Return the passages that stay: those chosen, or while nothing was chosen those not sure."""
    if kept is None:
        return frozenset(i for i, passage in enumerate(passages) if not passage.is_sure)
    return frozenset(kept)


def find_left_out(passages: Sequence[Passage], kept: Collection[int]) -> set[int]:
    """Return the places of the pieces that are left out."""
    return {
        index
        for place, passage in enumerate(passages)
        if place not in kept
        for index in passage.indices
    }


def divide(
    pieces: Sequence[Piece], left_out: Collection[int], repairs: Repairs
) -> tuple[list[int], list[Part]]:
    """Return the places of the introduction's pieces, and the sections.

    A section begins at each heading of the two highest levels. A lower one stays in its section as
    a bold line, and so does one right under another heading, which would be left empty.
    """
    indices = [
        index
        for index, piece in enumerate(pieces)
        if index not in left_out and piece.kind != "note"
    ]
    heads = _find_heads(pieces, indices)
    introduction: list[int] = []
    parts: list[Part] = []
    for index in indices:
        if index in repairs.begun:
            parts.append(_begin(index, repairs.begun[index], repairs))
        role = repairs.headings.get(index, SECTION if index in heads else LINE)
        if role == SECTION:
            parts.append(_begin(index, pieces[index].text, repairs))
        elif role != GONE:
            (parts[-1].indices if parts else introduction).append(index)
    return introduction, parts


def _begin(index: int, heading: str, repairs: Repairs) -> Part:
    return Part(index, heading, repairs.purposes.get(index) or guess_purpose(heading), [])


def _find_heads(pieces: Sequence[Piece], indices: Sequence[int]) -> set[int]:
    """Return the headings that begin a section."""
    headings = [index for index in indices if pieces[index].kind == "heading"]
    levels = sorted({pieces[index].level for index in headings})[:2]
    heads: set[int] = set()
    head: int | None = None
    holds_lower = is_filled = False
    for index in indices:
        piece = pieces[index]
        if piece.kind != "heading" or piece.level not in levels:
            is_filled = True
            continue
        is_lower = head is not None and piece.level > pieces[head].level
        holds_lower = is_lower and (holds_lower or not is_filled)
        if holds_lower:
            is_filled = True
        else:
            heads.add(index)
            head, is_filled = index, False
    return heads
