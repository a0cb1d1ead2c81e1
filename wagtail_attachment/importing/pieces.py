"""Pieces: the blocks of a text that every format is read into."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from html import escape
from itertools import groupby
from typing import Literal

BREAK = "\n"

Kind = Literal[
    "heading", "prose", "list", "quote", "table", "picture", "caption", "note", "code", "embed"
]

# Longer than a section's heading can be: such a "heading" is a paragraph in large type.
_MAX_HEADING = 255
_MAX_DEPTH = 3  # the deepest list of Wagtail's editor, counted from 0
# A non-breaking space alone keeps two words together ("10 %"); next to another space it is
# ordinary.
_SPACES = re.compile(r"[ \t\n]+\u00a0?[ \t\n\u00a0]*|\u00a0[ \t\n\u00a0]+")
_SPACES_IN_HTML = re.compile(r"[ \u00a0]{2,}")


@dataclass(frozen=True)
class Run:
    """Text in a single style; ``BREAK`` alone is a line break."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""

    @property
    def style(self) -> tuple[bool, bool, str]:
        return (self.bold, self.italic, self.href) if self.text.strip() else (False, False, "")


@dataclass(frozen=True)
class Item:
    """One item of a list; ``number`` is 0 in a list without numbers."""

    runs: tuple[Run, ...]
    depth: int = 0
    number: int = 0

    @property
    def html(self) -> str:
        return render(self.runs)

    @property
    def text(self) -> str:
        return to_words(self.runs)


@dataclass(frozen=True)
class Piece:
    """A block: a heading, a paragraph, a list, a table, a picture and so on.

    ``role`` is the type of passage, if the format states it ("share", "menu"); ``style`` is "title"
    or "subtitle" if the format names one. ``picture`` is an index among the pictures.
    """

    kind: Kind
    runs: tuple[Run, ...] = ()
    level: int = 0
    items: tuple[Item, ...] = ()
    rows: tuple[tuple[Item, ...], ...] = ()
    picture: int = -1
    role: str = ""
    style: str = ""

    @classmethod
    def from_runs(cls, runs: Sequence[Run], level: int = 0) -> Piece:
        """Return a heading of ``level``, or a paragraph if the level is 0 or the text too long."""
        is_heading = level > 0 and len("".join(run.text for run in runs).strip()) <= _MAX_HEADING
        return cls("heading" if is_heading else "prose", tuple(runs), level if is_heading else 0)

    @cached_property
    def html(self) -> str:
        """The rich text inside its paragraph."""
        return render(self.runs)

    @cached_property
    def text(self) -> str:
        """The words, without markup."""
        cells = [cell for row in self.rows for cell in row]
        return " ".join(item.text for item in (*self.items, *cells)) or to_words(self.runs)

    @property
    def lines(self) -> list[str]:
        """The words line by line: each item, each row, each part between line breaks."""
        if self.items:
            return [
                f"{item.number or '•'}{'.' * bool(item.number)} {item.text}" for item in self.items
            ]
        if self.rows:
            return [" | ".join(cell.text for cell in row) for row in self.rows]
        parts = groupby(self.runs, key=lambda run: run.text == BREAK)
        return [line for is_break, runs in parts if not is_break and (line := to_words(runs))]

    @property
    def has_links(self) -> bool:
        """Whether any part of it has a link."""
        cells = [cell for row in self.rows for cell in row]
        parts = (self.runs, *(item.runs for item in (*self.items, *cells)))
        return any(run.href for runs in parts for run in runs)

    @property
    def is_bold(self) -> bool:
        return bool(self.runs) and all(run.bold for run in self.runs if run.text.strip())

    @property
    def is_broken(self) -> bool:
        """Whether there is a line break inside it."""
        return any(run.text == BREAK for run in self.runs)

    def to_html(self) -> str:
        """Return the rich text for the middle of a section."""
        match self.kind:
            case "list":
                return _render_list(self.items)
            case "heading":
                return f"<p><b>{escape(self.text, quote=False)}</b></p>"
            case "table":
                return "".join(f"<p>{_render_row(row)}</p>" for row in self.rows)
            case "caption":
                return f"<p>{render(replace(run, italic=True) for run in self.runs)}</p>"
        return f"<p>{self.html}</p>" if self.html else ""

    def to_paragraphs(self) -> str:
        """Return the rich text for a place that cannot hold a list, such as an introduction."""
        return "".join(f"<p>• {item.html}</p>" for item in self.items) or self.to_html()


def make_list(items: Sequence[Item]) -> list[Piece]:
    """Return items as one list, or as paragraphs if a list would change their numbers.

    A single numbered item is really a numbered heading or paragraph; and every list starts at 1.
    """
    if not items:
        return []
    first = items[0].number
    if first > 1 or (first and len(items) == 1):
        marks = [Run(f"{item.number}. " if item.number else "• ") for item in items]
        return [Piece("prose", (m, *item.runs)) for m, item in zip(marks, items, strict=True)]
    return [Piece("list", items=tuple(items))]


def strip_breaks(runs: list[Run]) -> list[Run]:
    """Return runs without line breaks at either end."""
    filled = [index for index, run in enumerate(runs) if run.text != BREAK]
    return runs[filled[0] : filled[-1] + 1] if filled else []


def to_words(runs: Iterable[Run]) -> str:
    return _SPACES.sub(" ", "".join(run.text for run in runs)).strip(" \u00a0")


def render(runs: Iterable[Run]) -> str:
    """Return runs as rich text: text, ``b``, ``i``, ``a`` and ``br``, always well-formed."""
    html = "".join(
        _render_style("".join(run.text for run in same), *style)
        for style, same in groupby(runs, key=lambda run: run.style)
    )
    return _strip(_SPACES_IN_HTML.sub(" ", html))


def _strip(html: str) -> str:
    """Return rich text without spaces and line breaks at either end."""
    start, end = 0, len(html)
    while start < end and html.startswith((" ", "\u00a0", "<br/>"), start):
        start += len("<br/>") if html[start] == "<" else 1
    while start < end and html.endswith((" ", "\u00a0", "<br/>"), start, end):
        end -= len("<br/>") if html[end - 1] == ">" else 1
    return html[start:end]


def _render_style(text: str, bold: bool, italic: bool, href: str) -> str:
    html = re.sub(r" ?\n ?", "<br/>", re.sub(r" +", " ", escape(text, quote=False)))
    if italic:
        html = f"<i>{html}</i>"
    if bold:
        html = f"<b>{html}</b>"
    return f'<a href="{escape(href)}">{html}</a>' if href else html


def _render_row(row: Iterable[Item]) -> str:
    return " | ".join(cell.html for cell in row)


def _render_list(items: Iterable[Item]) -> str:
    html: list[str] = []
    lists: list[str] = []
    for item in items:
        tag = "ol" if item.number else "ul"
        depth = min(item.depth, len(lists), _MAX_DEPTH)
        while len(lists) > depth + 1:
            html.append(f"</li></{lists.pop()}>")
        if len(lists) > depth:
            html.append("</li>")
            if lists[-1] != tag:
                html.append(f"</{lists.pop()}>")
        if len(lists) == depth:
            html.append(f"<{tag}>")
            lists.append(tag)
        html.append(f"<li>{item.html}")
    html += [f"</li></{tag}>" for tag in reversed(lists)]
    return "".join(html)
