"""Finding the pages, lists and feeds that show a disclaimer, a crisis line or a snippet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import Any

from django.apps import apps

from wagtail_attachment.addresses import join_address
from wagtail_attachment.aliases import find_aliases
from wagtail_attachment.articles.indexes import ArticleIndexPageMixin
from wagtail_attachment.compat import get_base_page_model
from wagtail_attachment.crisis.versions import CrisisResourceVersion
from wagtail_attachment.disclaimers.notices import Notice
from wagtail_attachment.disclaimers.versions import DisclaimerVersion
from wagtail_attachment.ledger.reviews import Review
from wagtail_attachment.ledger.sensitivity import SensitivityDecision
from wagtail_attachment.practice.booking import BookingCTA
from wagtail_attachment.practice.licences import Licence
from wagtail_attachment.practice.people import Practitioner, Topic
from wagtail_attachment.practice.settings import PracticeSettings
from wagtail_attachment.safety.alike import get_live
from wagtail_attachment.safety.resolver import Safety
from wagtail_attachment.safety.shown import (
    find_naming_pages,
    find_pages,
    find_pages_of,
    find_pages_with_prompts,
    keep_live,
)


def find_pages_with(shown: Any) -> set[int]:
    """Return the ids of the live pages that show a row of a ledger, a snippet or settings.

    For a row that withdraws another one, these are the pages that showed the withdrawn one.
    """
    match shown:
        case DisclaimerVersion():
            return _find_pages_with_wording(shown)
        case CrisisResourceVersion():
            return find_pages(lambda safety: shown.country in safety.countries)
        case Notice():
            # All pages, since it may have been shown on another site until now.
            return find_pages(lambda _safety: True)
        case Review():
            return _find_reviewed_pages(shown)
        case SensitivityDecision():
            return _find_versions(shown.article)
        case PracticeSettings():
            return find_pages(lambda safety: safety.site_id == shown.site_id)
        case BookingCTA():
            return find_pages_with_prompts([shown])
        case Practitioner():
            return find_pages_of(shown)
        case Licence():
            return find_pages_of(shown.person)
    pages = find_naming_pages(shown)
    if isinstance(shown, Topic):
        # A list of articles shows its articles' topics, and none of the other things.
        pages |= {index.pk for index, _page_ids in _find_lists(pages)}
    return pages


def find_feeds(page_ids: Collection[int]) -> set[str]:
    """Return the addresses of the feeds that contain any of these pages."""
    feeds = set()
    for index, inside in _find_lists(page_ids):
        topics = _find_topics(index, inside)
        listed = [topic for topic in index.get_listed_topics() if topic.translation_key in topics]
        if url := index.full_url:
            feeds |= {join_address(url, path) for path in index.get_feed_paths(listed)}
    return feeds


def _find_pages_with_wording(version: DisclaimerVersion) -> set[int]:
    shown: Any = version.withdraws or version
    if version.withdraws and shown.effective_from > version.approved_at:
        return set()  # it never took effect
    rows = [
        row
        for row in DisclaimerVersion.objects.statements().filter(kind=shown.kind)
        if (row.language, row.site_id) != (shown.language, shown.site_id)
    ]

    def shows(safety: Safety) -> bool:
        chosen = DisclaimerVersion.choose([*rows, shown], safety.language, safety.site_id)
        return shown.kind in safety.kinds and chosen.get(shown.kind) is shown

    return find_pages(shows)


def _find_reviewed_pages(review: Review) -> set[int]:
    """Return the ids of the reviewed article and of its aliases at any depth."""
    if review.kind != Review.Kind.CLINICAL:
        return set()
    return keep_live({review.object_id, *find_aliases([review.object_id])})


def _find_versions(article: str) -> set[int]:
    """Return the ids of an article in all its languages, and of their aliases."""
    pages = get_base_page_model().objects.filter(translation_key=article)
    found = set(pages.order_by().values_list("pk", flat=True))
    return keep_live(found | find_aliases(found))


def _find_lists(page_ids: Collection[int]) -> Iterator[tuple[Any, set[int]]]:
    """Yield each live list of articles that contains any of these pages, with the ids of those."""
    wanted = set(page_ids)
    for model in apps.get_models():
        if not issubclass(model, ArticleIndexPageMixin):
            continue
        for index in get_live(model):
            articles = index.get_article_model().objects.descendant_of(index)
            inside = wanted.intersection(articles.order_by().values_list("pk", flat=True))
            if inside:
                yield index, inside


def _find_topics(index: Any, page_ids: Collection[int]) -> set[Any]:
    """Return the translation keys of the topics of these pages in an index."""
    articles = index.get_article_model().objects.descendant_of(index)
    about: dict[Any, set[int]] = defaultdict(set)
    rows = articles.filter(topics__isnull=False).order_by()
    for page_id, key in rows.values_list("pk", "topics__translation_key"):
        about[key].add(page_id)
    return {key for key, ids in about.items() if not ids.isdisjoint(page_ids)}
