"""Redundant nested formatting: bold inside bold is bold, however often."""

from __future__ import annotations

import re

from .html_context import BLOCKS

_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)\b[^<>]*>", re.IGNORECASE)
_FORMATTING = {"b", "big", "em", "font", "i", "ins", "mark", "small", "span", "strong", "u"}


def unwrap(source: str) -> str:
    """Return HTML without formatting tags that only repeat the tag around them.

    A block closes open formatting, as it does for the parser.
    """
    around: dict[str, list[tuple[str, bool]]] = {}  # open tags by name, and if each was kept

    def keep(match: re.Match[str]) -> str:
        tag, is_end, name = match[0], match[1], match[2].lower()
        if name in BLOCKS:
            around.clear()
        if name not in _FORMATTING:
            return tag
        opened = around.setdefault(name, [])
        if is_end:
            is_kept = opened.pop()[1] if opened else True
        else:
            is_kept = not opened or opened[-1][0] != tag
            opened.append((tag, is_kept))
        return tag if is_kept else ""

    return _TAG.sub(keep, source)
