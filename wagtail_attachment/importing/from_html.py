"""HTML, as Google Docs, Word or a web page gives it, into pieces."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from html.parser import HTMLParser

from .links import get_safe_href
from .pieces import BREAK, Item, Piece, Run, clean, render

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = {
    *_HEADINGS,
    *("address", "article", "aside", "blockquote", "body", "dd", "details", "div", "dl", "dt"),
    *("fieldset", "figcaption", "figure", "footer", "form", "header", "hr", "html", "li", "main"),
    *("nav", "ol", "p", "pre", "section", "summary", "table", "td", "th", "tr", "ul"),
}
_EMPTY = {
    *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param"),
    *("source", "track", "wbr"),
}
_SKIPPED = {"script", "style", "template", "title"}
_WEIGHT = re.compile(r"font-weight:\s*(\w+)")
_SLANT = re.compile(r"font-style:\s*(\w+)")
_WORD_LEVEL = re.compile(r"mso-list:[^;]*\blevel(\d)")
_WORD_MARKER = re.compile(r"[·•▪§o–-]|(\d{1,3}|[a-z])[.)]")


@dataclass(frozen=True)
class _Context:
    """What the open elements make of the text inside them."""

    tag: str = ""
    bold: bool = False
    italic: bool = False
    href: str = ""
    level: int = 0
    depth: int = -1
    ordered: bool = False
    in_item: bool = False
    has_marker: bool = False


def read_html(source: str) -> list[Piece]:
    reader = _Reader(has_blank_lines=not re.search(r"<(?:p|div|br)\b", source, re.IGNORECASE))
    reader.feed(_drop_comments(source))
    reader.close()
    return reader.finish()


def _drop_comments(source: str) -> str:
    """Return HTML without comments and declarations, Word's conditional ones among them."""
    parts = []
    position = 0
    while (start := source.find("<!--", position)) >= 0:
        end = source.find("-->", start)
        if end < 0:
            break
        parts.append(source[position:start])
        position = end + len("-->")
    parts.append(source[position:])
    return re.sub(r"<![^<>]*>", "", "".join(parts)).replace("<!", "&lt;!")


class _Reader(HTMLParser):
    """Keeps the style of each text instead of nesting tags, so any nesting comes out sound."""

    def __init__(self, *, has_blank_lines: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.has_blank_lines = has_blank_lines  # as in a blog's raw text: they part paragraphs
        self.pieces: list[Piece] = []
        self.runs: list[Run] = []
        self.items: list[Item] = []
        self.item_is_new = False
        self.contexts = [_Context()]
        self.open: Counter[str] = Counter()
        self.skipped = ""

    @property
    def context(self) -> _Context:
        return self.contexts[-1]

    def finish(self) -> list[Piece]:
        self.end_block()
        self.end_list()
        return self.pieces

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.skipped:
            return
        if tag in _SKIPPED:
            self.skipped = tag
        elif tag == "br":
            self.add_break()
        else:
            if tag in _BLOCKS:
                self.end_block()
            if tag not in _EMPTY:
                self.begin(tag, dict(attrs))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Read ``<p/>`` as browsers do: the slash says nothing."""
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self.skipped:
            self.skipped = "" if tag == self.skipped else self.skipped
            return
        if tag in _BLOCKS:
            self.end_block()
        if tag in _HEADINGS:
            self.close_headings()
        else:
            self.close_element(tag)

    def handle_data(self, data: str) -> None:
        if self.skipped:
            return
        paragraphs = re.split(r"\n\s*\n", clean(data)) if self.has_blank_lines else [clean(data)]
        for index, text in enumerate(paragraphs):
            if index:
                self.end_block()
            context = self.context
            self.runs.append(
                Run(re.sub(r"[ \t\n]+", " ", text), context.bold, context.italic, context.href)
            )

    def begin(self, tag: str, attrs: dict[str, str | None]) -> None:
        if tag == "p" or tag in {"ul", "ol", *_HEADINGS}:
            self.close_element("p")
        if tag in _HEADINGS:
            self.close_headings()
        context = _style(replace(self.context, tag=tag), attrs.get("style") or "")
        if tag in {"b", "strong"} and not _WEIGHT.search(attrs.get("style") or ""):
            context = replace(context, bold=True)
        elif tag in {"i", "em"}:
            context = replace(context, italic=True)
        elif tag == "a":
            context = replace(context, href=get_safe_href(attrs.get("href")))
        elif tag in _HEADINGS:
            context = replace(context, level=int(tag[1]))
        elif tag in {"ul", "ol"}:
            context = replace(context, depth=context.depth + 1, ordered=tag == "ol", in_item=False)
        elif tag == "li":
            context = replace(context, depth=max(context.depth, 0), in_item=True)
            self.item_is_new = True
        elif tag == "p":
            context = self.read_word_class(context, attrs)
        self.contexts.append(context)
        self.open[tag] += 1

    def read_word_class(self, context: _Context, attrs: dict[str, str | None]) -> _Context:
        name = attrs.get("class") or ""
        if name.startswith("MsoTitle"):
            return replace(context, level=1)
        if name.startswith("MsoListParagraph"):
            self.item_is_new = True
            level = _WORD_LEVEL.search(attrs.get("style") or "")
            depth = int(level[1]) - 1 if level else 0
            return replace(context, depth=max(depth, 0), in_item=True, has_marker=True)
        return context

    def close_element(self, tag: str) -> None:
        if not self.open[tag]:
            return
        while True:
            closed = self.contexts.pop().tag
            self.open[closed] -= 1
            if closed == tag:
                return

    def close_headings(self) -> None:
        for heading in _HEADINGS:
            self.close_element(heading)

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
        ordered = self.context.ordered
        if self.context.has_marker:
            marker = _WORD_MARKER.fullmatch(runs[0].text.strip())
            ordered = bool(marker and marker[1])
            runs = runs[1:] if marker else runs
        if self.item_is_new or not self.items:
            self.items.append(Item(render(runs), self.context.depth, ordered))
            self.item_is_new = False
        else:
            last = self.items[-1]
            self.items[-1] = replace(last, html=f"{last.html}<br/>{render(runs)}")

    def end_list(self) -> None:
        if self.items:
            self.pieces.append(Piece("list", items=tuple(self.items)))
            self.items = []


def _style(context: _Context, style: str) -> _Context:
    """Return the context under an element's own ``style``: Google Docs says bold only there."""
    style = style.lower()
    if weight := _WEIGHT.search(style):
        bold = weight[1] in {"bold", "bolder"} or (weight[1].isdecimal() and int(weight[1]) >= 600)
        context = replace(context, bold=bold)
    if slant := _SLANT.search(style):
        context = replace(context, italic=slant[1] in {"italic", "oblique"})
    return context
