"""RSS and Atom feeds of an index page's articles, each of which ends with its disclaimer."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from contextlib import suppress
from typing import Any
from urllib.parse import urlencode, urljoin
from uuid import uuid5

from bs4 import BeautifulSoup
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed

from wagtail_attachment.addresses import join_address
from wagtail_attachment.aliases import get_source
from wagtail_attachment.articles.articles import ArticlePageMixin
from wagtail_attachment.articles.covered import CoveredPageMixin
from wagtail_attachment.articles.indexes import is_feed
from wagtail_attachment.articles.linked_pages import load_linked_pages
from wagtail_attachment.practice.people import Topic
from wagtail_attachment.publishing.texts import to_plain_text
from wagtail_attachment.safety.loading import make_specific
from wagtail_attachment.safety.reading import get_reading

from .freshness import ask_each_time

logger = logging.getLogger("wagtail_attachment")

Serve = Callable[[Any, HttpRequest, Any, Any], HttpResponseBase]

_ILLEGAL_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ADDRESSES = ("href", "src", "poster", "cite")


class AtomFeed(Atom1Feed):
    """An Atom feed with the text as ``content``, where feed readers look for the full text."""

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, {**item, "description": None})
        handler.addQuickElement("content", item["description"], {"type": "html"})


_FORMATS: dict[str, type[Rss201rev2Feed | AtomFeed]] = {"rss": Rss201rev2Feed, "atom": AtomFeed}


def serve_feed(serve_next: Serve) -> Serve:
    """Wrap Wagtail's chain of serving a page: answer requests for feeds, and pass on all others."""

    def serve(page: Any, request: HttpRequest, args: Any, kwargs: Any) -> HttpResponseBase:
        if is_feed(page, kwargs):
            feed = build_feed(page, request, kwargs["feed_format"])
            response = HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)
            ask_each_time(response)
            return response
        return serve_next(page, request, args, kwargs)

    return serve


def build_feed(index: Any, request: HttpRequest, feed_format: str) -> Rss201rev2Feed | AtomFeed:
    """Return the feed of an index page, or of the one topic that ``request`` asks for."""
    source = get_source(index)
    language = source.locale.language_code
    topic = _get_topic(index, request.GET.get("topic", ""))
    query = f"?{urlencode({'topic': topic.slug})}" if topic else ""
    address = index.get_full_url(request) or ""
    with translation.override(language):
        feed = _FORMATS[feed_format](
            title=_clean(f"{index.title} – {topic.name}" if topic else index.title),
            link=f"{address}{query}",
            description=_clean(_describe(index, topic)),
            language=language,
            feed_url=join_address(address, f"feed/{feed_format}/{query}"),
        )
        for page in get_feed_pages(index, request, topic):
            try:
                item = _describe_item(page, index, request)
            except Exception:  # one item's stored data or template must not stop the others
                logger.exception("Page %s is left out of its feed.", page.pk)
                continue
            feed.add_item(**item)
    return feed


def get_feed_pages(index: Any, request: HttpRequest, topic: Topic | None = None) -> list[Any]:
    """Return the newest articles that readers may see, in the index's language.

    Aliases are left out, since their text is in the feed of its own language, and so are pages
    without an approved disclaimer.
    """
    articles = index.get_articles().filter(
        locale_id=get_source(index).locale_id, alias_of__isnull=True
    )
    if topic:
        articles = articles.filter(topics__translation_key=topic.translation_key)
    newest = make_specific(articles[: index.feed_length])
    covered = [page for page in newest if isinstance(page, CoveredPageMixin)]
    get_reading(request).load(covered)
    load_linked_pages(page for page in covered if isinstance(page, ArticlePageMixin))
    return [page for page in covered if not page.get_safety(request).is_withheld]


def render_item(page: Any, index: Any, request: HttpRequest) -> str:
    """Return an item's HTML. Its end has a template of its own, so no item template can omit it."""
    safety = page.get_safety(request)
    context = {"page": page, "index": index, "safety": safety}
    fill = safety.fill_anywhere
    address = page.get_full_url(request) or ""
    # Filled separately, so that an element or comment left open in one cannot hide the other.
    return "".join(
        _clean(_make_absolute(fill(render_to_string(template, context, request)), address))
        for template in ("wagtail_attachment/feed/item.html", "wagtail_attachment/feed/safety.html")
    )


def _describe(index: Any, topic: Topic | None) -> str:
    """Return a description of the feed; never empty, since feed readers list feeds by it."""
    about_topic = [topic.description, topic.name] if topic else []
    about_index = [
        getattr(index, "search_description", ""),
        to_plain_text(getattr(index, "introduction", "")),
        index.title,
    ]
    return next(words for words in [*about_topic, *about_index] if words)


def _describe_item(page: Any, index: Any, request: HttpRequest) -> dict[str, Any]:
    safety = page.get_safety(request)
    description = render_item(page, index, request)
    changes = [
        page.text_dated_at or page.last_published_at,
        *(row.effective_from for row in safety.disclaimers),
    ]
    authors = page.authors.all() if hasattr(page, "authors") else ()
    return {
        "title": _clean(page.title),
        "link": page.get_full_url(request) or "",
        "description": description,
        "author_name": _clean(", ".join(map(str, authors))) or None,
        "categories": [_clean(topic.name) for topic in safety.topics],
        "pubdate": page.first_published_at,
        "updateddate": max((change for change in changes if change), default=None),
        "unique_id": uuid5(page.translation_key, safety.language).urn,
        "unique_id_is_permalink": False,
    }


def _get_topic(index: Any, slug: str) -> Topic | None:
    if not slug:
        return None
    topic = next((topic for topic in index.get_listed_topics() if topic.slug == slug), None)
    if topic is None:
        raise Http404("There is no such topic here.")
    return topic


def _make_absolute(html: str, address: str) -> str:
    """Return HTML with absolute addresses, so that it works away from its page."""
    soup = BeautifulSoup(html, "html.parser")
    for element in soup.find_all(True):
        for name in _ADDRESSES:
            if element.has_attr(name):
                # A value that is not an address stays as it is.
                with suppress(ValueError):
                    element[name] = urljoin(address, str(element[name]))
        del element["srcset"], element["sizes"]
    return str(soup)


def _clean(text: str) -> str:
    """Return the text without characters that XML forbids, for which Django's feeds answer 500."""
    return _ILLEGAL_IN_XML.sub("", text)
