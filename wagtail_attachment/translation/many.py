"""How many translations stand at once, in as many queries as for one: for desks and lists."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from wagtail.models import Revision

from wagtail_attachment.compat import get_base_page_model
from wagtail_attachment.covered import CoveredPage
from wagtail_attachment.ledger.reviews import Review

from .marks import TextMark
from .pages import PageTranslation
from .sources import Managed, Source, find_many
from .texts import compute_texts_digest, get_texts, read_texts


def find_pending_translations(pages: Iterable[Any]) -> dict[int, PageTranslation]:
    """Return by page how each stands to its original, with the text it would be published with next.

    Originals, aliases and pages that are not covered are left out. The number of queries grows with
    the types of page alone.
    """
    keys = {page.pk: page.translation_key for page in pages}
    groups = _load_groups(keys.values())
    managed = find_many(groups)
    translations = [
        _make(page, group[0], managed.get(page.pk))
        for group in groups.values()
        for page in group[1:]
        if page.pk in keys
    ]
    _load_drafts(translations, managed)
    _load_marks(translations)
    _load_reviews(translations)
    return {translation.page.pk: translation for translation in translations}


def _load_groups(keys: Iterable[Any]) -> dict[Any, list[Any]]:
    """Return the pages that are translations of each other, the oldest first, by their key."""
    rows = get_base_page_model().objects.filter(translation_key__in=set(keys), alias_of=None)
    groups: dict[Any, list[Any]] = defaultdict(list)
    for page in rows.order_by("pk").prefetch_related("locale").specific():
        if isinstance(page, CoveredPage):
            groups[page.translation_key].append(page)
    return groups


def _make(page: Any, original: Any, managed: Managed | None) -> PageTranslation:
    source = (
        managed.source
        if managed
        else Source(original, get_texts(original), original.locale, original.last_published_at)
    )
    return PageTranslation(page, source)


def _load_drafts(translations: Sequence[PageTranslation], managed: dict[int, Managed]) -> None:
    """Put the text that would be published in the place of the text that readers have."""
    ids = [
        translation.page.latest_revision_id
        for translation in translations
        if translation.page.has_unpublished_changes or not translation.page.live
    ]
    drafts = dict(Revision.objects.filter(pk__in=ids).values_list("pk", "content"))
    for translation in translations:
        page = translation.page
        mine = managed.get(page.pk)
        readers_texts = get_texts(page) if page.live else []
        if mine and mine.texts is not None:
            translation.texts = mine.texts
        elif page.latest_revision_id in drafts:
            translation.texts = read_texts(type(page), drafts[page.latest_revision_id])
        elif page.live:
            translation.texts = readers_texts
        translation.has_new_text = not page.live or (
            translation.digest != compute_texts_digest(readers_texts)
        )


def _load_marks(translations: Sequence[PageTranslation]) -> None:
    marks = TextMark.get_kinds({translation.language for translation in translations})
    for translation in translations:
        translation.marks = marks[translation.language]


def _load_reviews(translations: Sequence[PageTranslation]) -> None:
    rows = Review.objects.filter(
        kind=Review.Kind.TRANSLATION,
        object_type__in={translation.page._meta.label for translation in translations},
        object_id__in=[translation.page.pk for translation in translations],
    ).order_by("pk")
    reviews = {(row.object_type, row.object_id, row.language, row.digest): row for row in rows}
    for translation in translations:
        page = translation.page
        translation.review = reviews.get(
            (page._meta.label, str(page.pk), translation.language, translation.digest)
        )
