"""Conversion of a WordPress post's text to plain HTML: blocks, classic paragraphs, shortcodes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape

from wagtail_attachment.importing import Picture

# Each of these stops at the start of another match; otherwise the time would grow with the square
# of their number.
_BLOCK_COMMENT = re.compile(r"<!--\s*/?wp:(?:(?!-->|<!--)[^\n]){0,5000}-->")
_BLOCK_TAG = re.compile(
    r"\s*</?(?:address|article|aside|blockquote|details|div|dl|figure|figcaption|form|h[1-6]|hr|ol"
    r"|p|pre|section|table|ul|li|tr|td|th|tbody|thead)\b",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"\[caption\b[^\[\]]{0,500}\]((?:(?!\[caption\b).){0,5000}?)\[/caption\]", re.DOTALL
)
_GALLERY = re.compile(r"\[gallery\b([^\[\]]{0,1000})\]")
_EMBED = re.compile(r"\[embed[^\[\]]{0,200}\]\s*(https?://[^\s\[\]]{1,1000})\s*\[/embed\]")
# WordPress embeds the content of such an address, usually a video.
_ALONE = re.compile(r"^[ \t]*(https?://[^\s<>\"'\[\]]{1,1000})[ \t]*$", re.MULTILINE)
_IMAGE = re.compile(r"(?:<a\b[^<>]{0,1000}>\s*)?<img\b[^<>]{0,2000}>(?:\s*</a>)?")
_IDS = re.compile(r"\bids=[\"']?([\d,\s]{1,500})")
_SHORTCODE = re.compile(r"\[(/?)([a-zA-Z][\w-]{1,40})((?:\s[^\[\]]{0,1000})?)/?\]")
_KNOWN = {"audio", "embed", "caption", "gallery", "playlist", "video"}


def to_html(text: str, attachments: Mapping[str, Picture]) -> tuple[str, list[str]]:
    """Return the HTML of a post, and the names of shortcodes that were left out.

    ``attachments`` maps ids to the pictures that a gallery may contain.
    """
    is_classic = "<!-- wp:" not in text and not re.search(r"<p\b", text, re.IGNORECASE)
    text = _BLOCK_COMMENT.sub("\n", text)
    text = _CAPTION.sub(_write_caption, text)
    for pattern in (_EMBED, _ALONE):
        text = pattern.sub(_write_link, text)
    text = _GALLERY.sub(lambda match: _write_gallery(match[1], attachments), text)
    text, names = _leave_out_shortcodes(text)
    if is_classic:
        text = _add_paragraphs(text)
    return text, names


def _write_link(match: re.Match[str]) -> str:
    return f'\n\n<p><a href="{match[1]}">{match[1]}</a></p>\n\n'


def _write_caption(match: re.Match[str]) -> str:
    image = _IMAGE.search(match[1])
    if image is None:
        return match[1]
    words = match[1].replace(image[0], "").strip()
    return f"\n\n<figure>{image[0]}<figcaption>{words}</figcaption></figure>\n\n"


def _write_gallery(attributes: str, attachments: Mapping[str, Picture]) -> str:
    ids = _IDS.search(attributes)
    pictures = [attachments.get(each.strip()) for each in ids[1].split(",")] if ids else []
    images = (
        f'<figure><img src="{escape(picture.name)}" alt="{escape(picture.alt)}"></figure>'
        for picture in pictures
        if picture
    )
    return "\n\n" + "\n\n".join(images) + "\n\n"


def _leave_out_shortcodes(text: str) -> tuple[str, list[str]]:
    """Remove shortcodes that WordPress would run; bracketed words such as “[sic]” stay.

    Text between a shortcode and its closing tag also stays, since it is often the article's text.
    """
    closed = {match[2] for match in _SHORTCODE.finditer(text) if match[1]}
    names: dict[str, None] = {}

    def replace(match: re.Match[str]) -> str:
        name, attributes = match[2], match[3]
        is_one = (
            name in closed
            or name.lower() in _KNOWN
            or "=" in attributes
            or (("_" in name or "-" in name) and not attributes.strip())
        )
        if not is_one:
            return match[0]
        names[name] = None
        return ""

    return _SHORTCODE.sub(replace, text), list(names)


def _add_paragraphs(text: str) -> str:
    """Return classic text with paragraph tags where empty lines separate its paragraphs."""
    parts = (part.strip("\n") for part in re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n")))
    return "\n".join(
        part if _BLOCK_TAG.match(part) else "<p>" + part.strip().replace("\n", "<br>\n") + "</p>"
        for part in parts
        if part.strip()
    )
