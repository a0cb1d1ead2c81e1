"""Notion exports: Markdown or HTML files whose names end with the id of their page."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from functools import partial
from urllib.parse import unquote

from django.core.exceptions import ValidationError

from wagtail_attachment.importing import Meta
from wagtail_attachment.importing.dates import read_time
from wagtail_attachment.importing.endings import get_ending
from wagtail_attachment.importing.formats import read_text

from .article import Load, SourceArticle, describe_unused, refuse
from .containers import Container, read_file

_ID = re.compile(r" ?([0-9a-f]{32})(?=\.\w+$)")
_HEADING = re.compile(r"\s*# +\S.{0,2000}")
_PAGE_TITLE = re.compile(r"<h1\b[^<>]{0,200}\bpage-title\b[^<>]{0,200}>.{0,2000}?</h1>", re.DOTALL)
_PROPERTY = re.compile(r"([^\W\d_][\w /-]{0,40}): (\S.{0,500})")
_AUTHORS = {"author", "authors", "autor", "auteur", "autorin", "created by", "written by"}
_TOPICS = {"tags", "topics", "etiquetas", "mots-clés", "schlagwörter", "temas"}
_DATES = {"date", "published", "publication date", "fecha", "datum"}
_ADDRESSES = {"url", "link", "address"}
# The endings of the files that contain articles.
ENDINGS = {".html", ".md"}


def claims(container: Container) -> bool:
    return any(_ID.search(name) for name in _get_pages(container))


def _get_pages(container: Container) -> list[str]:
    return [name for name in container.names() if get_ending(name) in ENDINGS]


def read(container: Container) -> Iterator[SourceArticle]:
    for name in _get_pages(container):
        try:
            yield _make(container, name)
        except ValidationError as error:
            yield refuse(f"notion:{name}", name, error)


def _make(container: Container, name: str) -> SourceArticle:
    match = _ID.search(name)
    # Notion truncates file names; the heading above the text is complete.
    file = _ID.sub("", posixpath.basename(name)).rpartition(".")[0]
    key = match[1] if match else name
    folder = posixpath.dirname(name)
    data = read_file(container, name)
    load: Load = partial(read_file, container, name)
    notes: list[str] = []
    if get_ending(name) == ".md":
        text, properties = take_properties(data.decode("utf-8", "replace"))
        meta = _read_meta(Meta(title=_read_title(text, name) or unquote(file)), properties)
        notes = _describe_unread(meta, properties)
        load = partial(str, text)
    else:
        title = _read_title(data.decode("utf-8", "replace"), name)
        meta = Meta(title=title or unquote(file))
    return SourceArticle(f"notion:{key}", file, load, meta, notes=notes, folder=folder)


def _describe_unread(meta: Meta, properties: dict[str, str]) -> list[str]:
    """Return a note on the property lines that the draft does not use."""
    read = _AUTHORS | _TOPICS | _ADDRESSES | (_DATES if meta.date else set())
    unread = [
        f"{name}: {value}" for name, value in properties.items() if name.casefold() not in read
    ]
    return [describe_unused(" · ".join(unread))] if unread else []


def _read_title(text: str, name: str) -> str:
    heading = (_HEADING.match if get_ending(name) == ".md" else _PAGE_TITLE.search)(text)
    pieces = read_text(heading[0].strip(), name).pieces if heading else []
    return pieces[0].text if pieces else ""


def take_properties(text: str) -> tuple[str, dict[str, str]]:
    """Return a page's text without the property lines below its title, and the properties."""
    lines = text.replace("\r\n", "\n").split("\n")
    start = next((n for n, line in enumerate(lines) if line.startswith("# ")), -1) + 1
    while start < len(lines) and not lines[start].strip():
        start += 1
    end, properties = start, {}
    while end < len(lines) and (match := _PROPERTY.fullmatch(lines[end].strip())):
        properties[match[1].strip()] = match[2].strip()
        end += 1
    is_block = end == len(lines) or not lines[end].strip()
    if not properties or not is_block or not _has_known(properties):
        return text, {}
    return "\n".join([*lines[:start], *lines[end:]]), properties


def _has_known(properties: dict[str, str]) -> bool:
    known = _AUTHORS | _TOPICS | _DATES | _ADDRESSES | {"status", "created", "last edited"}
    return len(properties) > 1 or any(name.casefold() in known for name in properties)


def _read_meta(meta: Meta, properties: dict[str, str]) -> Meta:
    def find(names: set[str]) -> str:
        return next((v for name, v in properties.items() if name.casefold() in names), "")

    def split(text: str) -> tuple[str, ...]:
        return tuple(part.strip() for part in text.split(",") if part.strip())

    return Meta(
        title=meta.title,
        date=read_time(find(_DATES)),
        authors=split(find(_AUTHORS)),
        topics=split(find(_TOPICS)),
        address=find(_ADDRESSES),
    )
