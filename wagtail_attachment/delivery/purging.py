"""Which pages and feeds show a wording, a crisis line or a snippet, and taking them from the cache.

The cache is the one in front of the site, which ``wagtail.contrib.frontend_cache`` knows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from wagtail.models import Locale, ReferenceIndex

from wagtail_attachment.articles.covered import CoveredPageMixin
from wagtail_attachment.articles.indexes import ArticleIndexPageMixin
from wagtail_attachment.compat import get_base_page_model
from wagtail_attachment.crisis.versions import CrisisResourceVersion
from wagtail_attachment.disclaimers.versions import DisclaimerVersion
from wagtail_attachment.languages import get_language_fallbacks
from wagtail_attachment.ledger.reviews import Review
from wagtail_attachment.practice.booking import BookingCTA
from wagtail_attachment.practice.people import Topic
from wagtail_attachment.practice.settings import PracticeSettings
from wagtail_attachment.safety.loading import load_safety

_PAGES_AT_ONCE = 200


def is_purging() -> bool:
    """Say whether there is a cache in front of the site that can be purged."""
    return apps.is_installed("wagtail.contrib.frontend_cache") and any(
        getattr(settings, name, None)
        for name in ("WAGTAILFRONTENDCACHE", "WAGTAILFRONTENDCACHE_LOCATION")
    )


def purge(urls: Iterable[str]) -> None:
    if is_purging():
        # The app's module has models of its own behind it, so only where it is installed.
        from wagtail.contrib.frontend_cache.utils import PurgeBatch

        PurgeBatch(urls).purge()


def find_urls_with_wording(version: DisclaimerVersion) -> set[str]:
    """Return the addresses of the pages and feeds that show a row, or showed what it withdraws."""
    shown: Any = version.withdraws or version
    if version.withdraws and shown.effective_from > version.approved_at:
        return set()  # it never took effect
    rows = [
        row
        for row in DisclaimerVersion.objects.statements().filter(kind=shown.kind)
        if (row.language, row.site_id) != (shown.language, shown.site_id)
    ]
    readers = [
        locale.pk
        for locale in Locale.all_objects.all()
        if shown.language in get_language_fallbacks(locale.language_code)
    ]

    def shows(page: Any) -> bool:
        safety = page.get_safety()
        chosen = DisclaimerVersion.choose([*rows, shown], safety.language, safety.site_id)
        return shown.kind in safety.kinds and chosen.get(shown.kind) is shown

    pages = _get_live_pages(Q(locale__in=readers) | Q(alias_of__isnull=False))
    return _get_urls(page for page in pages if shows(page))


def find_urls_with_line(version: CrisisResourceVersion) -> set[str]:
    """Return the addresses of the pages and feeds whose readers are in the line's country."""
    return _get_urls(
        page for page in _get_live_pages() if version.country in page.get_safety().countries
    )


def find_urls_with_review(review: Review) -> set[str]:
    """Return the addresses of the article that says who reviewed it, and of its aliases."""
    if review.kind != Review.Kind.CLINICAL:
        return set()
    shows = Q(
        *((name, review.object_id) for name in ("pk", "alias_of", "alias_of__alias_of")),
        _connector=Q.OR,
    )
    return _get_urls(_get_live_pages(shows))


def find_urls_with(instance: Any) -> set[str]:
    """Return the addresses of the pages, lists and feeds that show a snippet or settings."""
    match instance:
        case PracticeSettings():
            site_id = instance.site_id
            return _get_urls(p for p in _get_live_pages() if p.get_safety().site_id == site_id)
        case BookingCTA():
            placed = _get_ids_of_referring_pages(instance)
            return _get_urls(
                page
                for page in _get_live_pages()
                if page.pk in placed or page.get_safety().booking_cta == instance
            )
    pages = list(_get_live_pages(related_to=instance))
    # A list of articles names their topics, to choose from, and nothing else of these.
    lists = _get_indexes(pages) if isinstance(instance, Topic) else []
    return _get_urls(pages) | {url for page in lists for url in _get_page_urls(page)}


def _get_live_pages(*conditions: Q, related_to: Any = None) -> Iterator[Any]:
    """Yield the live covered pages, as their own type and with what they show loaded."""
    for model in apps.get_models():
        if not issubclass(model, CoveredPageMixin):
            continue
        fields = [
            field.name
            for field in model._meta.get_fields()
            if related_to is not None
            and not field.auto_created
            and field.related_model is type(related_to)
        ]
        if related_to is not None and not fields:
            continue
        related = Q(*((name, related_to) for name in fields), _connector=Q.OR)
        pages = (
            model.objects.live()
            .filter(*conditions, related, content_type=ContentType.objects.get_for_model(model))
            .defer_streamfields()
            .distinct()
            .order_by("pk")
            .iterator()
        )
        while batch := list(islice(pages, _PAGES_AT_ONCE)):
            load_safety(batch)
            yield from batch


def _get_indexes(pages: Iterable[Any]) -> list[Any]:
    """Return the live lists of articles that one of ``pages`` stands in."""
    pages = list(pages)
    return [
        index
        for model in apps.get_models()
        if issubclass(model, ArticleIndexPageMixin)
        for index in model.objects.live().filter(
            content_type=ContentType.objects.get_for_model(model)
        )
        if any(
            page.path.startswith(index.path)
            and isinstance(page, apps.get_model(index.article_model))
            for page in pages
        )
    ]


def _get_urls(pages: Iterable[Any]) -> set[str]:
    """Return the addresses of pages and of the feeds that they are in."""
    pages = list(pages)
    urls = {url for page in pages for url in _get_page_urls(page)}
    for index in _get_indexes(pages):
        topics = {topic.translation_key for page in pages for topic in page.get_safety().topics}
        listed = [topic for topic in index.get_listed_topics() if topic.translation_key in topics]
        if url := index.full_url:
            urls |= {_join(url, path) for path in index.get_feed_paths(listed)}
    return urls


def _get_page_urls(page: Any) -> list[str]:
    url = page.full_url
    return [_join(url, path) for path in page.get_cached_paths()] if url else []


def _join(url: str, path: str) -> str:
    return url + path.lstrip("/")


def _get_ids_of_referring_pages(instance: Any) -> set[int]:
    """Return the ids of the pages with a block that names a snippet, by Wagtail's index of them."""
    references = ReferenceIndex.get_references_to(instance).filter(
        base_content_type=ContentType.objects.get_for_model(get_base_page_model())
    )
    return {int(pk) for pk in references.values_list("object_id", flat=True)}
