"""Medium exports: archives of HTML pages, marked up as microformats."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from lxml import etree, html

from wagtail_attachment.importing import Meta
from wagtail_attachment.importing.archives import reading
from wagtail_attachment.importing.dates import read_time
from wagtail_attachment.importing.endings import get_ending

from .article import SourceArticle, refuse
from .containers import Container, read_file

# The endings of the files that contain articles.
ENDINGS = {".html"}


def claims(container: Container) -> bool:
    return any(_is_post(container, name) for name in _get_pages(container)[:50])


def _get_pages(container: Container) -> list[str]:
    return [
        name
        for name in container.names()
        if get_ending(name) == ".html" and posixpath.basename(posixpath.dirname(name)) == "posts"
    ]


def _is_post(container: Container, name: str) -> bool:
    with reading(name), container.open(name) as file:
        return b'class="h-entry"' in file.read(20_000)


def read(container: Container) -> Iterator[SourceArticle]:
    for name in _get_pages(container):
        try:
            if _is_post(container, name):
                yield _make(container, name)
        except ValidationError as error:
            yield refuse(f"medium:{name}", name, error)


def _make(container: Container, name: str) -> SourceArticle:
    load = partial(read_file, container, name)
    page = _parse(load())
    canonical = _find(page, "p-canonical")
    address = canonical.get("href", "") if canonical is not None else ""
    published = _find(page, "dt-published")
    date = read_time(published.get("datetime", "")) if published is not None else None
    author = _get_words(_find(page, "p-author"))
    meta = Meta(
        title=_get_words(_find(page, "p-name")),
        subtitle=_get_words(_find(page, "p-summary")),
        date=date,
        authors=(author,) if author else (),
        address=address,
        is_private=published is None,
    )
    # The file's name ends with the same id as the article's address on Medium.
    key = posixpath.basename(name).removesuffix(".html").rpartition("-")[2]
    body = partial(_load_body, load, meta)
    return SourceArticle(f"medium:{key}", meta.title or name, body, meta)


def _load_body(load: partial[bytes], meta: Meta) -> str:
    """Return the text alone: Medium repeats the title and subtitle in it, and adds a footer."""
    page = _parse(load())
    body = _find(page, "e-content")
    if body is None:
        return load().decode("utf-8", "replace")
    for heading in list(body.iter("h1", "h2", "h3", "h4")):
        if _get_words(heading) in {meta.title, meta.subtitle} - {""}:
            heading.clear(
                keep_tail=True
            )  # removing it would make lxml reject control characters nearby
    return str(html.tostring(body, encoding="unicode"))


def _parse(data: bytes) -> Any:
    parser = html.HTMLParser(encoding="utf-8", no_network=True)
    try:
        return html.document_fromstring(data or b"<html></html>", parser=parser)
    except etree.ParserError:  # an empty document
        return html.document_fromstring(b"<html></html>")


def _find(page: Any, name: str) -> Any:
    found = page.xpath("//*[contains(concat(' ', @class, ' '), $name)]", name=f" {name} ")
    return found[0] if found else None


def _get_words(element: Any) -> str:
    return "" if element is None else " ".join(element.text_content().split())
