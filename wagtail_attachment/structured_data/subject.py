"""The page being described, with what several of the descriptions need."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any
from urllib.parse import urljoin

from wagtail.images.shortcuts import get_renditions_or_not_found
from wagtail.models import Site

from wagtail_attachment.aliases import get_source
from wagtail_attachment.articles.covered import CoveredPageMixin
from wagtail_attachment.articles.profile_pages import ProfilePageMixin
from wagtail_attachment.practice.people import Topic
from wagtail_attachment.publishing.texts import collapse
from wagtail_attachment.safety.representation import is_withheld
from wagtail_attachment.safety.resolver import Safety
from wagtail_attachment.translation.texts import get_words

# The sizes in article_page.html, so that no rendition is made or read for machines alone.
_RENDITIONS = ("width-480", "width-800", "width-1360")
_LONGEST_DESCRIPTION = 200


class Subject:
    """One page, with the address and language of the page that its text belongs to."""

    def __init__(self, page: Any, request: Any = None) -> None:
        self.page = page
        self.request = request

    @cached_property
    def safety(self) -> Safety | None:
        """What readers must see with the page; ``None`` if it is not covered."""
        page = self.page
        return page.get_safety(self.request) if isinstance(page, CoveredPageMixin) else None

    @property
    def topics(self) -> list[Topic]:
        return self.safety.topics if self.safety else []

    @property
    def is_withheld(self) -> bool:
        return self.safety is not None and is_withheld(self.safety)

    @cached_property
    def source(self) -> Any:
        """The page at the end of the alias chain."""
        return get_source(self.page)

    @cached_property
    def url(self) -> str:
        """The canonical address; empty for a page without one, such as an unsaved page."""
        _site_id, root_url, path = self._url_parts
        return f"{root_url}{path}" if path else ""

    @property
    def root_url(self) -> str:
        """The address of the site, without a trailing slash."""
        return self._url_parts[1] or ""

    @cached_property
    def site(self) -> Site | None:
        site_id = self._url_parts[0]
        site = Site.find_for_request(self.request)
        if site is None or site.pk != site_id:
            site = Site.objects.filter(pk=site_id).first()
        return site

    @property
    def site_name(self) -> str:
        """The practice's name, as entered for the site; never a home page's title."""
        return self.site.site_name if self.site else ""

    @cached_property
    def language(self) -> str:
        if self.safety:
            return self.safety.language
        return str(self.source.locale.language_code)

    @cached_property
    def description(self) -> str:
        return get_description(self.page)

    @cached_property
    def image(self) -> Any:
        """The article's picture, in the largest size that readers get; ``None`` for an SVG.

        Services that show previews of shared pages do not accept SVG.
        """
        image = getattr(self.page, "image", None)
        if image is None or image.is_svg():
            return None
        rendition = get_renditions_or_not_found(image, _RENDITIONS)[_RENDITIONS[-1]]
        return rendition if rendition.width else None

    @property
    def image_url(self) -> str:
        return urljoin(f"{self.root_url}/", self.image.url) if self.image else ""

    @property
    def image_text(self) -> str:
        """What the picture shows, in its owner's words; the title is often just a file name."""
        return collapse(self.image.image.description) if self.image else ""

    def identify(self, name: str) -> str:
        """Return the id of a thing on this page."""
        return f"{self.url}#{name}"

    def identify_on_site(self, name: str) -> str:
        """Return the id of something that is the same on all pages of the site."""
        return f"{self.root_url}/#{name}"

    @cached_property
    def _url_parts(self) -> Sequence[Any]:
        parts = self.source.get_url_parts(self.request) if self.source.pk else None
        return parts or (None, None, None)


def get_description(page: Any) -> str:
    """Return the search description, or else *In short*, the subtitle or the start of the text."""
    if not page:  # a preview of something that is not a page
        return ""
    if written := getattr(page, "search_description", ""):
        return collapse(written)
    if in_short := getattr(page, "in_short", ""):
        return _shorten(collapse(in_short))
    if subtitle := getattr(page, "subtitle", ""):
        return collapse(subtitle)
    if isinstance(page, ProfilePageMixin):
        return _shorten(collapse(page.profile.bio if page.profile else ""))
    return _shorten(get_words(page, "lead") or get_words(page, "introduction"))


def _shorten(text: str) -> str:
    """Cut a text after a whole word, or anywhere in a language without spaces."""
    if len(text) <= _LONGEST_DESCRIPTION:
        return text
    kept = text[:_LONGEST_DESCRIPTION]
    return f"{(kept.rpartition(' ')[0] or kept[:-1]).rstrip(' ,;:–')}…"
