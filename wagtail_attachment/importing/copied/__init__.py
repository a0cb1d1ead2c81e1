"""What a program writes into HTML in a way of its own, made what the readers of HTML know."""

from __future__ import annotations

from typing import Any

from .comments import take_comments
from .google_docs import adapt_google_docs
from .own_links import settle_own_links
from .word import adapt_word

__all__ = ["settle"]


def settle(root: Any) -> int:
    """Settle the habits of word processors and browsers; return how many comments were taken out."""
    comments = take_comments(root)
    adapt_google_docs(root)
    adapt_word(root)
    settle_own_links(root)
    _free_spaces(root)
    return comments


def _free_spaces(root: Any) -> None:
    """Let lines break again where a browser of Apple's put a non-breaking space for one of several."""
    for element in root.iterfind(".//span[@class='Apple-converted-space']"):
        element.text = (element.text or "").replace("\u00a0", " ")
