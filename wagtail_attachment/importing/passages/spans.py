"""Passages as spans, kept whole or removed whole."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from wagtail_attachment.importing.lines import is_short_line
from wagtail_attachment.importing.pieces import Piece
from wagtail_attachment.importing.wording import fold

from .closing import take_closing_sections
from .doubts import LEAD_IN_ENDS, doubt
from .headings import name_kind, names_sources
from .judging import get_lines, judge
from .numbers import Numbers
from .passage import REPLACED, Passage
from .recognising import MAX_LENGTH, invites, is_biography, recognise, recognise_beginning
from .sections import Section, get_sections
from .vocabulary import says_only
from .words import CRISIS, TO_READERS

# The closing part reaches back across at most this many other paragraphs, each at most this long.
_MAX_GAP, _MAX_GAP_LENGTH = 2, 400
_BEGINNING = 3


def find_passages(pieces: Sequence[Piece]) -> list[Passage]:
    """Return the passages that are not part of the article, in order.

    They are only looked for where they usually are: at the end and in the first three blocks. In
    the middle of an article, the same words are part of its content. Notes become references
    wherever they are, so no passage contains one.
    """
    places = [index for index, piece in enumerate(pieces) if piece.kind != "note"]
    return [
        replace(passage, indices=tuple(places[index] for index in passage.indices))
        for passage in _find_in_text([pieces[place] for place in places])
    ]


def _find_in_text(pieces: Sequence[Piece]) -> list[Passage]:
    kinds = {index: piece.role for index, piece in enumerate(pieces) if piece.role}
    doubts: dict[int, str] = {}  # pieces that also say something else
    _find_at_beginning(pieces, kinds, doubts)
    sections = get_sections(pieces)
    closing = take_closing_sections(pieces, sections, kinds, doubts)
    _find_at_end(pieces, kinds, doubts, closing)
    _find_in_last_section(pieces, sections, kinds, doubts)
    _take_neighbours(pieces, sections, kinds, doubts)
    _name_lines(pieces, kinds)
    biographies = _find_biographies(pieces, kinds, doubts)
    _take_headings(pieces, sections, kinds, biographies)
    doubts |= biographies
    sure = list(doubt(_make_spans(kinds), doubts, pieces, sections))
    unsure = [replace(passage, is_sure=False) for passage in _make_spans(doubts)]
    return sorted([*sure, *unsure], key=lambda passage: passage.indices)


def _make_spans(kinds: dict[int, str]) -> list[Passage]:
    """Return pieces as passages; neighbours of the same type form one.

    The index minus the rank is constant in a row of neighbours.
    """
    rows = groupby(enumerate(sorted(kinds)), lambda pair: (kinds[pair[1]], pair[1] - pair[0]))
    return [Passage(kind, tuple(index for _rank, index in row)) for (kind, _offset), row in rows]


def _find_at_beginning(
    pieces: Sequence[Piece], kinds: dict[int, str], doubts: dict[int, str]
) -> None:
    first = [(index, piece) for index, piece in enumerate(pieces) if index not in kinds]
    for index, piece in first[:_BEGINNING]:
        if len(piece.text) > _MAX_GAP_LENGTH and recognise(piece.text) != "disclaimer":
            break
        kind = recognise_beginning(piece.text)
        if kind and piece.kind != "heading":
            verdict = judge(piece)
            if kind not in REPLACED or verdict.is_alone:
                kinds[index] = kind
            elif verdict.kind:
                doubts[index] = kind


def _find_at_end(
    pieces: Sequence[Piece], kinds: dict[int, str], doubts: dict[int, str], begin: int
) -> None:
    gap = 0
    for index in reversed(range(len(pieces))):
        if index in kinds or index in doubts:
            gap = 0
            continue
        piece = pieces[index]
        if piece.kind in {"picture", "caption"} or (piece.kind == "heading" and index >= begin):
            continue
        verdict = judge(piece)
        if verdict.kind and piece.kind != "heading":
            (kinds if verdict.is_alone else doubts)[index] = verdict.kind
            gap = 0
            continue
        if index >= begin:
            continue  # among the references
        gap += 1
        if gap > _MAX_GAP or len(piece.text) > _MAX_GAP_LENGTH:
            break


def _find_in_last_section(
    pieces: Sequence[Piece],
    sections: Sequence[Section],
    kinds: dict[int, str],
    doubts: dict[int, str],
) -> None:
    """Add pieces that name a line to call, anywhere in the last section with article text."""
    for heading, content in reversed(sections):
        own = [index for index in content if index not in kinds and index not in doubts]
        if not own or names_sources(pieces[heading].text):
            continue
        for index in own:
            piece = pieces[index]
            if len(piece.text) <= _MAX_GAP_LENGTH and judge(piece).kind == "crisis":
                doubts[index] = "crisis"
        break


def _take_neighbours(
    pieces: Sequence[Piece],
    sections: Sequence[Section],
    kinds: dict[int, str],
    doubts: dict[int, str],
) -> None:
    """Extend passages to the lead-in before and the ending after, if these say nothing else."""
    lead = range(sections[0][0] if sections else len(pieces))
    for heading, content in [(-1, list(lead)), *sections]:
        for before, index in pairwise([heading, *content]):
            is_free = before in kinds and index not in kinds and index not in doubts
            if is_free and _belongs(pieces[index], kinds[before]):
                kinds[index] = kinds[before]
        for after, index in pairwise(reversed(content)):
            is_free = after in kinds and index not in kinds and index not in doubts
            if is_free and _leads_in(pieces[index], kinds[after]):
                kinds[index] = kinds[after]


def _belongs(piece: Piece, kind: str) -> bool:
    return (
        kind in REPLACED
        and piece.kind in {"prose", "list", "table"}
        and 0 < len(piece.text) <= MAX_LENGTH
        and all(says_only(line, [kind]) for line in get_lines(piece))
    )


def _leads_in(piece: Piece, kind: str) -> bool:
    """Say whether a paragraph can only lead in to a passage, not end the article itself."""
    folded = fold(piece.text)
    return _belongs(piece, kind) and (
        piece.text.endswith(LEAD_IN_ENDS)
        or bool(CRISIS.search(folded) or TO_READERS.search(folded))
    )


def _name_lines(pieces: Sequence[Piece], kinds: dict[int, str]) -> None:
    """Count a number below crisis help as part of it; "call" may also mean a booking."""
    for index in sorted(kinds):
        is_below = (kinds.get(index - 1), kinds[index]) == ("crisis", "booking")
        if is_below and Numbers(pieces[index].text).found and not invites(pieces[index].text):
            kinds[index] = "crisis"


def _take_headings(
    pieces: Sequence[Piece],
    sections: Sequence[Section],
    kinds: dict[int, str],
    biographies: Collection[int],
) -> None:
    """Remove a heading, or a line that serves as one, together with all the content below it.

    Text about the author may come last, under any heading, and stays without that heading.
    """
    for heading, content in reversed(sections):
        kind = ""  # the type of the content directly below, while all of that is removed
        if not content and name_kind(pieces[heading].text) == kinds.get(heading + 1):
            kind = kinds[
                heading + 1
            ]  # the line below names the same type, and so also begins a section
        for index in reversed([heading, *content]):
            if index in biographies:
                continue
            if index not in kinds:
                is_line = kind in REPLACED and _is_heading_line(pieces[index])
                if not kind or not (is_line or index == heading):
                    break
                kinds[index] = kind
            kind = kinds[index]


def _is_heading_line(piece: Piece) -> bool:
    """Say whether a line is a heading for what follows, and not the article's last sentence."""
    if not is_short_line(piece):
        return False
    return (piece.is_bold and not piece.text.endswith("!")) or bool(name_kind(piece.text))


def _find_biographies(
    pieces: Sequence[Piece], kinds: dict[int, str], doubts: dict[int, str]
) -> dict[int, str]:
    """Return a last piece that may be about the author."""
    rest = [
        index
        for index, piece in enumerate(pieces)
        if index not in kinds and index not in doubts and piece.text
    ]
    found = [index for index in rest[-1:] if index > 3 and is_biography(pieces[index].text)]
    return dict.fromkeys(found, "author")
