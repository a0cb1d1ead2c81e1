"""What every format is read into: headings, prose and lists, one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape
from itertools import groupby
from typing import Literal

from wagtail_attachment.publishing.texts import to_plain_text

BREAK = "\n"

# Longer than a section's heading can be: such a "heading" is a paragraph in large type.
_MAX_HEADING = 255
_MAX_DEPTH = 3  # the deepest list of Wagtail's editor, counted from 0

_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_FIXED_SPACES = re.compile("[\u00a0\u2007]")
# Seen by nobody: controls, soft hyphens, zero-width spaces, halves of characters. The joiners of
# emoji and of Persian, and the direction marks of Arabic, stay.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b\u2060\ufeff\ufffe\uffff\ud800-\udfff]"
)


def clean(text: str) -> str:
    """Return a text without what nobody sees, with one kind of line end and of space."""
    return _UNSEEN.sub("", _FIXED_SPACES.sub(" ", _LINE_ENDS.sub("\n", text)))


@dataclass(frozen=True)
class Run:
    """Some text in one style; ``BREAK`` alone is a line break."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""

    @property
    def style(self) -> tuple[bool, bool, str]:
        return (self.bold, self.italic, self.href) if self.text.strip() else (False, False, "")


@dataclass(frozen=True)
class Item:
    """One item of a list, as rich text; ``number`` is 0 in a list without numbers."""

    html: str
    depth: int = 0
    number: int = 0


@dataclass(frozen=True)
class Piece:
    """A heading, a paragraph or a list. ``html`` is what stands between its tags."""

    kind: Literal["heading", "prose", "list"]
    html: str = ""
    level: int = 0
    items: tuple[Item, ...] = ()
    is_bold: bool = False

    @classmethod
    def from_runs(cls, runs: Sequence[Run], level: int = 0) -> Piece:
        """Return a heading of ``level``, or a paragraph where that is 0 or the text too long."""
        text = "".join(run.text for run in runs).strip()
        is_bold = all(run.bold for run in runs if run.text.strip())
        kind: Literal["heading", "prose"] = (
            "heading" if level > 0 and len(text) <= _MAX_HEADING else "prose"
        )
        return cls(kind, render(runs), level if kind == "heading" else 0, is_bold=is_bold)

    @cached_property
    def text(self) -> str:
        """The words, without markup."""
        parts = [item.html for item in self.items] or [self.html]
        return to_plain_text("<br/>".join(parts))

    def to_html(self) -> str:
        """Return the rich text for the middle of a section."""
        match self.kind:
            case "list":
                return _render_list(self.items)
            case "heading":
                return f"<p><b>{escape(self.text, quote=False)}</b></p>"
        return f"<p>{self.html}</p>"

    def to_paragraphs(self) -> str:
        """Return the rich text for where no list can be, as in a lead."""
        return "".join(f"<p>• {item.html}</p>" for item in self.items) or self.to_html()


def make_list(items: Sequence[Item]) -> list[Piece]:
    """Return items as one list, or as paragraphs where a list would change their numbers.

    One number alone is a heading, or a paragraph, that is counted; and all lists begin with 1.
    """
    if not items:
        return []
    first = items[0].number
    if first > 1 or (first and len(items) == 1):
        marks = [f"{item.number}." if item.number else "•" for item in items]
        return [Piece("prose", f"{m} {item.html}") for m, item in zip(marks, items, strict=True)]
    return [Piece("list", items=tuple(items))]


def render(runs: Iterable[Run]) -> str:
    """Return runs as rich text: text, ``b``, ``i``, ``a`` and ``br``, always well-formed."""
    html = "".join(
        _render_style("".join(run.text for run in same), *style)
        for style, same in groupby(runs, key=lambda run: run.style)
    )
    return _strip(html)


def _strip(html: str) -> str:
    """Return rich text without spaces and line breaks at its ends."""
    start, end = 0, len(html)
    while start < end and html.startswith((" ", "<br/>"), start):
        start += 1 if html[start] == " " else len("<br/>")
    while start < end and html.endswith((" ", "<br/>"), start, end):
        end -= 1 if html[end - 1] == " " else len("<br/>")
    return html[start:end]


def _render_style(text: str, bold: bool, italic: bool, href: str) -> str:
    html = re.sub(r" ?\n ?", "<br/>", re.sub(r" +", " ", escape(text, quote=False)))
    if italic:
        html = f"<i>{html}</i>"
    if bold:
        html = f"<b>{html}</b>"
    return f'<a href="{escape(href)}">{html}</a>' if href else html


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
