"""Lines and bullets typed by hand in HTML instead of paragraphs and lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from .pieces import BREAK, Item, Piece, Run, make_list

_BULLET = re.compile(r"[ \t\u00a0]*[•◦▪●○■□☐☑✓✔➤►‣⁃·*-][ \t\u00a0]+(?=\S)")
# Consecutive lines are paragraphs if they make up most of the text and one is longer than a verse.
_MOST, _LONGER_THAN_A_VERSE = 0.5, 100


def part_typed(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces with typed bullets as lists, and typed lines as paragraphs."""
    total = sum(len(piece.text) for piece in pieces)
    parted: list[Piece] = []
    for piece in pieces:
        parted += _part(piece, total) if piece.kind == "prose" and piece.is_broken else [piece]
    return [each for is_item, row in groupby(parted, _is_item) for each in _gather(is_item, row)]


def _part(piece: Piece, total: int) -> list[Piece]:
    lines = _split(piece)
    bullets = sum(1 for line in lines if _is_item(line))
    is_list = bullets > 1 and all(map(_is_item, lines[-bullets:]))
    if is_list:
        rest = [run for line in lines[:-bullets] for run in (Run(BREAK), *line.runs)][1:]
        return [*([replace(piece, runs=tuple(rest))] if rest else []), *lines[-bullets:]]
    is_prose = any(len(line.text) > _LONGER_THAN_A_VERSE for line in lines)
    is_most = len(piece.text) > _MOST * total
    return lines if is_prose and is_most and len(lines) > 2 else [piece]


def _split(piece: Piece) -> list[Piece]:
    lines = groupby(piece.runs, key=lambda run: run.text == BREAK)
    parts = [replace(piece, runs=tuple(runs)) for is_break, runs in lines if not is_break]
    return [part for part in parts if part.text]


def _is_item(piece: Piece) -> bool:
    return piece.kind == "prose" and bool(_BULLET.match("".join(run.text for run in piece.runs)))


def _gather(is_item: bool, row: Iterator[Piece]) -> list[Piece]:
    """Return a row of typed items as lists; a single item stays a paragraph."""
    pieces = list(row)
    if not is_item or len(pieces) < 2:
        return pieces
    return [
        replace(each, role=role)
        for role, same in groupby(pieces, key=lambda piece: piece.role)
        for each in make_list([Item(tuple(_take_bullet(piece.runs))) for piece in same])
    ]


def _take_bullet(runs: Sequence[Run]) -> Iterator[Run]:
    match = _BULLET.match("".join(run.text for run in runs))
    left = match.end() if match else 0
    for run in runs:
        if text := run.text[left:]:
            yield replace(run, text=text)
        left = max(left - len(run.text), 0)
