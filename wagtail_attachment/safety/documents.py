"""What readers see of an HTML document, as browsers parse it.

Only the markup is considered: no style sheet is applied and no script is run.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from selectolax.lexbor import LexborHTMLParser, LexborNode

# What browsers do not show, or not as text; what readers must open first; and what screen readers
# or touch cannot reach.
_UNSEEN = (
    "head, title, script, style, template, noscript, textarea, select, datalist, rp,"
    " iframe, frameset, noframes, noembed, object, video, audio, canvas, meter, progress, svg, math,"
    " xmp, plaintext, dialog:not([open]), details:not([open]), [hidden], [inert], [popover],"
    " [aria-hidden=true i]"
)
_UNSEEN_STYLE = re.compile(
    r"(?:display\s*:\s*none|(?:content-)?visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0(?![.\d]))",
    re.IGNORECASE,
)
_UNSEEN_NODES: tuple[tuple[str, Callable[[LexborNode], object]], ...] = (
    (f":is({_UNSEEN})", lambda node: True),  # each node once, even if hidden for two reasons
    ("[style]", lambda node: _UNSEEN_STYLE.search(_get(node, "style"))),
)


@dataclass(frozen=True)
class Seen:
    """What one kind of reader sees of a document."""

    text: str
    """All words, without the white space between them."""
    crisis: str
    """The words and link targets of all crisis cards; empty if there is no card."""
    has_booking: bool


def see(html: str) -> Iterator[Seen]:
    """Yield what readers with scripts see and, if it differs, what readers without them see.

    With scripts, ``<noscript>`` holds no markup; without, a comment in it may end outside of it.
    """
    yield _see(html, scripting=True)
    if "<noscript" in html.lower():
        yield _see(html, scripting=False)


@lru_cache(maxsize=256)
def read_words(html: str) -> str:
    """Return the words of a piece of HTML, without the white space between them."""
    return _see(html, scripting=True).text


def find_visible(html: str, *, scripting: bool = True) -> LexborNode | None:
    """Return a document's root without its hidden parts; ``None`` if all of it is hidden."""
    tree = LexborHTMLParser(html, scripting=scripting)
    for selector, is_unseen in _UNSEEN_NODES:
        # In reverse document order, so that inner nodes are removed before outer ones.
        for node in reversed(tree.css(selector)):
            if is_unseen(node):
                if node.tag in ("html", "body"):
                    return None
                node.decompose()
    return tree.root


def _see(html: str, *, scripting: bool) -> Seen:
    root = find_visible(html, scripting=scripting)
    if root is None:
        return Seen("", "", False)
    cards = root.css("[data-attachment-crisis]")
    links = [_get(link, "href") for card in cards for link in card.css("[href]")]
    words = [card.text(separator=" ") for card in cards]
    return Seen(
        text="".join(root.text().split()),
        crisis=" ".join(" ".join([*words, *links]).split()) if "".join(words).strip() else "",
        has_booking=bool(root.css("[data-attachment-booking]")),
    )


def _get(node: LexborNode, attribute: str) -> str:
    return node.attributes.get(attribute) or ""
