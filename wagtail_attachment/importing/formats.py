"""Detection of a source's format, and its text: from a file's bytes or from pasted text."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from . import endings
from .archives import MAX_FILE, open_archive
from .characters import clean, describe_turned
from .embedded import take_data
from .endings import get_ending
from .from_html import read_html
from .from_markdown import read_markdown
from .from_plain_text import read_plain_text
from .from_word import read_word
from .front_matter import take_front_matter
from .limits import limit_raw, limit_text
from .reading import Reading
from .word_parts import read_parts

_HTML = re.compile(
    r"</(?:a|article|b|blockquote|body|div|em|h[1-6]|html|i|li|ol|p|section|span|strong|table|ul)\s*>"
    r"|<(?:p|br)\s*/?>",
    re.IGNORECASE,
)
_HTML_BLOCK = re.compile(
    r"<(?:!doctype html|article|body|div|h[1-6]|html|ol|p|section|table|ul)\b", re.IGNORECASE
)
_MARKDOWN = re.compile(
    r"^ {0,3}#{1,6}[ \t]+\S|^[ \t]*\S[^\n]*\n(?:={3,}|-{3,})[ \t]*$"
    r"|(\*\*|__)(?=\S)[^\n]{1,300}?(?<=\S)\1|\[[^\[\]\n]+\]\((?:https?://|mailto:|/)"
    r"|^\[\^[^\]\n]{1,40}\]:|^[ \t]*\|?[ \t]*:?-{2,}:?[ \t]*\|[ \t|:-]*$",
    re.MULTILINE,
)
_MARKS = (b"\xff\xfe", b"\xfe\xff")
_MANY_NULS = 20
_CHARSET = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)


def read_source(source: str | bytes, name: str = "") -> Reading:
    """Return what a source holds, whatever its format.

    Raises ``ValidationError``, with what to do, if the source is too long, damaged or unreadable.
    """
    if isinstance(source, bytes):
        if len(source) > MAX_FILE:
            raise ValidationError(
                _(
                    "This file is larger than 50 MB. Save it with smaller pictures, and try it again."
                )
            )
        if source.startswith(b"PK\x03\x04"):
            return _read_archive(source, name or "?")
        _refuse_what_is_no_text(source)
        text, is_guess = _decode(source)
        reading = read_text(text, name)
        return _with_doubt(reading) if is_guess else reading
    return read_text(source, name)


def _with_doubt(reading: Reading) -> Reading:
    notice = _(
        "The file does not say which encoding its letters have: it was read as Western European "
        "(Windows-1252). If letters are wrong, save it as UTF-8, and import it again."
    )
    return replace(reading, notices=[*reading.notices, notice])


def read_text(source: str, name: str = "") -> Reading:
    """Return what a text holds: HTML, Markdown or plain text, combined with its front matter."""
    limit_raw(take_data(source)[0])
    front, source = take_front_matter(source)
    is_html, is_markdown = _recognise(source, name, has_head=front is not None)
    if is_html:
        reading = read_html(source, is_limited=True)
    else:
        notices = describe_turned([source])
        source = clean(source)
        limit_text(source)
        reading = read_markdown(source) if is_markdown else read_plain_text(source)
        reading.notices += notices
    return front.complete(reading) if front else reading


def decode(source: bytes) -> str:
    """Return a file's text, decoded by its mark, as UTF-8, as declared or as Windows-1252."""
    return _decode(source)[0]


def _decode(source: bytes) -> tuple[str, bool]:
    """Return a file's text, and whether its encoding is only a guess."""
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
    ):
        if source.startswith(mark):
            return source[len(mark) :].decode(encoding, "replace"), False
    declared = _CHARSET.search(source[:2000])
    for encoding in ("utf-8", declared[1].decode() if declared else ""):
        try:
            return source.decode(encoding), False
        except (ValueError, LookupError):  # “undefined” raises no UnicodeDecodeError
            continue
    return source.decode("cp1252", "replace"), True


def _recognise(source: str, name: str, *, has_head: bool) -> tuple[bool, bool]:
    ending = get_ending(name)
    if ending in endings.HTML:
        return True, False
    if ending in endings.MARKDOWN:
        return False, True
    has_marks = bool(_MARKDOWN.search(source))
    # A file with front matter is most likely Markdown, which may contain a box of HTML.
    is_html = bool(_HTML.search(source)) and (
        not has_marks or (bool(_HTML_BLOCK.search(source)) and not has_head)
    )
    return is_html, has_marks or has_head


def _read_archive(source: bytes, name: str) -> Reading:
    archive = open_archive(BytesIO(source), name, max_files=5_000, max_bytes=100_000_000)
    names = archive.namelist()
    if "word/document.xml" in names:
        return read_word(source, read_parts(archive, name))
    is_named_word = get_ending(name) in endings.WORD
    if is_named_word or "content.xml" in names or any(n.startswith("Index/") for n in names):
        raise ValidationError(
            _(
                "This isn't a Word file (.docx). Save it as one in your word processor, and "
                "try it again."
            )
        )
    raise ValidationError(
        _(
            "This is an archive. Choose “Import articles” to import all of it, or unpack it and choose "
            "the file of one article."
        )
    )


def _refuse_what_is_no_text(source: bytes) -> None:
    if source.lstrip()[:5] == b"%PDF-":
        raise ValidationError(
            _(
                "A PDF does not say which text is a heading. Save the article as a Word file "
                "(.docx)."
            )
        )
    if source.startswith((b"\xd0\xcf\x11\xe0", b"{\\rtf")):
        raise ValidationError(
            _(
                "This is an older or locked Word file, or rich text. Save it as a Word file (.docx) without a password."
            )
        )
    if source.startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF")) or (
        not source.startswith(_MARKS) and source[:2000].count(b"\x00") > _MANY_NULS
    ):
        raise ValidationError(
            _(
                "This file holds no text that can be read. Choose a Word, HTML, Markdown or text file."
            )
        )
