"""Our pages in a site's own layout, completed without losing or repeating any part."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from html.parser import HTMLParser
from typing import NamedTuple

START, END = "<!-- attachment-page -->", "<!-- /attachment-page -->"
"""The comments that our templates write around their content."""
CONTENT_ID = "attachment-content"
"""The id that a site's skip link leads to."""

_NOT_SHOWN = ("iframe", "noscript", "template", "textarea", "title")


_LANGUAGE = re.compile(
    r"""\s(?:lang|dir)(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]*))?(?=[\s>])""", re.IGNORECASE
)


class Piece(NamedTuple):
    """A ``<link>`` or ``<meta>``: its purpose, tag and start, and whether it is empty."""

    about: tuple[str, ...]
    tag: str
    start: int
    is_empty: bool


class Parts(NamedTuple):
    """The parts that a page brings as rendered HTML; empty if it has none."""

    styles: str
    meta: str
    breadcrumbs: str
    skip_link: Callable[[str], str]
    language: str
    direction: str


class _Reader(HTMLParser):
    """A parser of the layout before the content: its head, and the elements still open."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.pieces: list[Piece] = []
        self.root: tuple[int, str] | None = None  # the <html> tag, if it has no language
        self.head_end: int | None = None
        self.body_start: int | None = None
        self.has_skip_link = self.has_breadcrumbs = False
        self._main: list[str] = []  # the main element, and open ones of its name inside it
        self._not_shown: list[str] = []
        self._lines = [0]
        for line in html.split("\n"):
            self._lines.append(self._lines[-1] + len(line) + 1)
        self.feed(html)

    @property
    def has_main(self) -> bool:
        return bool(self._main)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _NOT_SHOWN:
            self._not_shown.append(tag)
        if self._not_shown:
            return
        values = {name: value or "" for name, value in attrs}
        text = self.get_starttag_text() or ""
        if tag == "html":
            self.root = None if values.get("lang") else (self._here, text)
        elif tag == "body":
            self.head_end = self._here if self.head_end is None else self.head_end
            self.body_start = self._here + len(text)
        elif tag in ("link", "meta"):
            self.pieces.append(_read_piece(tag, values, text, self._here))
        elif tag == "a" and len(values.get("href", "")) > 1 and values["href"][0] == "#":
            self.has_skip_link = True
        if "breadcrumb" in f"{values.get('class', '')} {values.get('aria-label', '')}".lower():
            self.has_breadcrumbs = True
        if self._main:
            self._main += [tag] if tag == self._main[0] else []
        elif tag == "main" or values.get("role") == "main":
            self._main = [tag]

    def handle_endtag(self, tag: str) -> None:
        if self._not_shown:
            if tag == self._not_shown[-1]:
                self._not_shown.pop()
        elif tag == "head" and self.head_end is None:
            self.head_end = self._here
        elif self._main and tag == self._main[0]:
            self._main.pop()

    @property
    def _here(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column


def fit(html: str, parts: Parts) -> str:
    """Return a page in a site's layout with all its parts, whichever blocks the layout has.

    The style sheet, the description, the canonical address and the like go into the head, the
    breadcrumbs before the text, and the text into a ``<main>``, wherever the layout lacks them.
    ``html`` without our content is returned unchanged.
    """
    before, start, rest = html.partition(START)
    if not start:
        return html
    content, _end, after = rest.rpartition(END)
    frame = _Reader(before)
    edits: list[tuple[int, int, str]] = []
    added = _choose_pieces(frame, parts, edits)
    top = bottom = ""
    if frame.head_end is not None:
        edits.append((frame.head_end, 0, added))
    else:  # no head found: add only what is allowed in the body
        top = parts.styles
    if frame.root:
        offset, tag = frame.root
        language = f'<html lang="{escape(parts.language)}" dir="{escape(parts.direction)}"'
        edits.append((offset, len(tag), language + _LANGUAGE.sub("", tag[len("<html") :])))
    element = "div" if frame.has_main else "main"
    if not frame.has_skip_link and frame.body_start is not None:
        edits.append((frame.body_start, 0, parts.skip_link(CONTENT_ID)))
    if not frame.has_breadcrumbs:
        # The first link in <main> must lead to help, so breadcrumbs inside it can only come last.
        top, bottom = (top, parts.breadcrumbs) if frame.has_main else (top + parts.breadcrumbs, "")
    for offset, length, text in sorted(edits, reverse=True):
        before = before[:offset] + text + before[offset + length :]
    return f'{before}{top}<{element} id="{CONTENT_ID}">{content}{bottom}</{element}>{after}'


def _choose_pieces(frame: _Reader, parts: Parts, edits: list[tuple[int, int, str]]) -> str:
    """Return the tags that the head lacks, and add to ``edits`` replacements for its empty ones."""
    there = {piece.about: piece for piece in frame.pieces}
    added = []
    for piece in _Reader(parts.styles + parts.meta).pieces:
        other = there.get(piece.about)
        if other is None:
            added.append(piece.tag)
        elif other.is_empty:
            edits.append((other.start, len(other.tag), piece.tag))
            there[piece.about] = piece._replace(is_empty=False)
    return "".join(added)


def _read_piece(tag: str, values: dict[str, str], text: str, start: int) -> Piece:
    """Return a ``<link>`` or ``<meta>`` with its purpose, so that there is only one of each."""
    if tag == "meta":
        content = values.get("content", "")
        name = values.get("name", "").lower()
        about = [name or values.get("property", "").lower()]
        if name == "robots":  # several may apply, and the strictest counts
            about.append(content.lower())
        return Piece(("meta", *about), text, start, not content.strip())
    relation, address = values.get("rel", "").lower(), values.get("href", "")
    if relation == "canonical":
        return Piece((relation,), text, start, not address.strip())
    return Piece((relation, values.get("hreflang", "").lower() or address), text, start, False)
