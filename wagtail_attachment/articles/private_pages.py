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

    @property
    def all(self) -> tuple[str, ...]:
        return (*self.restricted, *self.aliases)


def get_private_paths() -> PrivatePaths:
    return remember("private paths", _find_private_paths)


def leave_private_out(pages: Any) -> Any:
    """Return those of a query set of pages that everybody may read.

    Wagtail's ``public()`` leaves the aliases of private pages in.
    """
    for path in get_private_paths().all:
        pages = pages.exclude(path__startswith=path)
    return pages


def find_public(pages: Iterable[Any]) -> list[Any]:
    """Return those of pages that are read already."""
    private = get_private_paths().all
    return [page for page in pages if not page.path.startswith(private)]


def is_private_to(page: Any, request: Any) -> bool:
    """Say whether Wagtail's own hook is to answer for the page: with a login, or asking a password."""
    return any(
        not restriction.accept_request(request) for restriction in page.get_view_restrictions()
    )


class PrivacyMixin(models.Model):
    """A page whose restrictions need not be looked up where there are none."""

    class Meta:
        abstract = True

    @property
    def shows_private_page(self) -> bool:
        is_alias = bool(self.alias_of_id)  # type: ignore[attr-defined]
        return is_alias and self.path.startswith(get_private_paths().aliases)  # type: ignore[attr-defined]

    def get_view_restrictions(self) -> Any:
        if self.path.startswith(get_private_paths().all):  # type: ignore[attr-defined]
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
