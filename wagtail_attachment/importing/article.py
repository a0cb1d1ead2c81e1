"""From a pasted text to the parts of a draft."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .boilerplate import find_boilerplate
from .from_html import read_html
from .from_markdown import read_markdown
from .from_plain_text import read_plain_text
from .headings import mark_headings, take_title
from .pieces import Piece, clean
from .purposes import guess_purpose

# An article of 10,000 words has some 60 kB.
MAX_BYTES, MAX_LINES = 300_000, 8_000

_HTML = re.compile(
    r"</(?:a|article|b|blockquote|body|div|em|h[1-6]|html|i|li|ol|p|section|span|strong|ul)\s*>"
    r"|<(?:p|br)\s*/?>",
    re.IGNORECASE,
)
_HTML_BLOCK = re.compile(r"<(?:article|body|div|h[1-6]|html|ol|p|section|ul)\b", re.IGNORECASE)
_MARKDOWN = re.compile(
    r"^ {0,3}#{1,6}[ \t]+\S|^[ \t]*\S[^\n]*\n(?:={3,}|-{3,})[ \t]*$"
    r"|(\*\*|__)(?=\S)[^\n]{1,300}?(?<=\S)\1|\[[^\[\]\n]+\]\((?:https?://|mailto:|/)",
    re.MULTILINE,
)


class Section(NamedTuple):
    heading: str
    purpose: str
    html: str


class Removable(NamedTuple):
    """A passage that ours replace; ``kind`` is ``disclaimer``, ``crisis`` or ``booking``."""

    kind: str
    text: str


@dataclass(frozen=True)
class PastedArticle:
    title: str
    lead_html: str
    sections: list[Section]
    removable: list[Removable]


def read_article(source: str, keep: Collection[int] = ()) -> PastedArticle:
    """Return the parts of an article, pasted as HTML, Markdown or plain text.

    ``keep`` names the removable passages, by their place in ``removable``, that stay in the text.
    """
    source = clean(source)
    if len(source.encode()) > MAX_BYTES or source.count("\n") > MAX_LINES:
        raise ValidationError(
            _(
                "This is longer than 300 kB or 8000 lines. Paste one article at a time, without its pictures."
            )
        )
    title, pieces = take_title(read_pieces(source))
    pieces = mark_headings(pieces)
    found = find_boilerplate(pieces)
    left_out = {
        index
        for place, (_kind, indices) in enumerate(found)
        if place not in keep
        for index in indices
    }
    lead, sections = _divide([p for index, p in enumerate(pieces) if index not in left_out])
    return PastedArticle(
        title=title,
        lead_html="".join(piece.to_paragraphs() for piece in lead),
        sections=sections,
        removable=[
            Removable(kind, " ".join(pieces[index].text for index in indices))
            for kind, indices in found
        ],
    )


def read_pieces(source: str) -> list[Piece]:
    """Return the pieces of a text in whichever of the three formats it is."""
    is_markdown = bool(_MARKDOWN.search(source))
    if _HTML.search(source) and (_HTML_BLOCK.search(source) or not is_markdown):
        return read_html(source)
    return read_markdown(source) if is_markdown else read_plain_text(source)


def _divide(pieces: Sequence[Piece]) -> tuple[list[Piece], list[Section]]:
    """Return the pieces before the first heading, and the sections.

    A section begins at each heading of the two highest levels. A lower one stays in its section as
    a bold line, and so does one right under another heading, which would be left empty.
    """
    levels = sorted({piece.level for piece in pieces if piece.kind == "heading"})[:2]
    lead: list[Piece] = []
    sections: list[tuple[Piece, list[Piece]]] = []
    holds_lower = False
    for piece in pieces:
        content = sections[-1][1] if sections else lead
        if piece.kind != "heading" or piece.level not in levels:
            content.append(piece)
            continue
        is_lower = bool(sections) and piece.level > sections[-1][0].level
        holds_lower = is_lower and (holds_lower or not content)
        if holds_lower:
            content.append(piece)
        else:
            sections.append((piece, []))
    return lead, [_make_section(heading, content) for heading, content in sections]


def _make_section(heading: Piece, content: Sequence[Piece]) -> Section:
    html = "".join(piece.to_html() for piece in content)
    return Section(heading.text, guess_purpose(heading.text), html)
