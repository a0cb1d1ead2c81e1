"""Margin comments of Google Docs, Word and LibreOffice."""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

_GOOGLE_COMMENT, _GOOGLE_MARK = re.compile(r"cmnt\d+"), re.compile(r"cmnt_ref\d+")
# LibreOffice has a box for each comment; Word has a mark in the text and one list of comments.
_BOX = re.compile(r"sdcomment\d+")
_WORD_MARK = re.compile(r"#_msocom_\d+")
_MOST_AROUND = 4
_WORD_LIST = re.compile(r"mso-element:\s*comment-list")


def take_comments(root: Any) -> int:
    """Remove comments and their marks in the text; return how many comments there were."""
    return _take_google(root) + _take_others(root)


def _take_google(root: Any) -> int:
    links = [link for link in root.iter("a") if link.get("href", "").startswith("#cmnt")]
    comments = 0
    for link in links:
        above = link.getparent()
        if above is None:
            continue  # already removed with another element
        if _GOOGLE_MARK.fullmatch(link.get("id", "")):
            mark = above if above.tag == "sup" and len(above) == 1 else link
            mark.clear(keep_tail=True)
        elif _GOOGLE_COMMENT.fullmatch(link.get("id", "")) and above.tag == "p":
            comments += 1
            box = above.getparent()
            is_box = box.tag == "div" and box[0] is above and all(p.tag == "p" for p in box)
            (box if is_box else above).clear(keep_tail=True)
    return comments


def _take_others(root: Any) -> int:
    boxes = {
        f"#{box.get('id')}": box for box in root.iter("div") if _BOX.fullmatch(box.get("id", ""))
    }
    marks = [
        link
        for link in root.iter("a")
        if link.get("href", "") in boxes or _WORD_MARK.fullmatch(link.get("href", ""))
    ]
    lists = [box for box in root.iter("div") if _WORD_LIST.search(box.get("style", ""))]
    for element in [*map(_find_whole, marks), *boxes.values(), *lists]:
        element.clear(keep_tail=True)
    return len(marks)


def _find_whole(mark: Any) -> Any:
    """Return the outermost element that holds only a mark and the space that Word adds after it."""
    for above in islice(mark.iterancestors(), _MOST_AROUND):
        texts = (text for text in above.itertext() if text.strip())
        if above.tag != "span" or len(list(islice(texts, 2))) > 1:
            break
        mark = above
    return mark
