"""Markup that Word copies: lists written as paragraphs with a mark in front, and drop caps."""

from __future__ import annotations

import re
from typing import Any

_LIST = re.compile(r"mso-list:\s*(\w+)\s+level(\d)(?:\s+(\w+))?")
_MARK = re.compile(r"mso-list:\s*ignore", re.IGNORECASE)
_DROPPED = re.compile(r"mso-element:\s*dropcap-")
_COUNTED = re.compile(r"\(?(?:[\d.]*?(\d{1,4})|[a-z]{1,6})[.)]+", re.IGNORECASE)
# Attributes of a list paragraph: its level, and its number (0 for a bullet).
LEVEL, NUMBER = "data-list-level", "data-list-number"
_NAMED_NUMBER = re.compile(r"attachment-list-number-(\d{1,5})")


def name_number(number: int) -> str:
    """Return the name of the bookmark for a numbered item of a Word file."""
    return f"attachment-list-number-{number}"


def adapt_word(root: Any) -> None:
    """Replace the mark of each list paragraph by attributes for its level and number."""
    _join_dropped(root)
    last: dict[str, dict[int, int]] = {}  # the numbers of each list, by level
    for paragraph in root.iter("p"):
        match = _LIST.search(paragraph.get("style", ""))
        if match is None:
            continue
        name, level = match[3] or match[1], int(match[2])
        mark = _take_mark(paragraph)
        if mark is None:
            continue
        above = last.get(name, {})
        number = _read_number(mark, above.get(level, 0))
        last[name] = {key: value for key, value in above.items() if key < level} | {level: number}
        paragraph.set(LEVEL, str(level))
        paragraph.set(NUMBER, str(number))
    for item in root.iter("li"):
        if len(item) and (named := _NAMED_NUMBER.fullmatch(item[0].get("id", ""))):
            item.set(NUMBER, named[1])


def _take_mark(paragraph: Any) -> str | None:
    """Remove and return an item's mark; ``None`` if it has no mark."""
    for element in paragraph.iter("span"):
        if _MARK.search(element.get("style", "")):
            mark = "".join(element.itertext()).strip()
            element.clear(keep_tail=True)
            return mark
    return None


def _read_number(mark: str, before: int) -> int:
    """Return the number of a mark; letters and Roman numerals continue from the previous number."""
    counted = _COUNTED.fullmatch(mark)
    if counted is None:
        return 0
    return int(counted[1]) if counted[1] else before + 1


def _join_dropped(root: Any) -> None:
    """Join a drop cap to the rest of its word."""
    for element in [*root.iter("div", "p")]:
        following = element.getnext() if _DROPPED.search(element.get("style", "")) else None
        if following is not None and following.tag == "p":
            letter = "".join("".join(element.itertext()).split())
            following.text = letter + (following.text or "").lstrip()
            element.clear(keep_tail=True)
