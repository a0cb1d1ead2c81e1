"""The arrangement of a text's pieces: introduction, sections, and what is left out."""

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
    """An editor's changes to what was recognised; pieces are identified by their index.

    ``kept`` lists the passages that stay, or is ``None`` until the editor decides. ``headings``
    says whether a piece is a section's heading, a line in a section, or left out. ``begun`` lists
    sections that begin before a piece, with a new heading. ``blocks`` names the block that a piece
    becomes.
    """

    kept: frozenset[int] | None = None
    headings: Mapping[int, str] = field(default_factory=dict)
    begun: Mapping[int, str] = field(default_factory=dict)
    purposes: Mapping[int, str] = field(default_factory=dict)
    blocks: Mapping[int, str] = field(default_factory=dict)


class Part(NamedTuple):
    """A section; ``place`` is the index of its heading, or of the piece that it begins before."""

    place: int
    heading: str
    purpose: str
    indices: list[int]


def choose_kept(passages: Sequence[Passage], kept: Collection[int] | None) -> frozenset[int]:
    """Return the passages that stay: those chosen, or those not sure if none were chosen yet."""
    if kept is None:
        return frozenset(i for i, passage in enumerate(passages) if not passage.is_sure)
    return frozenset(kept)


def find_left_out(passages: Sequence[Passage], kept: Collection[int]) -> set[int]:
    """Return the indices of the pieces that are left out."""
    return {
        index
        for place, passage in enumerate(passages)
        if place not in kept
        for index in passage.indices
    }


def divide(
    pieces: Sequence[Piece], left_out: Collection[int], repairs: Repairs
) -> tuple[list[int], list[Part]]:
    """Return the indices of the introduction's pieces, and the sections.

    A section begins at each heading of the two highest levels. A lower heading stays in its section
    as a bold line. So does a heading directly under a higher one, which would otherwise be left
    empty.
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
    """Return the indices of the headings that begin a section."""
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
