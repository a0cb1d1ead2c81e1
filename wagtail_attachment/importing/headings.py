"""Detection of the title and the headings where the format does not mark them."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from .lines import COLONS, is_line, is_short_line
from .passages.headings import name_kind, names_sources
from .passages.recognising import find_author, recognise, recognise_beginning
from .pieces import Piece
from .reading import Meta, Reading

_TITLE_LENGTH, _SUBTITLE_LENGTH = 150, 255
_COLON_WORDS = 7
SECTION_LEVEL = 2
_SPEAKER = re.compile(r"([^\W\d_][\w .’'-]{0,30}) ?[:：] *\S")


def take_title(reading: Reading) -> tuple[str, str, list[Piece]]:
    """Return the title and the subtitle, empty if there is none, and the other pieces."""
    pieces = list(reading.pieces)
    title = reading.meta.title
    if not title and (found := _find_title(pieces)):
        title = found.text
        pieces = [piece for piece in pieces if piece is not found]
    subtitle = reading.meta.subtitle
    if found := _find_subtitle(pieces):
        subtitle = subtitle or found.text
        pieces = [piece for piece in pieces if piece is not found or subtitle != found.text]
    return title, subtitle, _take_repeated(pieces, title, subtitle, reading.meta)


def _find_title(pieces: Sequence[Piece]) -> Piece | None:
    pieces = [piece for piece in pieces if not piece.role and piece.text]
    headings = [piece for piece in pieces if piece.kind == "heading"]
    tops = [heading for heading in headings if heading.level == 1]
    if not pieces:
        return None
    styled = next((piece for piece in pieces if piece.style == "title"), None)
    if styled:
        return styled
    first = pieces[0]
    if first.kind == "heading":
        lower = [heading.level for heading in headings[1:]]
        return first if first.level == 1 or not lower or first.level < min(lower) else None
    if len(tops) == 1 and len(headings) > 1:
        return tops[0]
    if is_line(first, _TITLE_LENGTH) and not recognise_beginning(first.text):
        return first
    return tops[0] if len(tops) == 1 else None


def _find_subtitle(pieces: Sequence[Piece]) -> Piece | None:
    """Return the piece styled as a subtitle, or a first heading lower than the next one."""
    styled = next((piece for piece in pieces[:3] if piece.style == "subtitle"), None)
    if styled:
        return styled if len(styled.text) <= _SUBTITLE_LENGTH else None
    headings = [piece for piece in pieces if piece.kind == "heading" and not piece.role]
    if len(headings) > 1 and pieces[0] is headings[0] and headings[0].level > headings[1].level:
        return headings[0]
    return None


def _take_repeated(pieces: list[Piece], title: str, subtitle: str, meta: Meta) -> list[Piece]:
    """Take away a title and subtitle that some exports repeat below the title.

    A repeated line is dropped if the source also names the title outside its text. Otherwise the
    repetition may be intended, so it becomes a removable passage, which the editor can keep.
    """
    named = {_get_letters(meta.title), _get_letters(meta.subtitle)}
    said = {_get_letters(title), _get_letters(subtitle)} - {""}
    repeated: list[Piece] = []
    while (
        pieces
        and pieces[0].kind in {"heading", "prose"}
        and (letters := _get_letters(pieces[0].text)) in said
    ):
        said.discard(letters)
        repeated += [] if letters in named else [replace(pieces[0], role="repeated")]
        pieces = pieces[1:]
    return [*repeated, *pieces]


def _get_letters(text: str) -> str:
    return re.sub(r"\W+", "", text.casefold())


def mark_headings(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces with headings: the format's own, else bold lines, else short lines."""
    if any(piece.kind == "heading" and not piece.role for piece in pieces):
        return list(pieces)
    bold = {
        index
        for index, (piece, following) in enumerate(pairwise(pieces))
        if piece.is_bold and _is_heading_like(piece) and _is_headed(following)
    }
    chosen = _without_colons(bold, pieces) or _find_short_lines(pieces)
    return [
        replace(piece, kind="heading", level=SECTION_LEVEL) if index in chosen else piece
        for index, piece in enumerate(pieces)
    ]


def drop_emptied(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces without headings that have only notes below, which become references."""
    ends = [index for index, piece in enumerate(pieces) if piece.kind == "heading"]
    emptied = {
        start
        for start, end in pairwise([*ends, len(pieces)])
        if end > start + 1
        and names_sources(pieces[start].text)
        and all(piece.kind == "note" for piece in pieces[start + 1 : end])
    }
    return [piece for index, piece in enumerate(pieces) if index not in emptied]


def _is_headed(piece: Piece) -> bool:
    """Say whether a piece can follow a heading."""
    return not piece.is_bold and piece.kind in {"prose", "list", "quote", "table"}


def _without_colons(chosen: set[int], pieces: Sequence[Piece]) -> set[int]:
    """Return the lines without those that end with a colon, unless headings usually end so here."""
    ended = {index for index in chosen if pieces[index].text.endswith(COLONS)}
    short = {index for index in ended if len(pieces[index].text.split()) <= _COLON_WORDS}
    return chosen - ended | (short if 2 * len(short) >= max(len(chosen), 4) else set())


def _find_short_lines(pieces: Sequence[Piece]) -> set[int]:
    """Return the short lines that come before prose or a list.

    Of several in a row, only those in title case count; otherwise they are an unmarked list.
    """
    spoken = _find_speakers(pieces)
    likely = _without_colons(
        {
            index
            for index, piece in enumerate(pieces)
            if _is_heading_like(piece)
            and _get_speaker(piece) not in spoken
            and not _goes_on_with_mark(pieces, index)
        },
        pieces,
    )
    # A booking prompt may be anywhere; directly above a heading it is not a heading itself.
    likely -= {i for i in likely if i + 1 in likely and recognise(pieces[i].text) == "booking"}
    return {
        index
        for index in likely
        if index + 1 < len(pieces)
        and _is_headed(pieces[index + 1])
        and (not {index - 1, index + 1} & likely or _is_title_case(pieces[index].text))
    }


def _find_speakers(pieces: Sequence[Piece]) -> set[str]:
    """Return the speakers of a transcript: names with a colon that begin several paragraphs."""
    names = Counter(_get_speaker(piece) for piece in pieces if piece.kind == "prose")
    return {name for name, times in names.items() if name and times > 1}


def _get_speaker(piece: Piece) -> str:
    speaker = _SPEAKER.match(piece.text)
    return speaker[1] if speaker else ""


def _goes_on_with_mark(pieces: Sequence[Piece], index: int) -> bool:
    """Say whether a line begins with the same emoji as a neighbouring line, as list items do."""
    mark = pieces[index].text[:1]
    beside = (pieces[i].text[:1] for i in (index - 1, index + 1) if 0 <= i < len(pieces))
    return unicodedata.category(mark) == "So" and mark in beside


def _is_heading_like(piece: Piece) -> bool:
    return (
        is_short_line(piece)
        and not find_author(piece.text)
        and (recognise(piece.text) in {"", "booking", "disclaimer"} or bool(name_kind(piece.text)))
    )


def _is_title_case(text: str) -> bool:
    words = [word for word in text.split() if len(word) > 3]
    return len(words) > 1 and all(not word[0].islower() for word in words)
