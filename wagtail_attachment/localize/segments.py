"""Conversion of wagtail-localize's strings to the text that readers get."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from django.forms.utils import flatatt
from wagtail_localize.models import StringSegment

from wagtail_attachment.publishing.texts import Text, collapse, join, split_html

_LINK = re.compile(r"""<a\s+id=["']?(a\d+)["']?\s*>""")
_LINK_OR_END = re.compile(r"""<a\s+id=["']?(a\d+)["']?\s*>(.*?)</a>""", re.DOTALL)

# A form may put a space before a line break, and a line break at the end.
_BREAK = re.compile(r"\s*<br\s*/?>\s*")
_END = re.compile(r"(?:<br>)+$")


def read_segment(segment: StringSegment, data: str) -> Text:
    """Return what readers would get from ``data`` in the segment's place, including its links."""
    texts = split_html(put_links(data, read_links(segment)), segment.context.path)
    return join(texts) if texts else Text(segment.context.path, "")


def read_links(segment: StringSegment) -> dict[str, dict[str, str]]:
    """Return the attributes of each link of a string, by the link's id in it."""
    return json.loads(segment.attrs or "null") or {}


def put_links(data: str, links: Mapping[str, dict[str, str]]) -> str:
    """Return a string with its links' attributes, which wagtail-localize stores separately.

    Its own method reads the whole text twice, which is too slow for a list.
    """
    return _LINK.sub(lambda found: f"<a{flatatt(links.get(found[1], {}))}>", data)


def get_words(data: str) -> str:
    """Return the words of a string, without its markup."""
    return " ".join(text.words for text in split_html(data))


def fold(data: str) -> str:
    """Return a string without invisible spaces, so that strings that read the same are equal."""
    return _END.sub("", _BREAK.sub("<br>", collapse(data)))


def drop_unknown_links(data: str, source: str) -> str:
    """Return a translation without links that its original lacks; their words stay."""
    known = set(_LINK.findall(source))
    return _LINK_OR_END.sub(lambda found: found[0] if found[1] in known else found[2], data)
