"""In which languages a page can be read: for hreflang, the language switcher and sitemaps.

Aliases are left out, since their text is in the language of their source; so are drafts and pages
that not everybody may read. Source: https://developers.google.com/search/docs/specialty/international
asks that every version names all of them, itself included.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db import models
from wagtail.coreutils import get_content_languages, get_supported_content_language_variant

from wagtail_attachment.compat import get_base_page_model


@dataclass(frozen=True)
class LanguageVersion:
    """One language in which a page can be read, and where."""

    language: str
    url: str
    title: str
    is_default: bool
    """Whether it is for readers of all other languages (hreflang's ``x-default``)."""
    page_id: int
    is_original: bool
    """Whether the others are its translations: of those that everybody may read, the oldest."""


class LanguageVersionsMixin(models.Model):
    """A page that tells readers in which other languages it is there."""

    class Meta:
        abstract = True

    @cached_property
    def language_versions(self) -> list[LanguageVersion]:
        """All of them, this one included; none where it is the only one."""
        return find_language_versions([self]).get(self.translation_key, [])  # type: ignore[attr-defined]


def find_language_versions(pages: Iterable[Any]) -> dict[Any, list[LanguageVersion]]:
    """Return the versions of each page that has several, by translation key, in two queries."""
    keys = {page.translation_key for page in pages if not page.alias_of_id}
    if not (keys and getattr(settings, "WAGTAIL_I18N_ENABLED", False)):
        return {}
    found = (
        get_base_page_model()
        .objects.live()
        .public()
        .filter(translation_key__in=keys, alias_of=None)
        .select_related("locale")
    )
    groups: dict[Any, list[Any]] = defaultdict(list)
    for page in found:
        groups[page.translation_key].append(page)
    return {key: _describe(group) for key, group in groups.items() if len(group) > 1}


def _describe(pages: list[Any]) -> list[LanguageVersion]:
    order = {code: index for index, code in enumerate(get_content_languages())}
    pages = sorted(pages, key=lambda page: order.get(page.locale.language_code, len(order)))
    default = get_supported_content_language_variant(settings.LANGUAGE_CODE)
    codes = [page.locale.language_code for page in pages]
    chosen = default if default in codes else codes[0]
    oldest = min(page.pk for page in pages)
    return [
        LanguageVersion(
            language=code,
            url=page.full_url or "",
            title=page.title,
            is_default=code == chosen,
            page_id=page.pk,
            is_original=page.pk == oldest,
        )
        for code, page in zip(codes, pages, strict=True)
    ]
