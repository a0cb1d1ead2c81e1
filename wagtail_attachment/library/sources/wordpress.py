"""WordPress exports (WXR), which Squarespace also writes: large XML files, read item by item."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from lxml import etree

from wagtail_attachment.importing import Meta, Picture
from wagtail_attachment.importing.archives import reading
from wagtail_attachment.importing.embedded import take_data
from wagtail_attachment.importing.endings import get_ending
from wagtail_attachment.importing.limits import limit_raw
from wagtail_attachment.languages.separators import join_items

from .article import SourceArticle
from .containers import Container, Readable
from .wordpress_items import (
    get,
    get_date,
    get_postmeta,
    get_tag,
    get_topics,
    take_description,
    to_words,
)
from .wordpress_parts import put_notes, put_patterns
from .wordpress_text import to_html

_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_TYPES = {"post", "page"}
_NOT_READ = {"auto-draft", "inherit", "spam", "trash"}
# Control characters that XML forbids but WordPress writes.
_TO_SPACES = bytes(32 if n < 32 and n not in (9, 10, 13) else n for n in range(256))
_ITEM = re.compile(rb"<item[\s>]")


@dataclass
class _Overview:
    """The parts of the file besides articles: pictures, patterns and names, and the item counts."""

    attachments: dict[str, Picture] = field(default_factory=dict)
    patterns: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    read: int = 0
    counted: int = 0


def find_exports(container: Container) -> list[str]:
    """Return the paths of the exports in a container."""
    return [
        name
        for name in container.names()
        if get_ending(name) == ".xml" and _begins_as_export(container, name)
    ]


def _begins_as_export(container: Container, name: str) -> bool:
    with reading(name), container.open(name) as file:
        return b"wordpress.org/export/" in file.read(20_000)


def read(container: Container, path: str, problems: list[str]) -> Iterator[SourceArticle]:
    """Yield the posts and pages of an export; add problems of the whole file to ``problems``."""
    overview = _Overview()
    with _walk(container, path) as (items, stream):
        for item in items:
            _note(item, overview)
        overview.counted = stream.items
    if overview.read != overview.counted:
        problems.append(
            _(
                "“%(name)s” has %(counted)d items, and %(read)d of them could be read. It may be "
                "damaged: export it again, or compare what was imported with your old site."
            )
            % {"name": path, "counted": overview.counted, "read": overview.read}
        )
    with _walk(container, path) as (items, _stream):
        for item in items:
            if get_tag(item) == "item" and (found := _make(item, overview)):
                yield found


class _Cleaned:
    """The bytes of an export, with spaces for what XML forbids, and a count of the items read."""

    def __init__(self, file: Readable, name: str) -> None:
        self._file, self._name = file, name
        self._tail = b""
        self.items = 0
        self._is_begun = False

    def read(self, size: int = -1) -> bytes:
        with reading(self._name):
            chunk = self._file.read(size if size > 0 else 65_536).translate(_TO_SPACES)
        if not self._is_begun:
            self._is_begun = True
            head = chunk.partition(b"<rss")[0]
            if b"<!ENTITY" in head or b"<!DOCTYPE" in head:
                raise ValidationError(
                    _(
                        "“%(name)s” was refused: it begins with a part (DOCTYPE) that no WordPress "
                        "export has. Export it again."
                    )
                    % {"name": self._name}
                )
        self.items += len(_ITEM.findall(self._tail + chunk))
        self._tail = chunk[-5:]
        return chunk


@contextmanager
def _walk(container: Container, path: str) -> Iterator[tuple[Iterator[Any], _Cleaned]]:
    with container.open(path) as file:
        stream = _Cleaned(file, path)
        yield _iterate(stream), stream


def _iterate(stream: _Cleaned) -> Iterator[Any]:
    """Yield the items and authors of an export, each removed from memory before the next."""
    events = etree.iterparse(
        stream,
        tag=("{*}item", "{*}author"),
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
    )
    try:
        for _event, element in events:
            yield element
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
    except etree.XMLSyntaxError:  # beyond repair; everything before it has been read
        return


def _note(element: Any, overview: _Overview) -> None:
    if get_tag(element) == "author":
        login = get(element, "author_login")
        overview.names[login] = to_words(get(element, "author_display_name")) or login
        return
    kind = get(element, "post_type")
    # The type comes after the text, so an item that was cut off lacks it.
    overview.read += bool(kind)
    if kind == "attachment":
        alt = get_postmeta(element).get("_wp_attachment_image_alt", "")
        picture = Picture(get(element, "attachment_url"), alt)
        overview.attachments[get(element, "post_id")] = picture
    elif kind == "wp_block":
        overview.patterns[get(element, "post_id")] = element.findtext(_CONTENT) or ""


def _make(item: Any, overview: _Overview) -> SourceArticle | None:
    status = get(item, "status")
    if get(item, "post_type") not in _TYPES or status in _NOT_READ:
        return None
    content = item.findtext(_CONTENT) or ""
    title, slug, link = to_words(get(item, "title")), get(item, "post_name"), get(item, "link")
    is_public = status == "publish" and not get(item, "post_password")
    login = get(item, "creator")
    more = get_postmeta(item)
    notes: list[str] = []
    description = take_description(item, more, notes)
    meta = Meta(
        title=title,
        date=get_date(item),
        authors=(overview.names.get(login, login),) if login else (),
        slug=slug,
        topics=tuple(dict.fromkeys(get_topics(item))),
        address=link,
        description=description,
        is_private=not is_public,
    )
    thumbnail = overview.attachments.get(more.get("_thumbnail_id", ""))
    key = get(item, "guid") or link or f"post {get(item, 'post_id')}"
    return SourceArticle(
        f"wordpress:{key}",
        title or slug or key,
        partial(_load, content, more.get("footnotes", ""), overview, notes),
        meta,
        image=thumbnail,
        notes=notes,
    )


def _load(content: str, footnotes: str, overview: _Overview, notes: list[str]) -> str:
    """Return the HTML of a post; add to ``notes`` what was left out."""
    limit_raw(take_data(content)[0])
    content, missing = put_patterns(content, overview.patterns)
    html, shortcodes = to_html(content, overview.attachments)
    html = put_notes(html, footnotes) if footnotes else html
    if missing:
        notes.append(_("A pattern (reusable block) is not in the export: its text is missing."))
    if shortcodes:
        notes.append(
            _("Left out, since only WordPress can run it: %(names)s.")
            % {"names": join_items(f"[{name}]" for name in shortcodes)}
        )
    return html
