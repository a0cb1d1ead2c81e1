"""The context that the open elements of HTML give the text inside them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from .copied.word import LEVEL, NUMBER
from .embedded import is_note_marker
from .links import get_safe_href

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
BLOCKS = {
    *HEADINGS,
    *("address", "article", "aside", "blockquote", "body", "dd", "details", "div", "dl", "dt"),
    *("fieldset", "figcaption", "figure", "footer", "form", "header", "hr", "html", "li", "main"),
    *("nav", "ol", "p", "pre", "section", "summary", "table", "td", "th", "tr", "ul"),
}
SKIPPED = frozenset(
    {
        "script",
        "style",
        "template",
        "title",
        "noscript",
        "datalist",
        "select",
        "textarea",
        "colgroup",
    }
)
# Word has its own properties that end with these names; “inherit” keeps the surrounding style.
_WEIGHT = re.compile(r"(?<![\w-])font-weight:\s*(bold|bolder|normal|lighter|\d+)")
_SLANT = re.compile(r"(?<![\w-])font-style:\s*(italic|oblique|normal)")
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)\b")
_STRUCK = re.compile(r"text-decoration(?:-line)?:[^;]{0,200}line-through")
_SHIFTED = re.compile(r"vertical-align:\s*(super|sub)\b")


@dataclass(frozen=True)
class Context:
    """The style of a text and the block around it."""

    bold: bool = False
    italic: bool = False
    struck: bool = False
    shift: str = ""  # "super" or "sub"
    href: str = ""
    level: int = 0
    depth: int = -1
    number: int = 0
    in_item: bool = False
    in_quote: bool = False
    in_code: bool = False
    in_caption: bool = False
    is_marker: bool = False
    is_skipped: bool = False  # not text, or read elsewhere
    is_hidden: bool = False
    note: int = 0  # the number of the note
    role: str = ""
    style: str = ""

    @property
    def is_read(self) -> bool:
        return not (self.is_skipped or self.is_hidden)


def style(context: Context, tag: str, attributes: Mapping[str, str]) -> Context:
    """Return the context inside an element and its ``style``, which may alone mark bold text."""
    css = attributes.get("style", "").lower()
    if tag in {"s", "strike", "del"} or _STRUCK.search(css):
        context = replace(context, struck=True)
    if tag in {"sup", "sub"}:
        context = replace(context, shift="super" if tag == "sup" else "sub")
    elif shifted := _SHIFTED.search(css):
        context = replace(context, shift=shifted[1])
    if weight := _WEIGHT.search(css):
        bold = weight[1] in {"bold", "bolder"} or (weight[1].isdecimal() and int(weight[1]) >= 600)
        context = replace(context, bold=bold)
    elif tag in {"b", "strong", "dt", "th"}:
        context = replace(context, bold=True)
    if slant := _SLANT.search(css):
        context = replace(context, italic=slant[1] in {"italic", "oblique"})
    elif tag in {"i", "em", "cite", "dfn"}:
        context = replace(context, italic=True)
    if tag in HEADINGS:
        context = replace(context, level=int(tag[1]))
    elif tag in BLOCKS and attributes.get("role") == "heading":  # as in Word for the web
        level = attributes.get("aria-level", "")
        context = replace(context, level=int(level) if re.fullmatch(r"[1-6]", level) else 2)
    match tag, attributes.get("class"):
        case "blockquote", _:
            context = replace(context, in_quote=True)
        case "pre", _:
            context = replace(context, in_code=True)
        case "figcaption", _:
            context = replace(context, in_caption=True)
        case "h1" | "p", "title" | "subtitle" as name:
            context = replace(context, style=name)
    if tag in SKIPPED:
        context = replace(context, is_skipped=True)
    is_unread = attributes.get("aria-hidden", "").lower() == "true"
    if "hidden" in attributes or is_unread or _HIDDEN.search(css):
        context = replace(context, is_hidden=True)
    return context


def follow_link(context: Context, attributes: Mapping[str, str]) -> Context:
    """Return the context inside a link; a link within the page leads to a note or back from it."""
    href = attributes.get("href")
    if href and href.startswith("#"):
        if context.note:
            return replace(context, is_skipped=True)  # leads back to the text
        return replace(context, is_marker=is_note_marker(attributes))
    return replace(context, href=get_safe_href(href))


def read_word_class(context: Context, attributes: Mapping[str, str]) -> Context:
    """Return the context inside a Word paragraph, whose class says what it is."""
    name = attributes.get("class", "")
    if name.startswith("MsoTitle"):
        return replace(context, level=1, style="title")
    if name.startswith("MsoSubtitle"):
        return replace(context, style="subtitle")
    if name.startswith(("MsoToc", "MsoCommentText")):
        return replace(context, is_skipped=True)
    if name.startswith(("MsoQuote", "MsoIntenseQuote")):
        return replace(context, in_quote=True)
    if name.startswith("MsoCaption"):
        return replace(context, in_caption=True)
    return context


def read_item(context: Context, attributes: Mapping[str, str]) -> Context:
    """Return the context inside a list item, which may state its own level."""
    named = (attributes.get(name, "") for name in (LEVEL, "aria-level", "data-aria-level"))
    level = next((int(each) for each in named if re.fullmatch(r"[1-9]", each)), context.depth + 1)
    number = attributes.get(NUMBER, "")
    if re.fullmatch(r"\d{1,9}", number):
        context = replace(context, number=int(number))
    return replace(context, depth=max(level - 1, 0), in_item=True)


def names_speaker(element: Any) -> bool:
    """Say whether an element attributes the quote that it ends, and does not cite a work in it."""
    parent = element.getparent()
    return (
        element.tag in {"cite", "footer"}
        and parent is not None
        and parent.tag == "blockquote"
        and element.getnext() is None
        and not (element.tail or "").strip()
    )


def get_start(attributes: Mapping[str, str]) -> int:
    """Return the first number of a list."""
    start = attributes.get("start", "")
    return int(start) if re.fullmatch(r"[1-9]\d{0,8}", start) else 1
