"""How many translations stand at once, in as many queries as for one: for desks and lists."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from wagtail.models import Revision

from wagtail_attachment.compat import get_base_page_model
from wagtail_attachment.covered import CoveredPage

from .bases import TranslationBase
from .origins import PairOrigin
from .pages import PageTranslation
from .pair_reviews import PairReview
from .sources import Managed, find_many, make_unmanaged_source
from .texts import compute_passages_digest, get_passages, read_passages


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
    _load_bases(translations)
    _load_records(translations)
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
    return PageTranslation(page, managed.source if managed else make_unmanaged_source(original))


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
        readers_texts = get_passages(page) if page.live else []
        if mine and mine.texts is not None:
            translation.texts = mine.texts
        elif page.latest_revision_id in drafts:
            translation.texts = read_passages(type(page), drafts[page.latest_revision_id])
        elif page.live:
            translation.texts = readers_texts
        translation.has_new_text = not page.live or (
            compute_passages_digest(translation.texts) != compute_passages_digest(readers_texts)
        )


def _load_bases(translations: Sequence[PageTranslation]) -> None:
    untied = [each for each in translations if not each.source.is_managed]
    bases = TranslationBase.find([each.subject for each in untied]) if untied else {}
    for translation in translations:
        translation.base = bases.get(translation.subject)


def _load_records(translations: Sequence[PageTranslation]) -> None:
    origins = PairOrigin.find([each.origin_place for each in translations])
    reviews = PairReview.find([each.subject for each in translations])
    for translation in translations:
        translation.origins = origins[translation.origin_place]
        translation.reviews = reviews[translation.subject]
