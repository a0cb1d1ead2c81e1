"""The pages that an article leads to, read once: those above it, those that its text and its
booking link to, and those it is in other languages.

Wagtail reads the pages that a rich text links to in two queries or more for each text, and an
article has a text in every section.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import F, Q
from django.utils.html import escape
from wagtail.models import Locale
from wagtail.rich_text import expand_db_html, features
from wagtail.rich_text.rewriters import LinkRewriter

from wagtail_attachment.compat import get_base_page_model
from wagtail_attachment.compiled import CompiledQuery, fill_up, restore
from wagtail_attachment.safety.ahead import get_paths_above

from .languages import get_version_keys

if TYPE_CHECKING:
    from .articles import ArticlePageMixin


class Surroundings:
    """The pages around one article. Hold one of these for the length of a request, not longer."""

    def __init__(self, article: ArticlePageMixin) -> None:
        self.article = article
        self._rewriter = _PageLinkRewriter(bulk_rules={"page": self._get_link_tags})
        self._request: Any = None

    @cached_property
    def pages(self) -> dict[int, Any]:
        """All of them by id, the highest first."""
        return {page.pk: page for page in self._choose(_read([self]))}

    def _choose(self, pages: Iterable[Any]) -> Iterator[Any]:
        """Yield those of ``pages`` that are around this article."""
        paths, ids = set(get_paths_above(self.article)), self.all_linked_ids
        booking = self.article.get_booking_cta()
        for page in pages:
            if self._is_version(page) or page.path in paths or page.pk in ids:
                yield page
            if booking and page.pk == booking.page_id and page.locale_id == booking.locale_id:
                booking.page = page  # which it would read for itself

    @cached_property
    def linked_ids(self) -> set[int]:
        # In JSON the quotation marks are escaped.
        body = json.dumps(self.article.body.get_prep_value(), cls=DjangoJSONEncoder)
        links = self._rewriter.extract_tags(f"{self.article.lead}{body}".replace('\\"', '"'))
        ids = {_to_id(link.attrs) for link in links.get("page", [])}
        return ids - {0}

    @property
    def all_linked_ids(self) -> set[int]:
        booking = self.article.get_booking_cta()
        return self.linked_ids | ({booking.page_id} if booking and booking.page_id else set())

    @cached_property
    def translations(self) -> dict[Any, Any]:
        """The live pages in the article's language of those linked that are in another, by key."""
        return self._choose_translations(_read_translations([self]))

    def _choose_translations(self, pages: Iterable[Any]) -> dict[Any, Any]:
        locale_id = self.article.get_content_locale().pk
        return {page.translation_key: page for page in pages if page.locale_id == locale_id}

    @property
    def foreign_keys(self) -> set[Any]:
        """The translation keys of the pages linked that are not in the article's language."""
        locale_id = self.article.get_content_locale().pk
        linked = [page for page in self.pages.values() if page.pk in self.linked_ids]
        return {page.translation_key for page in linked if page.locale_id != locale_id}

    @property
    def ancestors(self) -> list[Any]:
        article = self.article
        return [
            page
            for page in self.pages.values()
            if article.path.startswith(page.path) and page.pk != article.pk
        ]

    @property
    def versions(self) -> list[Any]:
        """The live pages with the article's text in all languages, this one included."""
        return [page for page in self.pages.values() if self._is_version(page)]

    def _is_version(self, page: Any) -> bool:
        return page.translation_key in self._version_keys and page.live and not page.alias_of_id

    @cached_property
    def _version_keys(self) -> set[Any]:
        return get_version_keys([self.article])

    def expand(self, html: str, request: Any = None) -> str:
        """Return rich text as readers get it, without a query for the pages it links to.

        Of ``request`` Wagtail knows the site, and need not look it up for each link. A site's own
        handler of page links is left to do it its way.
        """
        # Wagtail's module of it loads the page model, which it can once all models are there.
        from wagtail.rich_text.pages import PageLinkHandler

        if features.get_link_types().get("page") is PageLinkHandler:
            self._request = request
            html = self._rewriter(html)
        return expand_db_html(html)

    def _get_link_tags(self, links: list[dict[str, str]]) -> list[str]:
        return [self._get_link_tag(_to_id(link)) for link in links]

    def _get_link_tag(self, page_id: int) -> str:
        page = self.pages.get(page_id)
        if page is None:
            return "<a>"
        page = self.translations.get(page.translation_key, page)
        return f'<a href="{escape(page.get_url(self._request) or "")}">'


def load_surroundings(articles: Iterable[ArticlePageMixin]) -> None:
    """Read the pages around many articles at once: in one query, two where links lead abroad."""
    around = [article.surroundings for article in articles]
    pages = _read(around) if around else []
    for each in around:
        each.pages = {page.pk: page for page in each._choose(pages)}
    translations = _read_translations(around)
    for each in around:
        each.translations = each._choose_translations(translations)


def _read(around: Sequence[Surroundings]) -> list[Any]:
    articles = [each.article for each in around]
    paths = {path for article in articles for path in get_paths_above(article)}
    linked_ids = {page_id for each in around for page_id in each.all_linked_ids}
    pages = _get_query().fetch(
        paths=fill_up(paths, ""),
        linked_ids=fill_up(linked_ids),
        keys=fill_up(get_version_keys(articles), UUID(int=0)),
    )
    for page in pages:
        page.locale = restore(Locale, {"id": page.locale_id, "language_code": page.language_code})
    return pages


def _read_translations(around: Sequence[Surroundings]) -> list[Any]:
    keys = {key for each in around for key in each.foreign_keys}
    if not keys:
        return []
    locale_ids = {each.article.get_content_locale().pk for each in around}
    pages = get_base_page_model().objects.live()
    return list(pages.filter(translation_key__in=keys, locale_id__in=locale_ids))


@cache
def _get_query() -> CompiledQuery:
    return CompiledQuery(get_base_page_model(), _build)


def _build(paths: Sequence[str], linked_ids: Sequence[int], keys: Sequence[UUID]) -> Any:
    pages = get_base_page_model().objects.filter(
        Q(path__in=paths)
        | Q(pk__in=linked_ids)
        | Q(translation_key__in=keys, alias_of=None, live=True)
    )
    return pages.order_by("path").annotate(language_code=F("locale__language_code"))


def _to_id(link: dict[str, str]) -> int:
    """Return the id of the page, 0 for what no database can hold."""
    text = link.get("id", "")
    return int(text) if text.isdecimal() and len(text) < 19 else 0


class _PageLinkRewriter(LinkRewriter):
    """Rewrites links to pages and leaves all others as they are."""

    def get_tag_replacements(
        self, tag_type: str | None, attrs_list: list[dict[str, str]]
    ) -> list[str]:
        return super().get_tag_replacements(tag_type, attrs_list) if tag_type == "page" else []
