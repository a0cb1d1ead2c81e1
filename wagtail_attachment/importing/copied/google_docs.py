"""What Google Docs has otherwise than others, in what is copied there and in a page that it saved."""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

# Its classes are numbered; those of a site say how the site looks, not what its author stressed.
_RULE = re.compile(r"\.(c\d{1,4})\{([^{}]{0,2000})\}")
_NUMBERED = re.compile(r"c\d{1,4}")
_NESTED = re.compile(r"lst-kix_\w+-(\d)")
# Title and subtitle as it copies them, unless their author gave them another look.
_BY_SIZE = {"26": "title", "15": "subtitle"}
_SIZE = re.compile(r"font-size:\s*(26|15)pt")
_FIRST = 3
_STRIKE = re.compile(r"text-decoration[\w-]*:[^;]*;?")


def adapt_google_docs(root: Any) -> None:
    """Say in words that the readers of HTML know what is a title, how deep a list is and what is ticked."""
    _put_styles(root)
    _name_saved(root)
    _name_copied(root)
    _clear_boxes(root)


def _put_styles(root: Any) -> None:
    """Put the styles of classes at their elements."""
    sheets = "".join(each.text or "" for each in root.iter("style"))
    styles = dict(_RULE.findall(sheets))
    if not styles:
        return
    for element in root.iterfind(".//*[@class]"):
        named = [styles[name] for name in element.get("class").split() if name in styles]
        if named:
            # What is said first counts.
            element.set("style", ";".join([element.get("style", ""), *named]))


def _name_saved(root: Any) -> None:
    """Give a saved page's title its name alone, and the items of a list their level: each level is a list."""
    for element in root.iterfind(".//*[@class]"):
        names = element.get("class").split()
        if element.tag == "p" and any(map(_NUMBERED.fullmatch, names)):
            style = next((name for name in names if name in _BY_SIZE.values()), "")
            element.set("class", style or element.get("class"))
        elif element.tag in {"ul", "ol"}:
            levels = [int(match[1]) for name in names if (match := _NESTED.fullmatch(name))]
            for item in element.iterchildren("li") if levels else ():
                item.set("aria-level", str(levels[0] + 1))


def _name_copied(root: Any) -> None:
    """Name the title and the subtitle at the beginning of what was copied, which only look like them."""
    copied = root.xpath("//*[starts-with(@id, 'docs-internal-guid')]")
    for paragraph in islice(root.iter("p"), _FIRST) if copied else ():
        styles = (s.get("style", "") for s in paragraph.iter("span") if (s.text or "").strip())
        sizes = {match[1] if (match := _SIZE.search(style)) else "" for style in styles}
        if len(sizes) == 1 and (size := sizes.pop()):
            paragraph.set("class", _BY_SIZE[size])


def _clear_boxes(root: Any) -> None:
    """Take the pictures of boxes to tick out of a list, and the stroke through what is ticked."""
    for picture in root.findall(".//img[@aria-roledescription='checkbox']"):
        picture.clear(keep_tail=True)
    for element in root.iterfind(".//*[@style]"):
        if "line-through" in element.get("style"):
            item = next(element.iterancestors("li"), None)
            if item is not None and "aria-checked" in item.attrib:
                element.set("style", _STRIKE.sub("", element.get("style")))
