"""Which passages may belong to the article, or would leave a gap if removed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from wagtail_attachment.importing.lines import COLONS, is_short_line
from wagtail_attachment.importing.pieces import Piece

from .headings import name_kind
from .numbers import Numbers
from .passage import REPLACED, Passage
from .sections import Section

_MOST_OF_TEXT = 0.6
_MAX_LEAD_IN = 250
_QUESTION_MARKS = ("?", "؟")
LEAD_IN_ENDS = _QUESTION_MARKS + COLONS
_SENTENCE_ENDS = (".", "!", "?", "…", "؟", "。")


def doubt(
    passages: Sequence[Passage],
    doubtful: Collection[int],
    pieces: Sequence[Piece],
    sections: Sequence[Section],
) -> Iterator[Passage]:
    """Yield the passages, marked as not sure if they may belong to the article.

    ``doubtful`` are the pieces that stay as passages of their own.
    """
    taken = {index for passage in passages for index in passage.indices}
    own = {index for index in range(len(pieces)) if index not in taken and index not in doubtful}
    lengths = [len(piece.text) for piece in pieces]
    is_most = sum(lengths[index] for index in taken) > _MOST_OF_TEXT * max(sum(lengths), 1)
    rows = [[heading, *content] for heading, content in sections]
    by_piece = {index: row for row in rows for index in row}
    numbered = _find_rows_with_lines(pieces, rows, taken)
    begin = min(own, default=len(pieces))
    for passage in passages:
        first, last = passage.indices[0], passage.indices[-1]
        after = [index for index in by_piece.get(last, ()) if index > last]
        is_doubtful = passage.kind == "box"
        if passage.kind in {"crisis", "booking"}:
            goes_on = begin < first and any(i in own and _is_text(pieces[i]) for i in after)
            is_cut = passage.kind == "crisis" and bool(numbered & set(passage.indices))
            is_doubtful = goes_on or is_cut
        if passage.kind in REPLACED:
            heading = by_piece.get(first, [first])[0]
            names_it = name_kind(pieces[heading].text) == passage.kind
            leaves_heading = names_it and heading not in taken
            leads_in = first - 1 in own and _leads_in(pieces[first - 1])
            is_doubtful = is_doubtful or is_most or leaves_heading or leads_in
        yield replace(passage, is_sure=not is_doubtful)


def _find_rows_with_lines(
    pieces: Sequence[Piece], rows: Sequence[list[int]], taken: set[int]
) -> set[int]:
    """Return the pieces of sections where a paragraph that stays has a help line's number."""
    first = rows[0][0] if rows else len(pieces)
    found: set[int] = set()
    for row in [list(range(first)), *rows]:
        if not taken.isdisjoint(row):
            rest = [index for index in row if index not in taken]
            if any(Numbers(pieces[index].text).of_help_lines for index in rest):
                found.update(row)
    return found


def _is_text(piece: Piece) -> bool:
    """Say whether a piece is more than a line such as an address, a name or a picture credit."""
    return piece.kind in {"list", "quote", "table"} or (
        piece.kind == "prose" and piece.text.endswith(_SENTENCE_ENDS)
    )


def _leads_in(piece: Piece) -> bool:
    """Say whether a piece is a question or lead-in, which needs the text that follows."""
    if piece.kind != "prose" or len(piece.text) > _MAX_LEAD_IN:
        return False
    is_question = piece.text.endswith(_QUESTION_MARKS) and is_short_line(piece)
    return is_question or piece.text.endswith(COLONS)
