"""What a page that Google Docs saved has otherwise than others: comments, and styles by class."""

from __future__ import annotations

import re
from typing import Any

# Its classes are numbered; those of a site say how the site looks, not what its author stressed.
_RULE = re.compile(r"\.(c\d{1,4})\{([^{}]{0,2000})\}")
_COMMENT = re.compile(r"cmnt\d+")
_MARK = re.compile(r"cmnt_ref\d+")


def adapt_google_docs(root: Any) -> int:
    """Put the styles of classes at their elements, and take comments out; return how many there were."""
    _put_styles(root)
    return _take_comments(root)


def _put_styles(root: Any) -> None:
    sheets = "".join(each.text or "" for each in root.iter("style"))
    styles = dict(_RULE.findall(sheets))
    if not styles:
        return
    for element in root.iterfind(".//*[@class]"):
        named = [styles[name] for name in element.get("class").split() if name in styles]
        if named:
            # What is said first counts.
            element.set("style", ";".join([element.get("style", ""), *named]))


def _take_comments(root: Any) -> int:
    links = [link for link in root.iter("a") if link.get("href", "").startswith("#cmnt")]
    comments = 0
    for link in links:
        above = link.getparent()
        if above is None:
            continue  # it went with another
        if _MARK.fullmatch(link.get("id", "")):
            mark = above if above.tag == "sup" and len(above) == 1 else link
            mark.clear(keep_tail=True)
        elif _COMMENT.fullmatch(link.get("id", "")) and above.tag == "p":
            comments += 1
            box = above.getparent()
            is_box = box.tag == "div" and box[0] is above and all(p.tag == "p" for p in box)
            (box if is_box else above).clear(keep_tail=True)
    return comments
