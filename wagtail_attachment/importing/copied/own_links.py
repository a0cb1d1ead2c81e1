"""Links within a page: from the text to a note and back, and from a heading to itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, partial
from itertools import islice
from typing import Any

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = {"aside", "div", "li", "p", "section"}
# A number, a letter or a sign, with or without brackets; anything longer is ordinary text.
_MARK = re.compile(r"\W{0,3}(?:\w{1,4}|[*†‡§]{1,3})\W{0,3}")
_WORD = re.compile(r"\w")
_MOST_AROUND = 5


def settle_own_links(root: Any) -> None:
    """Rename note marks and notes that link to each other, so that the HTML readers recognise them.

    A browser copies even these links with the page's full address, and each program names them in
    its own way. A heading's link to itself is not part of its text, and is removed.
    """
    links = [link for link in root.iter("a") if _get_fragment(link)]
    if not links:
        return
    order = {element: place for place, element in enumerate(root.iter())}
    names = {name: element for element in reversed(order) for name in _get_names(element)}
    find_note = cache(partial(_find_note, names=names))
    get_links = cache(_get_links)
    numbers: dict[Any, int] = {}
    for link in links:
        target = names.get(_get_fragment(link))
        if target is None:
            continue
        words = "".join(link.itertext()).strip()
        if not _WORD.search(words) and next(link.iterancestors(*_HEADINGS), None) is not None:
            link.clear(keep_tail=True)
            continue
        note = find_note(target)
        if note is None or not _MARK.fullmatch(words) or order[note] < order[link]:
            continue
        own = {name for element in _get_around(link) for name in _get_names(element)}
        back = [each for name in own for each in get_links(note).get(name, ())]
        if back:
            number = numbers.setdefault(note, len(numbers) + 1)
            _name(link, words, note, back, number)


def _name(mark: Any, words: str, note: Any, back: list[Any], number: int) -> None:
    mark.clear(keep_tail=True)
    mark.text = words
    mark.set("href", f"#fn{number}")
    note.set("id", f"fn{number}")
    for link in back:
        link.set("href", f"#fnref{number}")


def _get_links(note: Any) -> dict[str, list[Any]]:
    """Return the links in a note by the fragment they lead to; none if the note holds a section."""
    links: dict[str, list[Any]] = {}
    if note.find(".//h2") is None:
        for link in note.iter("a"):
            links.setdefault(_get_fragment(link), []).append(link)
    return links


def _get_fragment(link: Any) -> str:
    return str(link.get("href", "").partition("#")[2])


def _get_names(element: Any) -> Iterator[str]:
    if name := element.get("id"):
        yield name
    if element.tag == "a" and (name := element.get("name")):
        yield name


def _get_around(mark: Any) -> Iterator[Any]:
    """Yield the elements that may carry a mark's name.

    These are the link, the elements around the link alone, and an empty link before it.
    """
    yield mark
    before = mark.getprevious()
    if before is not None and before.tag == "a" and not len(before) and not before.text:
        yield before
    for element in islice(mark.iterancestors(), _MOST_AROUND):
        if element.tag not in {"sup", "span"}:
            return
        yield element


def _find_note(target: Any, *, names: dict[str, Any]) -> Any:
    """Return the block or box of the note that a link leads to; ``None`` if it leads elsewhere."""
    note = target
    while note is not None and note.tag not in _BLOCKS:
        if note.tag in _HEADINGS:
            return None
        note = note.getparent()
    if note is None:
        return None
    box = note.getparent()
    is_first = note.tag == "p" and box is not None and box.tag == "div" and box[0] is note
    if is_first and not (box.text or "").strip():
        marks = [link for link in box.iter("a") if _get_fragment(link) in names]
        return box if len(marks) == 1 else note
    return note
