"""The reader of HTML from word processors, exports and web pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from lxml import etree

from .characters import describe_turned
from .copied import settle
from .embedded import describe_comments, take_data
from .from_plain_text import read_plain_text
from .furniture import find_main, get_role, read_head
from .html_blocks import HtmlReader, walk
from .limits import limit_text
from .nesting import unwrap
from .pieces import Piece
from .reading import Reading
from .typed import part_typed

_MOST_PIECES = 5_000


def read_html(source: str, data: Sequence[bytes] = (), *, is_limited: bool = False) -> Reading:
    """Return what a page, or a part of one, holds.

    ``data`` holds the bytes of its pictures, if the package made the HTML and kept them apart. With
    ``is_limited``, HTML that is longer than an article without its styles, scripts and comments is
    refused. Raises ``ValidationError`` if it is too long or nested too deeply.
    """
    if not data:
        source, data = take_data(source)
    root = parse_html(source)
    if root is None:
        return Reading()
    comments = settle(root)
    # Removed as the parser found them: what only looks like such an element counts as text.
    etree.strip_elements(root, "style", "script", with_tail=False)
    if is_limited:
        limit_text(etree.tostring(root, encoding="utf-8"))
    main = find_main(root)
    reading = _read(main, source, data)
    if len(reading.pieces) > _MOST_PIECES:
        raise ValidationError(
            _("It has more than %(count)s paragraphs. Import one article at a time.")
            % {"count": _MOST_PIECES}
        )
    reading.pieces = _part(reading.pieces)
    head = read_head(root, main)
    reading.meta = head.meta
    turned = describe_turned(main.itertext())
    reading.notices = [*head.notices, *describe_comments(comments), *reading.notices, *turned]
    return reading


def _read(main: Any, source: str, data: Sequence[bytes]) -> Reading:
    has_blank_lines = not re.search(r"<(?:p|div|br)\b", source, re.IGNORECASE)
    reader = HtmlReader(has_blank_lines=has_blank_lines, data=data)
    total = max(len("".join(main.itertext())), 1)
    walk(main, reader, lambda element: get_role(element, total))
    return reader.finish()


def _part(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces split as they were typed: a browser shows plain text as a single block."""
    runs = pieces[0].runs if len(pieces) == 1 and pieces[0].kind == "code" else ()
    if runs and not any(run.bold or run.italic or run.href for run in runs):
        return read_plain_text("".join(run.text for run in runs)).pieces
    return part_typed(pieces)


def parse_html(source: str) -> Any:
    """Return the root of HTML, even broken HTML; ``None`` if there is none."""
    source = _keep_unclosed(source)
    root, is_whole = _parse(source)
    if not is_whole:
        root, is_whole = _parse(unwrap(source))
    if not is_whole:
        refuse_depth()
    return root


def _parse(source: str) -> tuple[Any, bool]:
    """Return the root of HTML, and whether all of the source was parsed.

    The parser silently leaves out everything below the 256th level.
    """
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    root = etree.fromstring(source.encode("utf-8", "replace"), parser)
    errors = {error.type for error in parser.error_log}
    return root, etree.ErrorTypes.ERR_RESOURCE_LIMIT not in errors


def refuse_depth() -> None:
    """Refuse a text whose deepest levels a parser would leave out. Raises ``ValidationError``."""
    raise ValidationError(
        _(
            "Its boxes, lists or formatting are nested too deeply to be read. Paste it as plain text "
            "instead."
        )
    )


def _keep_unclosed(source: str) -> str:
    """Return HTML in which an unclosed comment or tag is text, and does not cut the text short."""
    before, comment, after = source.rpartition("<!--")
    if comment and "-->" not in after:
        source = f"{before}&lt;!--{after}"
    closed, end, rest = source.rpartition(">")
    return closed + end + rest.replace("<", "&lt;")
