"""HTML, as Google Docs, Word or a web page gives it, into pieces."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from lxml import etree

from .links import get_safe_href
from .pieces import BREAK, Item, Piece, Run, clean, make_list, render

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = {
    *_HEADINGS,
    *("address", "article", "aside", "blockquote", "body", "dd", "details", "div", "dl", "dt"),
    *("fieldset", "figcaption", "figure", "footer", "form", "header", "hr", "html", "li", "main"),
    *("nav", "ol", "p", "pre", "section", "summary", "table", "td", "th", "tr", "ul"),
}
_SKIPPED = {"script", "style", "template", "title"}
_WEIGHT = re.compile(r"font-weight:\s*(\w+)")
_SLANT = re.compile(r"font-style:\s*(\w+)")
_WORD_LEVEL = re.compile(r"mso-list:[^;]*\blevel(\d)")
_WORD_MARKER = re.compile(r"[·•▪§o–-]|(\d{1,3}|[a-z])[.)]")


def read_html(source: str) -> list[Piece]:
    """Return the pieces of a page or a part of one, or refuse what is nested too deeply."""
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    root = etree.fromstring(_keep_unclosed(source).encode(), parser)
    if any(error.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for error in parser.error_log):
        refuse_depth()
    if root is None:
        return []
    has_blank_lines = not re.search(r"<(?:p|div|br)\b", source, re.IGNORECASE)
    reader = _Reader(has_blank_lines=has_blank_lines)
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            reader.begin(element.tag, element.attrib)
            reader.add_text(element.text or "")
        else:
            reader.end(element.tag)
            reader.add_text(element.tail or "")
    reader.end_list()
    return reader.pieces


def refuse_depth() -> None:
    """Refuse a text of which a parser would leave out what stands deepest."""
    raise ValidationError(
        _("Its lists or boxes are nested too deeply to be read. Paste it as plain text instead.")
    )


def _keep_unclosed(source: str) -> str:
    """Return HTML in which a comment or tag that never ends is text, not the end of the text."""
    before, comment, after = source.rpartition("<!--")
    if comment and "-->" not in after:
        source = f"{before}&lt;!--{after}"
    closed, end, rest = source.rpartition(">")
    return closed + end + rest.replace("<", "&lt;")


@dataclass(frozen=True)
class _Context:
    """What the open elements make of the text inside them."""

    bold: bool = False
    italic: bool = False
    href: str = ""
    level: int = 0
    depth: int = -1
    number: int = 0
    in_item: bool = False
    has_marker: bool = False
    is_skipped: bool = False


class _Reader:
    """Keeps the style of each text instead of nesting tags, so any nesting comes out sound."""

    def __init__(self, *, has_blank_lines: bool) -> None:
        self.has_blank_lines = has_blank_lines  # as in a blog's raw text: they part paragraphs
        self.pieces: list[Piece] = []
        self.runs: list[Run] = []
        self.items: list[Item] = []
        self.item_runs: list[Run] = []  # of the item that is being read, and what it stands in
        self.item = _Context()
        self.numbers: list[int] = []  # of the next item of each open list, 0 without numbers
        self.contexts = [_Context()]

    @property
    def context(self) -> _Context:
        return self.contexts[-1]

    def begin(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "br":
            self.add_break()
        elif tag in _BLOCKS:
            self.end_block()
        context = _style(self.context, tag, attributes.get("style", ""))
        if tag in _SKIPPED:
            context = replace(context, is_skipped=True)
        elif tag == "a":
            context = replace(context, href=get_safe_href(attributes.get("href")))
        elif tag in _HEADINGS:
            context = replace(context, level=int(tag[1]))
        elif tag in {"ul", "ol"}:
            context = replace(context, depth=context.depth + 1, number=0, in_item=False)
            self.numbers.append(_get_start(attributes) if tag == "ol" else 0)
        elif tag == "li":
            self.end_item()
            context = replace(context, depth=max(context.depth, 0), in_item=True)
            if self.numbers and self.numbers[-1]:
                context = replace(context, number=self.numbers[-1])
                self.numbers[-1] += 1
        elif tag == "p":
            context = self.read_word_class(context, attributes)
        self.contexts.append(context)

    def read_word_class(self, context: _Context, attributes: Mapping[str, str]) -> _Context:
        name = attributes.get("class", "")
        if name.startswith("MsoTitle"):
            return replace(context, level=1)
        if name.startswith("MsoListParagraph"):
            self.end_item()
            level = _WORD_LEVEL.search(attributes.get("style", ""))
            depth = int(level[1]) - 1 if level else 0
            return replace(context, depth=max(depth, 0), in_item=True, has_marker=True)
        return context

    def end(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.end_block()
        if tag in {"ul", "ol"}:
            self.numbers.pop()
        self.contexts.pop()

    def add_text(self, text: str) -> None:
        context = self.context
        if context.is_skipped or not text:
            return
        paragraphs = re.split(r"\n\s*\n", clean(text)) if self.has_blank_lines else [clean(text)]
        for index, paragraph in enumerate(paragraphs):
            if index:
                self.end_block()
            self.runs.append(
                Run(re.sub(r"[ \t\n]+", " ", paragraph), context.bold, context.italic, context.href)
            )

    def add_break(self) -> None:
        filled = [run for run in self.runs[-2:] if run.text.strip(" ")]
        if filled and filled[-1].text == BREAK:
            self.end_block()
        else:
            self.runs.append(Run(" " if self.context.level else BREAK))

    def end_block(self) -> None:
        runs, self.runs = self.runs, []
        if not any(run.text.strip() for run in runs):
            return
        if self.context.in_item:
            self.add_to_item(runs)
        else:
            self.end_list()
            self.pieces.append(Piece.from_runs(runs, self.context.level))

    def add_to_item(self, runs: list[Run]) -> None:
        if self.item_runs:
            self.item_runs += [Run(BREAK), *runs]
            return
        self.item = self.context
        if self.context.has_marker and (marker := _WORD_MARKER.fullmatch(runs[0].text.strip())):
            number = int(marker[1]) if (marker[1] or "").isdecimal() else int(bool(marker[1]))
            self.item = replace(self.item, number=number)
            runs = runs[1:]
        self.item_runs = runs

    def end_item(self) -> None:
        if self.item_runs:
            self.items.append(Item(render(self.item_runs), self.item.depth, self.item.number))
            self.item_runs = []

    def end_list(self) -> None:
        self.end_item()
        self.pieces += make_list(self.items)
        self.items = []


def _get_start(attributes: Mapping[str, str]) -> int:
    start = attributes.get("start", "")
    return int(start) if re.fullmatch(r"[1-9]\d{0,8}", start) else 1


def _style(context: _Context, tag: str, style: str) -> _Context:
    """Return the context under an element and its own ``style``: Google Docs says bold only there."""
    style = style.lower()
    if weight := _WEIGHT.search(style):
        bold = weight[1] in {"bold", "bolder"} or (weight[1].isdecimal() and int(weight[1]) >= 600)
        context = replace(context, bold=bold)
    elif tag in {"b", "strong"}:
        context = replace(context, bold=True)
    if slant := _SLANT.search(style):
        context = replace(context, italic=slant[1] in {"italic", "oblique"})
    elif tag in {"i", "em"}:
        context = replace(context, italic=True)
    return context
