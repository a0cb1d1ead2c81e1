"""Conversion of program-specific HTML to the markup that the HTML readers understand."""

from __future__ import annotations

from typing import Any

from .comments import take_comments
from .google_docs import adapt_google_docs
from .own_links import settle_own_links
from .word import adapt_word

__all__ = ["settle"]


def settle(root: Any) -> int:
    """Normalise the markup of word processors and browsers; return how many comments it removed."""
    comments = take_comments(root)
    adapt_google_docs(root)
    adapt_word(root)
    settle_own_links(root)
    _free_spaces(root)
    return comments


def _free_spaces(root: Any) -> None:
    """Restore ordinary spaces where an Apple browser used a non-breaking one among several."""
    for element in root.iterfind(".//span[@class='Apple-converted-space']"):
        element.text = (element.text or "").replace("\u00a0", " ")
