"""Substack exports: a table of posts, with an HTML file for each."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from functools import partial

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from wagtail_attachment.importing import Meta
from wagtail_attachment.importing.dates import read_time

from .article import SourceArticle
from .containers import Container, read_file

_TABLE = "posts.csv"
# The endings of the files that contain articles.
ENDINGS = {".html"}


def claims(container: Container) -> bool:
    return _find_table(container) is not None


def _find_table(container: Container) -> str | None:
    names = (name for name in container.names() if name.split("/")[-1] == _TABLE)
    return next(names, None)


def read(container: Container) -> Iterator[SourceArticle]:
    """Yield the posts that have a text; data about subscribers and their reading is ignored."""
    table = _find_table(container)
    if table is None:
        return
    folder = table.removesuffix(_TABLE)
    texts = {
        name.split("/")[-1].partition(".")[0]: name
        for name in container.names()
        if name.startswith(f"{folder}posts/") and name.endswith(".html")
    }
    text = read_file(container, table).decode("utf-8-sig", "replace")
    for row in _read_rows(text, table):
        number, _dot, slug = (row.get("post_id") or "").partition(".")
        path = texts.get(number)
        if path is None:
            continue
        is_published = (row.get("is_published") or "").lower() == "true"
        is_public = is_published and row.get("audience") in {None, "", "everyone"}
        title = row.get("title") or ""
        meta = Meta(
            title=title,
            subtitle=row.get("subtitle") or "",
            date=read_time(row.get("post_date") or ""),
            slug=slug,
            address=f"/p/{slug}" if slug else "",
            is_private=not is_public,
        )
        load = partial(read_file, container, path)
        yield SourceArticle(f"substack:{number}", title or path, load, meta, folder=folder)


def _read_rows(text: str, name: str) -> Iterator[dict[str, str]]:
    try:
        yield from csv.DictReader(io.StringIO(text))
    except csv.Error:
        raise ValidationError(
            _("The table “%(name)s” is damaged. Export it again.") % {"name": name}
        ) from None
