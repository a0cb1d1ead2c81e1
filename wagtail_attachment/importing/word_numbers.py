"""The numbers of a Word file's lists, which Word counts across the whole text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from lxml import etree

from .copied.word import name_number
from .word_parts import get_value, parse_part

_TEXT, _LISTS, _STYLES = "word/document.xml", "word/numbering.xml", "word/styles.xml"
_NO_NUMBERS = {"bullet", "none", ""}


class _Level(NamedTuple):
    """A level of a list; lists with the same ``counted`` share one count."""

    counted: str
    has_numbers: bool
    start: int
    restart: int | None
    """The number with which this list alone restarts, if it has one."""


def put_numbers(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the main part with each list item's number; empty if there are no numbered lists.

    Mammoth ignores these numbers, and would start again at 1 after each paragraph in between.
    """
    if _LISTS not in parts or _TEXT not in parts:
        return {}
    levels = _read_levels(parse_part(parts[_LISTS]))
    root = parse_part(parts[_TEXT])
    named = _read_styles(parts.get(_STYLES, b""))
    counts: dict[tuple[str, int], int] = {}
    begun: set[tuple[str, int]] = set()
    for paragraph in [*root.iter("{*}p")]:
        place = _find_place(paragraph, named)
        level = levels.get(place) if place else None
        if place is None or level is None or not level.has_numbers:
            continue
        depth = place[1]
        number = counts.get((level.counted, depth), level.start - 1) + 1
        if level.restart is not None and place not in begun:
            number = level.restart
        begun.add(place)
        for deeper in range(depth + 1, 9):
            counts.pop((level.counted, deeper), None)
        counts[level.counted, depth] = number
        _mark(paragraph, number)
    return {_TEXT: etree.tostring(root, encoding="UTF-8", xml_declaration=True)} if counts else {}


def _read_levels(root: Any) -> dict[tuple[str, int], _Level]:
    looks = {
        get_value(look, "abstractNumId"): dict(_read_look(look))
        for look in root.iter("{*}abstractNum")
    }
    levels = {}
    for each in root.iter("{*}num"):
        counted = _get(each, "abstractNumId")
        restarts = {
            _number(get_value(own, "ilvl")): _number(_get(own, "startOverride") or "-1")
            for own in each.iter("{*}lvlOverride")
        }
        for depth, (kind, start) in looks.get(counted, {}).items():
            restart = restarts.get(depth, -1)
            levels[get_value(each, "numId"), depth] = _Level(
                counted, kind not in _NO_NUMBERS, start, None if restart < 0 else restart
            )
    return levels


def _read_look(look: Any) -> Iterator[tuple[int, tuple[str, int]]]:
    for level in look.iter("{*}lvl"):
        start = _get(level, "start")
        yield _number(get_value(level, "ilvl")), (_get(level, "numFmt"), _number(start or "1"))


def _read_styles(part: bytes) -> dict[str, tuple[str, int]]:
    """Return the list and depth that each style gives its paragraphs."""
    found = {}
    for style in parse_part(part).iter("{*}style") if part else ():
        place = _read_place(style)
        if place:
            found[get_value(style, "styleId")] = place
    return found


def _find_place(paragraph: Any, named: Mapping[str, tuple[str, int]]) -> tuple[str, int] | None:
    own = _read_place(paragraph)
    style = paragraph.find("{*}pPr/{*}pStyle")
    return own or (None if style is None else named.get(get_value(style, "val")))


def _read_place(element: Any) -> tuple[str, int] | None:
    """Return the list and the depth that a paragraph or style names; ``None`` if it names none."""
    listed = element.find("{*}pPr/{*}numPr")
    name = "" if listed is None else _get(listed, "numId")
    return (name, _number(_get(listed, "ilvl"))) if name else None


def _mark(paragraph: Any, number: int) -> None:
    """Put a bookmark that states the number at the beginning of a paragraph."""
    space = etree.QName(paragraph).namespace
    mark = etree.Element(f"{{{space}}}bookmarkStart")
    mark.set(f"{{{space}}}id", str(number))
    mark.set(f"{{{space}}}name", name_number(number))
    properties = paragraph.find("{*}pPr")
    paragraph.insert(0 if properties is None else paragraph.index(properties) + 1, mark)


def _get(element: Any, name: str) -> str:
    child = element.find(f"{{*}}{name}")
    return "" if child is None else get_value(child, "val")


def _number(value: str) -> int:
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 6 else 0
