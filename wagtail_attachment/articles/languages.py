"""In which languages a page can be read: for hreflang, the language switcher and sitemaps.

Aliases are left out, since their text is in the language of their source; so are drafts and pages
that not everybody may read. Source: https://developers.google.com/search/docs/specialty/international
asks that every version names all of them, itself included.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from wagtail.coreutils import get_content_languages, get_supported_content_language_variant

from wagtail_attachment.compat import get_base_page_model

from .private_pages import PrivacyMixin, leave_private_out


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


class LanguageVersionsMixin(PrivacyMixin):
    """A page that tells readers in which other languages it is there."""

    class Meta:
        abstract = True

    @cached_property
    def language_versions(self) -> list[LanguageVersion]:
        """All of them, this one included; none where it is the only one."""
        keys = get_version_keys([self])
        return describe_versions(self.find_versions(keys)) if keys else []

    def find_versions(self, keys: Collection[Any]) -> Iterable[Any]:
        """Return the pages of these translation keys that everybody may read."""
        return leave_private_out(get_versions(keys))


def find_language_versions(pages: Iterable[Any]) -> dict[Any, list[LanguageVersion]]:
    """Return the versions of each page that has several, by translation key, in two queries."""
    keys = get_version_keys(pages)
    groups: dict[Any, list[Any]] = defaultdict(list)
    for page in leave_private_out(get_versions(keys)) if keys else ():
        groups[page.translation_key].append(page)
    versions = {key: describe_versions(group) for key, group in groups.items()}
    return {key: group for key, group in versions.items() if group}


def get_version_keys(pages: Iterable[Any]) -> set[Any]:
    """Return the translation keys of the pages that may have versions."""
    if not getattr(settings, "WAGTAIL_I18N_ENABLED", False):
        return set()
    return {page.translation_key for page in pages if not page.alias_of_id}


def get_versions(keys: Collection[Any]) -> Any:
    """Return the live pages of these translation keys, the private ones among them."""
    pages = get_base_page_model().objects.live().filter(translation_key__in=keys, alias_of=None)
    return pages.select_related("locale")


def describe_versions(pages: Iterable[Any]) -> list[LanguageVersion]:
    """Return what readers need to know of the versions of one page; nothing of a single one."""
    order = {code: index for index, code in enumerate(get_content_languages())}
    pages = sorted(pages, key=lambda page: order.get(page.locale.language_code, len(order)))
    if len(pages) < 2:
        return []
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
