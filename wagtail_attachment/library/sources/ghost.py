"""Ghost exports: one JSON file, alone or in an archive with its pictures."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from wagtail_attachment.importing import Meta, Picture
from wagtail_attachment.importing.archives import reading
from wagtail_attachment.importing.dates import read_time
from wagtail_attachment.importing.endings import get_ending
from wagtail_attachment.languages.separators import join_items

from .article import SourceArticle, describe_unused
from .containers import Container, read_file
from .ghost_text import read_text

_SITE = "__GHOST_URL__"


def find_exports(container: Container) -> list[str]:
    return [
        name
        for name in container.names()
        if get_ending(name) == ".json" and _begins_as_export(container, name)
    ]


def _begins_as_export(container: Container, name: str) -> bool:
    with reading(name), container.open(name) as file:
        head = b"".join(file.read(2_000).split())
    return head.startswith((b'{"db":[', b'{"meta":', b'{"data":{"posts"'))


def read(container: Container, path: str) -> Iterator[SourceArticle]:
    """Yield posts and pages. Raises ``ValidationError`` if the file is not a Ghost export."""
    try:
        exported = json.loads(read_file(container, path))
        data = exported["db"][0]["data"] if "db" in exported else exported["data"]
        posts, rows = data["posts"], _Rows(data)
        if not isinstance(posts, list):
            raise TypeError
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError):
        raise ValidationError(
            _("“%(name)s” looks like a Ghost export, but cannot be read. Export it again.")
            % {"name": path}
        ) from None
    for post in posts:
        if isinstance(post, dict):
            yield _make(post, rows)


class _Rows:
    """The tables with more about each post: authors, tags, and the metadata of posts."""

    def __init__(self, data: dict[str, Any]) -> None:
        names = {_get_id(row): str(row.get("name") or "") for row in _get_table(data, "users")}
        tags = {
            _get_id(row): str(row.get("name") or "")
            for row in _get_table(data, "tags")
            if row.get("visibility") != "internal" and not str(row.get("name")).startswith("#")
        }
        self.authors = _gather(data, "posts_authors", "author_id", names)
        self.tags = _gather(data, "posts_tags", "tag_id", tags)
        self.more = {_get_id(row, "post_id"): row for row in _get_table(data, "posts_meta")}


def _get_table(data: dict[str, Any], name: str) -> list[dict[str, Any]]:
    return [row for row in data.get(name) or [] if isinstance(row, dict)]


def _get_id(row: dict[str, Any], column: str = "id") -> str:
    return str(row.get(column) or "")


def _gather(
    data: dict[str, Any], table: str, column: str, names: dict[str, str]
) -> dict[str, tuple[str, ...]]:
    gathered: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for row in sorted(_get_table(data, table), key=lambda row: str(row.get("sort_order", ""))):
        if name := names.get(_get_id(row, column)):
            gathered[_get_id(row, "post_id")] += (name,)
    return gathered


def _make(post: dict[str, Any], rows: _Rows) -> SourceArticle:
    number, slug = _get_id(post), str(post.get("slug") or "")
    title = str(post.get("title") or "")
    is_public = post.get("status") == "published" and post.get("visibility", "public") == "public"
    more = rows.more.get(number, {})
    meta = Meta(
        title=title,
        subtitle=str(post.get("custom_excerpt") or ""),
        date=read_time(str(post.get("published_at") or "")),
        authors=rows.authors.get(number, ()),
        slug=slug,
        topics=rows.tags.get(number, ()),
        address=f"/{slug}/" if slug else "",
        description=str(more.get("meta_description") or post.get("meta_description") or ""),
        is_private=not is_public,
    )
    image = post.get("feature_image")
    picture = Picture(_strip(image), str(more.get("feature_image_alt") or "")) if image else None
    key = str(post.get("uuid") or number or slug)
    notes: list[str] = []
    load = partial(_load, post, notes)
    return SourceArticle(
        f"ghost:{key}", title or slug or key, load, meta, image=picture, notes=notes
    )


def _load(post: dict[str, Any], notes: list[str]) -> str:
    """Return the HTML of a post; add to ``notes`` what was left out."""
    html, cards = read_text(post)
    if not html:
        notes.append(_("Its text is not in the export."))
    if cards:
        notes.append(describe_unused(join_items(cards)))
    return _strip(html)


def _strip(text: object) -> str:
    return str(text).replace(_SITE, "")
