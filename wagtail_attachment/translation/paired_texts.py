"""A page beside its original: their texts in pairs, and what is recorded about each pair."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from wagtail_attachment.covered import CoveredPage
from wagtail_attachment.publishing.texts import Text

from .bases import TranslationBase, follow
from .origins import Origins, PairOrigin, Place
from .pair_reviews import PairReview, Subject
from .pairs import Pair, make_pairs, place_texts
from .places import learn_places
from .sources import Source
from .texts import get_passages


class PairedTexts:
    """One page, with the text it has in memory, paired with the text of its original."""

    def __init__(self, page: CoveredPage, source: Source, safety: Any = None) -> None:
        self.page = page
        self.source = source
        self.safety = safety or page.get_safety()

    @property
    def language(self) -> str:
        return self.page.locale.language_code

    @property
    def source_language(self) -> str:
        return str(self.source.locale.get_display_name())

    @property
    def subject(self) -> Subject:
        return self.page._meta.label, str(self.page.pk), self.language

    @property
    def origin_place(self) -> Place:
        return str(self.page.translation_key), self.language

    @cached_property
    def texts(self) -> list[Text]:
        """The page's passages: its texts, pictures and references."""
        return get_passages(self.page)

    @cached_property
    def base(self) -> TranslationBase | None:
        """The stored original as the translator had it, if no tool manages the translation."""
        if self.source.is_managed:
            return None
        return TranslationBase.find([self.subject]).get(self.subject)

    @cached_property
    def source_texts(self) -> list[Text]:
        """The original's texts that this text corresponds to."""
        if self.base is None:
            return self.source.texts
        placed = place_texts(self.texts, self.base.places)
        return follow(self.base.source_texts, self.base.targets, self.source.texts, placed)

    @cached_property
    def places(self) -> dict[str, str]:
        """The translation's paths by the original's, if the blocks have different ids."""
        known = self.base.places if self.base else {}
        return known or learn_places(self.source_texts, self.texts)

    @cached_property
    def pairs(self) -> list[Pair]:
        """Each original text with its translation, in the original's order."""
        return make_pairs(self.source_texts, self.texts, self.places)

    @cached_property
    def origins(self) -> Origins:
        return PairOrigin.find([self.origin_place])[self.origin_place]

    @cached_property
    def reviews(self) -> list[PairReview]:
        """Every review of this translation, oldest first."""
        return PairReview.find([self.subject])[self.subject]

    @cached_property
    def reviews_by_pair(self) -> dict[str, PairReview]:
        """The last review of each pair, by the pair's digest."""
        return {digest: review for review in self.reviews for digest in review.digests}

    def get_review(self, pair: Pair) -> PairReview | None:
        """Return the last review of exactly this pair."""
        return self.reviews_by_pair.get(pair.digest)

    def get_origins(self, pair: Pair) -> frozenset[str]:
        """Return what wrote a pair's translation: ``"machine"``, ``"file"``, ``"memory"``.

        Empty if a person did.
        """
        return self.origins.get_kinds(pair) - {PairOrigin.Kind.SAME.value}
