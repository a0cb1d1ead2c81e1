"""The parts of the site that not everybody may read: kept out of lists, and asked about once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models
from wagtail.models import PageViewRestriction

from wagtail_attachment.compat import get_base_page_model
from wagtail_attachment.ledger.memo import remember


@dataclass(frozen=True)
class PrivatePaths:
    """Where in the tree these parts begin."""

    restricted: tuple[str, ...]
    aliases: tuple[str, ...]
    """Pages elsewhere that show a restricted one, and are as private as that."""


def get_private_paths() -> PrivatePaths:
    return remember("private paths", _find_private_paths)


def leave_private_out(pages: Any) -> Any:
    """Return those of a query set of pages that everybody may read, as ``public()`` does."""
    for path in get_private_paths().restricted:
        pages = pages.exclude(path__startswith=path)
    return pages


def find_public(pages: Iterable[Any]) -> list[Any]:
    """Return those of pages that are read already."""
    restricted = get_private_paths().restricted
    return [page for page in pages if not page.path.startswith(restricted)]


class PrivacyMixin(models.Model):
    """A page whose restrictions need not be looked up where there are none."""

    class Meta:
        abstract = True

    def get_view_restrictions(self) -> Any:
        paths = get_private_paths()
        if self.path.startswith((*paths.restricted, *paths.aliases)):  # type: ignore[attr-defined]
            return super().get_view_restrictions()  # type: ignore[misc]
        return PageViewRestriction.objects.none()


def _find_private_paths() -> PrivatePaths:
    rows = dict(PageViewRestriction.objects.values_list("page_id", "page__path"))
    restricted = tuple(rows.values())
    aliases: list[str] = []
    while rows:
        pages = get_base_page_model().objects.filter(alias_of__in=rows)
        rows = dict(pages.values_list("pk", "path"))
        aliases += rows.values()
    return PrivatePaths(restricted, tuple(aliases))
