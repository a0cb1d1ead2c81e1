"""The reader of Word files (.docx), by way of HTML."""

from __future__ import annotations

import re
from collections.abc import Mapping
from io import BytesIO
from typing import Any

import mammoth
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from mammoth.docx.files import InvalidFileReferenceError

from .embedded import describe_comments, describe_hidden, place_picture
from .from_html import read_html
from .reading import Reading
from .word_hidden import take_hidden
from .word_numbers import put_numbers
from .word_parts import replace_parts

_STYLES = """
p[style-name='Title'] => h1.title:fresh
p[style-name='Subtitle'] => p.subtitle:fresh
p[style-name^='toc'] => !
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='Caption'] => figcaption:fresh
p[style-name='footnote text'] => p:fresh
comment-reference => !
"""
_MAX_HTML = 2_000_000
_DELETIONS = re.compile(rb"<w:(?:del|moveFrom) ")
_COMMENTS = re.compile(rb"<w:comment ")


def read_word(data: bytes, parts: Mapping[str, bytes]) -> Reading:
    """Return what a Word file holds, with notices of deletions, hidden text and comments left out.

    ``parts`` are the file's XML parts, already checked. Raises ``ValidationError`` if the file is
    damaged.
    """
    changed, hidden = take_hidden(parts)
    data = replace_parts(data, {**changed, **put_numbers({**parts, **changed})})
    pictures: list[bytes] = []

    def keep(picture: Any) -> dict[str, str]:
        try:
            with picture.open() as source:
                pictures.append(source.read())
        except InvalidFileReferenceError:  # the picture is linked, and not in the file
            return {"src": "linked-picture"}
        return {"src": place_picture(len(pictures) - 1)}

    try:
        html = mammoth.convert_to_html(
            BytesIO(data),
            style_map=_STYLES,
            convert_image=mammoth.images.img_element(keep),
        ).value
    except Exception:  # a damaged file can fail in countless ways
        raise ValidationError(
            _(
                "This Word file is damaged. Open it in your word processor, save it again, and try it."
            )
        ) from None
    if len(html) > _MAX_HTML:
        raise ValidationError(
            _("This Word file holds more than one article. Split it, and import one at a time.")
        )
    reading = read_html(html, pictures)
    reading.notices += [describe_hidden(hidden)] if hidden else []
    reading.notices += _describe_left_out(parts)
    return reading


def _describe_left_out(parts: Mapping[str, bytes]) -> list[str]:
    deletions = len(_DELETIONS.findall(parts.get("word/document.xml", b"")))
    comments = len(_COMMENTS.findall(parts.get("word/comments.xml", b"")))
    notices = []
    if deletions:
        notices.append(
            ngettext(
                "Left out: one deletion that was tracked in the file. Insertions were kept.",
                "Left out: %(count)s deletions that were tracked in the file. Insertions were kept.",
                deletions,
            )
            % {"count": deletions}
        )
    return [*notices, *describe_comments(comments)]
