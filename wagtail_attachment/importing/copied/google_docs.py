"""The markup particular to Google Docs, in copied text and in saved pages."""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

# Google Docs numbers its classes; a website's classes describe its look, not the author's emphasis.
_RULE = re.compile(r"\.(c\d{1,4})\{([^{}]{0,2000})\}")
_NUMBERED = re.compile(r"c\d{1,4}")
_NESTED = re.compile(r"lst-kix_\w+-(\d)")
# The default sizes of titles and subtitles in copied text, unless the author changed the style.
_BY_SIZE = {"26": "title", "15": "subtitle"}
_SIZE = re.compile(r"font-size:\s*(26|15)pt")
_FIRST = 3
_STRIKE = re.compile(r"text-decoration[\w-]*:[^;]*;?")


def adapt_google_docs(root: Any) -> None:
    """Mark up titles, list levels and ticked items in a form that the HTML readers understand."""
    _put_styles(root)
    _name_saved(root)
    _name_copied(root)
    _clear_boxes(root)


def _put_styles(root: Any) -> None:
    """Copy the styles of classes to the elements that have them."""
    sheets = "".join(each.text or "" for each in root.iter("style"))
    styles = dict(_RULE.findall(sheets))
    if not styles:
        return
    for element in root.iterfind(".//*[@class]"):
        named = [styles[name] for name in element.get("class").split() if name in styles]
        if named:
            # The reader takes the first declaration, so the element's own style comes first.
            element.set("style", ";".join([element.get("style", ""), *named]))


def _name_saved(root: Any) -> None:
    """Leave a saved page's title only the class of that name, and give list items their level.

    Google Docs saves each level as a list of its own.
    """
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
    """Mark the title and subtitle of copied text, which Google Docs writes as larger paragraphs."""
    copied = root.xpath("//*[starts-with(@id, 'docs-internal-guid')]")
    for paragraph in islice(root.iter("p"), _FIRST) if copied else ():
        styles = (s.get("style", "") for s in paragraph.iter("span") if (s.text or "").strip())
        sizes = {match[1] if (match := _SIZE.search(style)) else "" for style in styles}
        if len(sizes) == 1 and (size := sizes.pop()):
            paragraph.set("class", _BY_SIZE[size])


def _clear_boxes(root: Any) -> None:
    """Remove checkbox pictures from lists, and the strikethrough from ticked items."""
    for picture in root.findall(".//img[@aria-roledescription='checkbox']"):
        picture.clear(keep_tail=True)
    for element in root.iterfind(".//*[@style]"):
        if "line-through" in element.get("style"):
            item = next(element.iterancestors("li"), None)
            if item is not None and "aria-checked" in item.attrib:
                element.set("style", _STRIKE.sub("", element.get("style")))
