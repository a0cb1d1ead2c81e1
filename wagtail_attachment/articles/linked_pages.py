"""The pages that an article leads to, read at once: those above it, those that its text links to, and
those it is in other languages.

Wagtail reads the pages that a rich text links to in two queries or more for each text, and an
article has a text in every section.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Q
from django.utils.html import escape
from wagtail.rich_text import expand_db_html, features
from wagtail.rich_text.rewriters import LinkRewriter

from wagtail_attachment.aliases import get_source
from wagtail_attachment.compat import get_base_page_model

from .languages import get_version_keys


class LinkedPages:
    """The pages that one article leads to. Hold one of these for the length of a request, not longer."""

    def __init__(self, article: Any) -> None:
        self.article = article
        self._rewriter = _PageLinkRewriter(bulk_rules={"page": self._get_link_tags})
        self._request: Any = None

    @cached_property
    def pages(self) -> list[Any]:
        """All of them, the highest first; those of other articles may be among them."""
        return _read([self])

    @cached_property
    def linked_ids(self) -> set[int]:
        # In JSON the quotation marks are escaped.
        body = json.dumps(self.article.body.get_prep_value(), cls=DjangoJSONEncoder)
        links = self._rewriter.extract_tags(f"{self.article.lead}{body}".replace('\\"', '"'))
        ids = {_to_id(link.attrs) for link in links.get("page", [])}
        return ids - {0}

    @property
    def ancestors(self) -> list[Any]:
        paths = get_paths_above(self.article)
        return [page for page in self.pages if page.path in paths]

    @property
    def versions(self) -> list[Any]:
        """The live pages with the article's text in all languages, this one included."""
        keys = get_version_keys([self.article])
        return [
            page
            for page in self.pages
            if page.translation_key in keys and page.live and not page.alias_of_id
        ]

    @cached_property
    def _targets(self) -> dict[int, Any]:
        """Where links to pages lead, by the page's id: to a live page in the article's language."""
        locale_id = get_source(self.article).locale_id
        live = (page for page in self.pages if page.live and page.locale_id == locale_id)
        translations = {page.translation_key: page for page in live}
        return {
            page.pk: page
            if page.locale_id == locale_id
            else translations.get(page.translation_key, page)
            for page in self.pages
        }

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
        page = self._targets.get(page_id)
        # The root, and what is below no site, is nowhere to be read.
        url = page and page.get_url(self._request)
        return f'<a href="{escape(url)}">' if url else "<a>"


def load_linked_pages(articles: Iterable[Any]) -> None:
    """Read those of many articles in one query."""
    groups = [article.pages_around for article in articles]
    pages = _read(groups)
    for group in groups:
        group.pages = pages


def get_paths_above(page: Any) -> list[str]:
    """Return the places in the tree of the pages above this one, the root's first."""
    return [page.path[:end] for end in range(page.steplen, len(page.path), page.steplen)]


def _read(groups: Sequence[LinkedPages]) -> list[Any]:
    articles = [group.article for group in groups]
    pages = get_base_page_model().objects
    linked = Q(pk__in={page_id for group in groups for page_id in group.linked_ids})
    wanted = linked | Q(path__in={path for each in articles for path in get_paths_above(each)})
    if getattr(settings, "WAGTAIL_I18N_ENABLED", False):
        wanted |= Q(translation_key__in=get_version_keys(articles), alias_of=None, live=True)
        wanted |= Q(
            translation_key__in=pages.filter(linked).values("translation_key"),
            locale__in={get_source(article).locale_id for article in articles},
        )
    return list(pages.filter(wanted).select_related("locale").order_by("path"))


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
