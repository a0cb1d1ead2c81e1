"""HTML as plain values: headings, paragraphs, lists and tables, in the order readers meet them.

All of it is read, what unfolds too: unlike :mod:`wagtail_attachment.safety.documents`, which asks what
is seen at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

Node = dict[str, Any]
"""One heading, paragraph, list, table, picture or section, or a mark for what is kept elsewhere."""

_NO_TEXT = "script, style, template, svg, head, [hidden]"
# On phones each cell of a contrast says its column's heading again, in its place.
_SAID_AGAIN = ".attachment-contrast__label"
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_IS_BLOCK = (
    "address, article, aside, blockquote, caption, dd, details, div, dl, dt, fieldset, figcaption, figure,"
    " footer, form, h1, h2, h3, h4, h5, h6, header, hr, img, li, main, menu, nav, ol, p, pre, section, summary,"
    " table, ul"
)
# Of which the byline says that it is not about people.
_NOTE = "data-attachment-note"
_BLOCKS = frozenset(_IS_BLOCK.split(", "))


def read_nodes(html: str) -> list[Node]:
    """Return what a piece of HTML says, without its style."""
    tree = LexborHTMLParser(f"<!doctype html><body>{html}")
    for node in tree.css(f"{_NO_TEXT}, {_SAID_AGAIN}"):
        node.decompose()
    for node in tree.css("br"):
        node.replace_with("\n")
    return list(_read_children(tree.body)) if tree.body else []


def list_texts(nodes: Iterable[Node]) -> Iterator[str]:
    """Yield the text of each heading, paragraph, item and cell, in their order."""
    for node in nodes:
        match node:
            case {"text": str(text)}:
                yield text
            case {"items": items}:
                for item in items:
                    yield from list_texts(item)
            case {"rows": rows}:
                for row in rows:
                    yield from filter(None, row)
            case {"nodes": inner}:
                yield from list_texts(inner)


def _read_children(parent: LexborNode) -> Iterator[Node]:
    """Yield what stands in an element: what follows one another in a line is one paragraph."""
    line = _Line()
    for child in parent.iter(include_text=True):
        if child.tag in _BLOCKS or child.css_first(_IS_BLOCK):
            yield from line.end()
            yield from _mark(_read_block(child), child)
        else:
            line.add(child)
    yield from line.end()


def _read_block(element: LexborNode) -> Iterator[Node]:
    match element.tag:
        case tag if tag in _HEADINGS:
            if text := _collapse(element.text()):
                yield {"kind": "heading", "level": _HEADINGS[tag], "text": text}
        case "img":
            path = urlsplit(element.attributes.get("src") or "").path
            file, alt = unquote(path).rpartition("/")[2], element.attributes.get("alt") or ""
            yield {"kind": "picture", "file": file, "alt": _collapse(alt)}
        case "ul" | "ol" | "menu":
            items = [list(_mark(_read_children(item), item)) for item in element.iter()]
            if items := [item for item in items if item]:
                yield {"kind": "list", "ordered": element.tag == "ol", "items": items}
        case "table":
            rows = [
                [_collapse(cell.text(separator=" ")) for cell in row.css("th, td")]
                for row in element.css("tr")
            ]
            yield {"kind": "table", "rows": rows}
        case _:
            yield from _read_children(element)


class _Line:
    """A run of text and of elements in it, such as links."""

    def __init__(self) -> None:
        self.words = ""
        self.links: list[list[str]] = []

    def add(self, node: LexborNode) -> None:
        self.words += node.text()
        links = [node] if node.tag == "a" else node.css("a")
        for link in links:
            if href := link.attributes.get("href"):
                self.links.append([_collapse(link.text()), href])

    def end(self) -> Iterator[Node]:
        text, links = _collapse(self.words), self.links
        self.words, self.links = "", []
        if text:
            yield {"kind": "paragraph", "text": text, **({"links": links} if links else {})}


def _mark(nodes: Iterable[Node], element: LexborNode) -> Iterator[Node]:
    attributes = element.attributes
    marks: Node = {"lang": attributes["lang"]} if attributes.get("lang") else {}
    if _NOTE in attributes:
        marks["note"] = True
    for node in nodes:
        yield {**marks, **node} if marks else node


def _collapse(text: str) -> str:
    return " ".join(text.split())
