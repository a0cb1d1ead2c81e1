"""What is read ahead for one reader: the small rows that a page would ask for bit by bit.

Which sections of the site are private, the page's language, who wrote it and what it is about: each
would be a query of its own, and some would be asked twice.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.cache import cache as site_cache
from django.db import models
from django.db.models import QuerySet, Value
from django.db.models.functions import JSONObject
from wagtail.models import Locale, ModelLogEntry, PageLogEntry, PageViewRestriction

from wagtail_attachment.compat import get_base_page_model
from wagtail_attachment.compiled import CompiledQuery, get_columns, restore
from wagtail_attachment.ledger.events import PublicationEvent
from wagtail_attachment.ledger.rows import compute_digest

Rows = dict[str, list[dict[str, Any]]]

_REMEMBERED_FOR_SECONDS = 600
_LOGS: tuple[Any, ...] = (PublicationEvent, PageLogEntry, ModelLogEntry)


@dataclass(frozen=True)
class Ahead:
    """What was read for a page; as old as the request it was read for."""

    rows: Rows

    @property
    def locale(self) -> Locale:
        return restore(Locale, self.rows["locale"][0])

    @property
    def private_paths(self) -> list[str]:
        """Where in the tree the sections begin that not everybody may read."""
        return [row["path"] for row in self.rows.get("private", [])]

    @property
    def has_alias(self) -> bool:
        """Whether the page or one above it is an alias, which is as private as its source."""
        return "alias" in self.rows

    @property
    def last_entries(self) -> list[int]:
        """The last entry of each log: as long as they stay, nothing was published or edited."""
        return sorted(row["id"] for row in self.rows.get("log", []))


class ReadAheadMixin(models.Model):
    """A page that may be told by ``serving`` what was read for its reader."""

    ahead: Ahead | None = None

    if TYPE_CHECKING:
        locale: Any
        locale_id: int
        path: str
        steplen: int

    class Meta:
        abstract = True

    def read_ahead(self) -> None:
        """Read what serving this page will ask for; for a page of one request, no longer."""
        self.ahead = Ahead(read_rows(self.get_query_ahead(), **self.get_values_ahead()))
        self.locale = self.ahead.locale

    def get_query_ahead(self) -> CompiledQuery:
        return _QUERY

    def get_values_ahead(self) -> dict[str, Any]:
        paths = [*get_paths_above(self), self.path]
        return {"locale_id": self.locale_id, "paths": paths}

    def get_view_restrictions(self) -> Any:
        """Return what Wagtail does, without a query where it is known that there is nothing."""
        ahead = self.ahead
        if ahead and not ahead.has_alias and not self.path.startswith(tuple(ahead.private_paths)):
            return PageViewRestriction.objects.none()
        return super().get_view_restrictions()  # type: ignore[misc]

    def leave_private_out(self, pages: Any) -> Any:
        """Return those of a query set of pages that everybody may read, as ``public()`` does."""
        if self.ahead is None:
            return pages.public()
        for path in self.ahead.private_paths:
            pages = pages.exclude(path__startswith=path)
        return pages

    def remember_ids(
        self, about: Sequence[Any], find: Callable[[], Sequence[int]]
    ) -> Sequence[int]:
        """Return the ids that ``find`` gives, from the site's cache while no log has a new entry.

        For lists of pages, which a large site takes long to put in order. Whoever shows them reads
        the pages themselves anew. What no log knows of shows after ten minutes at most.
        """
        if self.ahead is None:
            return list(find())
        state = compute_digest(
            [self._meta.label, *map(str, about), self.ahead.private_paths, self.ahead.last_entries]
        )
        key = f"wagtail_attachment.ids.{state}"
        found: array[int] | None = site_cache.get(key)
        if found is None:
            found = array("q", find())  # which a cache gives back ten times as fast as a list
            site_cache.set(key, found, _REMEMBERED_FOR_SECONDS)
        return found


def get_paths_above(page: Any) -> list[str]:
    """Return the places in the tree of the pages above this one, the root's first."""
    return [page.path[:end] for end in range(page.steplen, len(page.path), page.steplen)]


def name_rows(name: str, rows: Any, /, **columns: str) -> QuerySet[Any, Any]:
    """Return the part of a query that gives these columns of ``rows`` as JSON, under a name."""
    named = rows.order_by().annotate(ahead_name=Value(name), ahead_row=JSONObject(**columns))
    return named.values_list("ahead_name", "ahead_row")


def get_common_parts(locale_id: int, paths: Sequence[str]) -> list[QuerySet[Any, Any]]:
    """Return what is read ahead for any page; ``paths`` are its place in the tree and those above."""
    locale = Locale.all_objects.filter(pk=locale_id)
    aliases = get_base_page_model().objects.filter(path__in=paths, alias_of__isnull=False)
    return [
        name_rows("locale", locale, **get_columns(Locale)),
        name_rows("private", PageViewRestriction.objects.all(), path="page__path"),
        name_rows("alias", aliases, id="id"),
        *(name_rows("log", model.objects.filter(pk=_get_last(model)), id="id") for model in _LOGS),
    ]


def unite(parts: Sequence[QuerySet[Any, Any]]) -> QuerySet[Any, Any]:
    """Return the one query of parts that ``name_rows`` made."""
    return parts[0].union(*parts[1:], all=True).order_by()


def read_rows(query: CompiledQuery, **values: Any) -> Rows:
    """Return the rows of each part of a query, by the name of the part."""
    rows: Rows = {}
    for name, row in query.fetch_rows(**values):
        rows.setdefault(name, []).append(json.loads(row) if isinstance(row, str) else row)
    return rows


def _get_last(model: Any) -> Any:
    return model.objects.order_by("-pk").values("pk")[:1]


def _build(locale_id: int, paths: Sequence[str]) -> QuerySet[Any, Any]:
    return unite(get_common_parts(locale_id, paths))


_QUERY = CompiledQuery(PageViewRestriction, _build)
