"""Open Graph: the preview that messengers and social networks show. Source: https://ogp.me/."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from babel.core import get_global

from wagtail_attachment.articles.articles import ArticlePageMixin
from wagtail_attachment.articles.profile_pages import ProfilePageMixin
from wagtail_attachment.languages import parse_locale

from .pages import to_iso
from .subject import Subject


def get_open_graph(page: Any, request: Any = None) -> list[tuple[str, str]]:
    """Return the Open Graph properties of a page; none for a page hidden from readers."""
    subject = Subject(page, request)
    if subject.is_withheld:
        return []
    return [(name, content) for name, content in _describe(subject) if content]


def get_locale_name(language: str) -> str:
    """Return a language as Open Graph needs it, with a country (source: CLDR's likely subtags)."""
    locale = parse_locale(language)
    likely = get_global("likely_subtags")
    territory = locale.territory
    for code in (f"{locale.language}_{locale.script}", locale.language):
        territory = territory or likely.get(code, "").rpartition("_")[2]
    return f"{locale.language}_{territory}"


def _describe(subject: Subject) -> Iterator[tuple[str, str]]:
    page = subject.page
    is_article = isinstance(page, ArticlePageMixin)
    is_profile = isinstance(page, ProfilePageMixin)
    yield "og:type", "article" if is_article else "profile" if is_profile else "website"
    yield "og:title", page.title
    yield "og:description", subject.description
    yield "og:url", subject.url
    yield "og:site_name", subject.site_name
    yield "og:locale", get_locale_name(subject.language)
    for version in page.language_versions:
        if version.language != subject.language:
            yield "og:locale:alternate", get_locale_name(version.language)
    if subject.image:
        yield "og:image", subject.image_url
        yield "og:image:width", str(subject.image.width)
        yield "og:image:height", str(subject.image.height)
        yield "og:image:alt", subject.image_text
    if is_article:
        yield "article:published_time", to_iso(page.first_published_at)
        yield "article:modified_time", to_iso(page.text_dated_at)
        for topic in subject.topics:
            yield "article:tag", topic.name
