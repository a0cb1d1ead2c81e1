"""Passages as spans: taken whole or left whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from wagtail_attachment.importing.lines import is_short_line
from wagtail_attachment.importing.pieces import Piece

from .doubts import doubt
from .headings import name_kind, names_sources
from .numbers import Numbers
from .passage import REPLACED, Passage
from .recognising import is_biography, recognise, recognise_beginning
from .sections import get_sections

# The end reaches back as long as no more than so many other short paragraphs stand in between.
_MAX_GAP, _MAX_GAP_LENGTH = 2, 400
_BEGINNING = 3
_MAX_SECTION, _MAX_SECTION_BLOCKS = 1500, 8
_MAX_JOINED = 250


def find_passages(pieces: Sequence[Piece]) -> list[Passage]:
    """Return what is no part of the article, in its order.

    It is looked for where it stands: at the end and in the first three blocks. In the midst of an
    article the same words are part of what it has to say. Notes become its references, wherever they
    stand, so none is in a passage.
    """
    places = [index for index, piece in enumerate(pieces) if piece.kind != "note"]
    return [
        replace(passage, indices=tuple(places[index] for index in passage.indices))
        for passage in _find_in_text([pieces[place] for place in places])
    ]


def _find_in_text(pieces: Sequence[Piece]) -> list[Passage]:
    kinds = {index: piece.role for index, piece in enumerate(pieces) if piece.role}
    _find_at_beginning(pieces, kinds)
    closing = _take_closing_sections(pieces, kinds)
    _find_at_end(pieces, kinds, closing)
    _take_introductions(pieces, kinds)
    _join(pieces, kinds)
    _take_headings(pieces, kinds)
    unsure = _find_biographies(pieces, kinds)
    # Neighbours of a kind belong together: their place less their rank is the same.
    rows = groupby(enumerate(sorted(kinds)), lambda pair: (kinds[pair[1]], pair[1] - pair[0]))
    passages = [
        Passage(kind, tuple(index for _rank, index in row)) for (kind, _offset), row in rows
    ]
    return [
        replace(passage, is_sure=not unsure & set(passage.indices)) if unsure else passage
        for passage in doubt(passages, pieces)
    ]


def _find_at_beginning(pieces: Sequence[Piece], kinds: dict[int, str]) -> None:
    first = [(index, piece) for index, piece in enumerate(pieces) if index not in kinds]
    for index, piece in first[:_BEGINNING]:
        if len(piece.text) > _MAX_GAP_LENGTH and recognise(piece.text) != "disclaimer":
            break
        kind = recognise_beginning(piece.text)
        if kind and piece.kind != "heading":
            kinds[index] = kind


def _take_closing_sections(pieces: Sequence[Piece], kinds: dict[int, str]) -> int:
    """Take the last sections whose headings name what they are; return where the first begins."""
    begin = len(pieces)
    for heading, content in reversed(list(get_sections(pieces))):
        is_taken = bool(content) and all(index in kinds for index in content)
        if is_taken or names_sources(pieces[heading].text):
            begin = heading  # a heading goes with what stands under it, see below
            continue
        kind = _name_section(pieces, heading, content)
        if not kind:
            break
        kinds.setdefault(heading, kind)
        for index in content:
            kind = _tell_apart(pieces[index], kind)
            kinds.setdefault(index, kind)
        begin = heading
    return begin


def _tell_apart(piece: Piece, kind: str) -> str:
    """Return the kind of a piece that follows one of a ``kind``, in a section that goes whole.

    A number to call may be that of any service: it belongs with what is above it.
    """
    own = _recognise_piece(piece)
    if not {own, kind} <= REPLACED or (own == "booking" and Numbers(piece.text).found):
        return kind
    return own


def _name_section(pieces: Sequence[Piece], heading: int, content: Sequence[int]) -> str:
    length = sum(len(pieces[index].text) for index in content)
    if length > _MAX_SECTION or len(content) > _MAX_SECTION_BLOCKS:
        return ""
    text = pieces[heading].text
    named = name_kind(text)
    found = [recognise(pieces[index].text) for index in content]
    if named and (named not in {"crisis", "booking"} or named in found or not any(found)):
        return named if named != "crisis" or "crisis" in found else ""
    kind = recognise(text)
    if kind in REPLACED and (not content or kind in found or kind != "crisis"):
        return kind
    lines = [line for index in content for line in _get_lines(pieces[index])]
    if any(len(line) > _MAX_JOINED for line in lines):
        return ""
    contacts = sum(1 for line in lines if recognise(line) == "crisis")
    return "crisis" if contacts > 1 and 2 * contacts >= len(lines) else ""


def _get_lines(piece: Piece) -> list[str]:
    return [item.text for item in piece.items] or [piece.text]


def _find_at_end(pieces: Sequence[Piece], kinds: dict[int, str], begin: int) -> None:
    gap = 0
    for index in reversed(range(len(pieces))):
        if index in kinds:
            gap = 0
            continue
        piece = pieces[index]
        if piece.kind in {"picture", "caption"} or (piece.kind == "heading" and index >= begin):
            continue
        text = piece.text
        kind = _recognise_piece(piece)
        if kind:
            kinds[index] = kind
            gap = 0
            continue
        if index >= begin:
            continue  # among the references
        gap += 1
        if gap > _MAX_GAP or len(text) > _MAX_GAP_LENGTH:
            break


def _recognise_piece(piece: Piece) -> str:
    """Return what a piece is; a list is of the kind of most of its items, as it cannot be cut."""
    if not piece.items:
        return recognise(piece.text)
    kinds = [recognise(item.text) for item in piece.items]
    return next((kind for kind in kinds if kind and 2 * kinds.count(kind) > len(kinds)), "")


def _take_introductions(pieces: Sequence[Piece], kinds: dict[int, str]) -> None:
    """Let lines of help go with the short paragraph that introduces them."""
    for index in sorted(kinds):
        before = index - 1
        if kinds[index] != "crisis" or before < 0 or before in kinds:
            continue
        piece = pieces[before]
        introduces = piece.text.endswith((":", "：")) and piece.kind == "prose"
        if introduces and len(piece.text) <= _MAX_JOINED and _is_contact(pieces[index]):
            kinds[before] = "crisis"


def _is_contact(piece: Piece) -> bool:
    return any(Numbers(line).found for line in _get_lines(piece))


def _join(pieces: Sequence[Piece], kinds: dict[int, str]) -> None:
    """Let one short paragraph between two passages of a kind join them."""
    for index in range(1, len(pieces) - 1):
        before, after = kinds.get(index - 1), kinds.get(index + 1)
        is_short = pieces[index].kind == "prose" and len(pieces[index].text) <= _MAX_JOINED
        if index not in kinds and is_short and before == after and before in REPLACED:
            kinds[index] = before


def _take_headings(pieces: Sequence[Piece], kinds: dict[int, str]) -> None:
    """Let a heading, or a line in a section that serves as one, go with all that stands under it."""
    for heading, content in get_sections(pieces):
        kind = ""  # of what stands right under a piece, while all of that goes
        for index in reversed([heading, *content]):
            if index not in kinds:
                is_line = kind in REPLACED and _is_heading_line(pieces[index])
                if not kind or not (is_line or index == heading):
                    break
                kinds[index] = kind
            kind = kinds[index]


def _is_heading_line(piece: Piece) -> bool:
    """Say whether a line heads what follows, and is not the last thing that the article says."""
    if not is_short_line(piece):
        return False
    return (piece.is_bold and not piece.text.endswith("!")) or bool(name_kind(piece.text))


def _find_biographies(pieces: Sequence[Piece], kinds: dict[int, str]) -> set[int]:
    """Add what may tell who wrote it, right at the end; return where it stands."""
    last = [index for index in range(len(pieces)) if index not in kinds and pieces[index].text][-1:]
    found = {index for index in last if index > 3 and is_biography(pieces[index].text)}
    kinds.update(dict.fromkeys(found, "author"))
    return found
