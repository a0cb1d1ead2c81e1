"""The status of many translations at once, in as many queries as for one: for lists."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Revision

from wagtail_attachment.compat import get_base_page_model
from wagtail_attachment.covered import CoveredPage
from wagtail_attachment.crisis.standing_in import Way

from .bases import TranslationBase
from .origins import PairOrigin
from .pages import PageTranslation
from .pair_reviews import PairReview
from .sources import Managed, find_many, make_unmanaged_source
from .texts import compute_passages_digest, get_passages, read_passages


def find_pending_translations(pages: Iterable[Any]) -> dict[int, PageTranslation]:
    """Return how each page compares with its original, by page, with its next text to publish.

    Originals, aliases and pages that are not covered are left out. The number of queries grows only
    with the page types.
    """
    keys = {page.pk: page.translation_key for page in pages}
    rows = get_base_page_model().objects.filter(translation_key__in=set(keys.values()))
    groups = load_groups(rows.filter(alias_of=None).values_list("pk", "content_type_id"))
    return judge_pending(groups, find_many(groups), keys)


def load_groups(rows: Iterable[tuple[int, int]]) -> dict[Any, list[Any]]:
    """Return pages by their translation key, oldest first, in one query per page type.

    ``rows`` are the primary keys of the pages, each with that of its content type.
    """
    ids: dict[int, list[int]] = defaultdict(list)
    for pk, type_id in rows:
        ids[type_id].append(pk)
    pages: list[Any] = []
    for type_id, of_type in ids.items():
        model: Any = ContentType.objects.get_for_id(type_id).model_class() or get_base_page_model()
        pages += model._default_manager.filter(pk__in=of_type).select_related("locale")
    groups: dict[Any, list[Any]] = defaultdict(list)
    for page in sorted(pages, key=lambda page: page.pk):
        groups[page.translation_key].append(page)
    return groups


def judge_pending(
    groups: Mapping[Any, Sequence[Any]], managed: dict[Any, Managed], wanted: Container[int]
) -> dict[int, PageTranslation]:
    """Return the status of each of ``wanted``, from loaded groups, in at most five queries."""
    shared = _Shared()
    translations = [
        _make(page, group[0], managed.get(page), shared)
        for group in groups.values()
        for page in group[1:]
        if page.pk in wanted and isinstance(page, CoveredPage)
    ]
    _load_drafts(translations, managed)
    _load_bases(translations)
    _load_records(translations)
    return {translation.page.pk: translation for translation in translations}


def _make(page: Any, original: Any, managed: Managed | None, shared: _Shared) -> PageTranslation:
    source = managed.source if managed else make_unmanaged_source(original)
    return PageTranslation(page, source, _SharedSafety(page, shared))


class _Shared:
    """What was resolved for one page per language and site, whose numbers apply to all others.

    Wagtail caches the sites' root pages on it, so that they are read once.
    """

    def __init__(self) -> None:
        self.by_place: dict[tuple[Any, Any], Any] = {}


class _SharedSafety:
    """The numbers that a page may give its readers, read only if its figures are in doubt."""

    def __init__(self, page: CoveredPage, shared: _Shared) -> None:
        self._page, self._shared = page, shared

    @property
    def known_numbers(self) -> frozenset[str]:
        numbers: frozenset[str] = self._resolved.known_numbers
        return numbers

    @property
    def ways(self) -> frozenset[Way]:
        ways: frozenset[Way] = self._resolved.ways
        return ways

    @cached_property
    def _resolved(self) -> Any:
        safety = self._page.get_safety()
        place = safety.locale_id, safety.find_site_id(self._shared)
        return self._shared.by_place.setdefault(place, safety)


def _load_drafts(translations: Sequence[PageTranslation], managed: dict[Any, Managed]) -> None:
    """Replace the text that readers have with the text to be published next."""
    kept = {page: each.texts for page, each in managed.items() if each.texts is not None}
    ids = [
        translation.page.latest_revision_id
        for translation in translations
        if translation.page not in kept
        and (translation.page.has_unpublished_changes or not translation.page.live)
    ]
    drafts = dict(Revision.objects.filter(pk__in=ids).values_list("pk", "content"))
    for translation in translations:
        page = translation.page
        readers_texts = get_passages(page) if page.live else []
        if page in kept:
            translation.texts = kept[page]
        elif page.latest_revision_id in drafts:
            translation.texts = read_passages(type(page), drafts[page.latest_revision_id])
        elif page.live:
            translation.texts = readers_texts
        translation.has_new_text = not page.live or (
            compute_passages_digest(translation.texts) != compute_passages_digest(readers_texts)
        )


def _load_bases(translations: Sequence[PageTranslation]) -> None:
    wanted = [
        each
        for each in translations
        if not each.source.is_managed or each.source.may_be_newer_than(each.page)
    ]
    bases = TranslationBase.find([each.subject for each in wanted]) if wanted else {}
    for translation in translations:
        found = bases.get(translation.subject)
        is_managed = translation.source.is_managed
        translation.base, translation.readers_base = (None, found) if is_managed else (found, None)


def _load_records(translations: Sequence[PageTranslation]) -> None:
    origins = PairOrigin.find([each.origin_place for each in translations])
    reviews = PairReview.find([each.subject for each in translations])
    for translation in translations:
        translation.origins = origins[translation.origin_place]
        translation.reviews = reviews[translation.subject]
