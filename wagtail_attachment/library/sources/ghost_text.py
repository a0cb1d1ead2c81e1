"""Conversion of a Ghost post's text, from either editor (Lexical, Mobiledoc), to plain HTML."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from wagtail_attachment.importing.from_markdown import render_markdown

# The bits of a Lexical text's format.
_FORMATS = {1: "b", 2: "i", 4: "s", 16: "code", 32: "sub", 64: "sup"}
_QUOTES = {"aside", "extended-quote", "quote"}
_BLOCKS = {"paragraph": "p", "listitem": "li"} | dict.fromkeys(_QUOTES, "blockquote")
_MARKUPS = {"a", "b", "code", "em", "i", "s", "strong", "sub", "sup"}
_DEEPEST = 100
# The properties of a card, in either editor, that hold HTML or words.
_HTML = ("html", "heading", "content", "calloutText", "caption")


class GhostText(NamedTuple):
    html: str
    cards: list[str]
    """The names of unreadable cards."""


def read_text(post: dict[str, Any]) -> GhostText:
    """Return the text of a post, in whichever form its export has it.

    Raises ``ValidationError`` if it cannot be read.
    """
    if html := post.get("html"):
        return GhostText(str(html), [])
    cards: list[str] = []
    try:
        if lexical := post.get("lexical"):
            root = json.loads(lexical)["root"]
            return GhostText("".join(_render_all(root["children"], cards, 0)), cards)
        if mobiledoc := post.get("mobiledoc"):
            return GhostText("".join(_render_sections(json.loads(mobiledoc), cards)), cards)
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError):
        raise ValidationError(
            _(
                "Its text is in the export in a form that cannot be read. Copy it from Ghost, and "
                "paste it instead."
            )
        ) from None
    return GhostText(str(post.get("plaintext") or ""), [])


def _render_all(nodes: list[Any], cards: list[str], depth: int) -> Iterator[str]:
    if depth > _DEEPEST:
        raise ValueError
    for node in nodes:
        yield _render(node, cards, depth)


def _render(node: dict[str, Any], cards: list[str], depth: int) -> str:
    kind = str(node["type"])
    if kind in {"text", "extended-text"}:
        return _mark(str(node["text"]), [t for bit, t in _FORMATS.items() if _get_bits(node) & bit])
    if kind == "linebreak":
        return "<br>"
    inner = "".join(_render_all(node.get("children") or [], cards, depth + 1))
    if kind in {"heading", "extended-heading"}:
        tag = node["tag"] if node["tag"] in {"h1", "h2", "h3", "h4", "h5", "h6"} else "h2"
        return f"<{tag}>{inner}</{tag}>"
    if kind == "list":
        tag = "ol" if node.get("listType") == "number" else "ul"
        return f"<{tag}>{inner}</{tag}>"
    if kind in {"link", "autolink"}:
        return f'<a href="{escape(str(node.get("url") or ""))}">{inner}</a>'
    if kind in _BLOCKS:
        return f"<{_BLOCKS[kind]}>{inner}</{_BLOCKS[kind]}>"
    return inner or _render_card(kind, node, cards)


def _get_bits(node: dict[str, Any]) -> int:
    bits = node.get("format") or 0
    return bits if isinstance(bits, int) else 0


def _mark(text: str, tags: list[str]) -> str:
    html = escape(text, quote=False)
    for tag in tags:
        html = f"<{tag}>{html}</{tag}>"
    return html


def _render_card(kind: str, card: dict[str, Any], cards: list[str]) -> str:
    """Return the HTML of a card; add the name of an unreadable card to ``cards``."""
    if kind in {"horizontalrule", "hr", "paywall"}:
        return "<hr>"
    pictures = [card, *(card.get("images") or [])]
    parts = [
        f'<figure><img src="{escape(str(each["src"]))}" alt="{escape(str(each.get("alt") or ""))}">'
        "</figure>"
        for each in pictures
        if each.get("src") and kind in {"image", "gallery"}
    ]
    for name in _HTML:
        if card.get(name):
            tag = "figcaption" if name == "caption" else "div"
            parts.append(f"<{tag}>{card[name]}</{tag}>")
    if markdown := card.get("markdown"):
        parts.append(render_markdown(str(markdown)))
    if code := card.get("code"):
        parts.append(f"<pre>{escape(str(code), quote=False)}</pre>")
    if not parts and card.get("url"):
        address = escape(str(card["url"]))
        parts.append(f'<p><a href="{address}">{address}</a></p>')
    if not parts:
        cards.append(kind)
    return "".join(parts)


def _render_sections(document: dict[str, Any], cards: list[str]) -> Iterator[str]:
    """Yield the sections of a Mobiledoc by type: 1 is text, 2 a picture, 3 a list, 10 a card."""
    for kind, *section in document["sections"]:
        if kind == 1:
            tag, markers = section[0], section[1]
            tag = tag if tag in {"p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote"} else "p"
            yield f"<{tag}>{_render_markers(markers, document)}</{tag}>"
        elif kind == 2:
            yield f'<img src="{escape(str(section[0]))}">'
        elif kind == 3:
            tag = "ol" if section[0] == "ol" else "ul"
            items = (f"<li>{_render_markers(each, document)}</li>" for each in section[1])
            yield f"<{tag}>{''.join(items)}</{tag}>"
        else:
            name, payload = document["cards"][section[0]][:2]
            yield _render_card(str(name), payload, cards)


def _render_markers(markers: list[Any], document: dict[str, Any]) -> str:
    """Return the text of a section, whose markers open and close markup in order."""
    html, opened = "", []
    for kind, opens, closes, value in markers:
        for place in opens:
            name, *attributes = document["markups"][place]
            tag = name if name in _MARKUPS else "span"
            href = attributes[0][1] if tag == "a" and attributes else ""
            html += f'<{tag} href="{escape(str(href))}">' if href else f"<{tag}>"
            opened.append(tag)
        html += escape(value, quote=False) if kind == 0 else "<br>"
        for _each in range(closes):
            html += f"</{opened.pop()}>"
    return html
