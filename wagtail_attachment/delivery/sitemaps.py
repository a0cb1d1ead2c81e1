"""A sitemap of all languages, in which each page lists its language versions."""

from __future__ import annotations

from typing import Any

from wagtail.contrib.sitemaps.sitemap_generator import Sitemap as WagtailSitemap

from wagtail_attachment.articles.languages import LanguageVersion, find_language_versions
from wagtail_attachment.compat import get_base_page_model


class Sitemap(WagtailSitemap):
    """A sitemap of the pages in every language; Wagtail's own has only the default language.

    Pages that show another page's text (aliases) are left out.
    """

    def items(self) -> Any:
        pages = get_base_page_model().objects
        trees = pages.none()
        site = self.get_wagtail_site()
        for root in site.root_page.get_translations(inclusive=True) if site else ():
            trees |= pages.descendant_of(root, inclusive=True)
        listed = trees.live().public().filter(alias_of=None)
        return listed.order_by("path").defer_streamfields().specific()

    def _urls(self, page: Any, protocol: str, domain: str) -> list[dict[str, Any]]:
        items = list(self.paginator.page(page).object_list)
        versions = find_language_versions(items)
        urls: list[dict[str, Any]] = [
            {**url, "alternates": _describe(versions.get(item.translation_key, []))}
            for item in items
            for url in item.get_sitemap_urls(self.request)
        ]
        changes: list[Any] = [url.get("lastmod") for url in urls]
        if changes and all(changes):
            self.latest_lastmod = max(changes)
        return urls


def _describe(versions: list[LanguageVersion]) -> list[dict[str, str]]:
    alternates = [{"lang_code": each.language, "location": each.url} for each in versions]
    default = [each.url for each in versions if each.is_default]
    return [*alternates, *({"lang_code": "x-default", "location": url} for url in default)]
