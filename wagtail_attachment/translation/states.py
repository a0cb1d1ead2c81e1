"""A page as the translation of another one: how each text stands to its original."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from functools import cached_property
from typing import Any

from wagtail_attachment.conf import conf
from wagtail_attachment.covered import CoveredPage
from wagtail_attachment.publishing.numbers import Change
from wagtail_attachment.publishing.texts import Text

from .bases import TranslationBase, follow
from .differences import Difference, compute_digest, find_differences
from .figures import Figures
from .origins import Origins, PairOrigin, Place
from .pair_reviews import PairReview, Subject
from .pairs import Pair, make_pairs, place_texts
from .places import learn_places
from .readers_text import ReadersText
from .sources import Source
from .texts import NOT_READ, get_passages


class TranslationState(ReadersText):
    """How one page, with the text it has in memory, stands to its original, pair by pair."""

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
        """What the page says, pictures and references too."""
        return get_passages(self.page)

    @cached_property
    def base(self) -> TranslationBase | None:
        """What is known of the original as the translator had it, where no tool keeps that."""
        if self.source.is_managed:
            return None
        return TranslationBase.find([self.subject]).get(self.subject)

    @cached_property
    def source_texts(self) -> list[Text]:
        """The original's texts that this text answers to."""
        if self.base is None:
            return self.source.texts
        placed = place_texts(self.texts, self.base.places)
        return follow(self.base.source_texts, self.base.targets, self.source.texts, placed)

    @cached_property
    def places(self) -> dict[str, str]:
        """The path of the translation by the original's, where the blocks have other ids."""
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
        """Every review of this translation, the oldest first."""
        return PairReview.find([self.subject])[self.subject]

    @cached_property
    def reviews_by_pair(self) -> dict[str, PairReview]:
        """The last review of each pair, by the pair's digest."""
        return {digest: review for review in self.reviews for digest in review.digests}

    def get_review(self, pair: Pair) -> PairReview | None:
        """Return who answered last for exactly this pair."""
        return self.reviews_by_pair.get(pair.digest)

    def get_origins(self, pair: Pair) -> frozenset[str]:
        """Return what wrote a pair's translation: ``"machine"``, ``"file"``, ``"memory"``.

        Empty where a person did.
        """
        return self.origins.get_kinds(pair) - {PairOrigin.Kind.SAME.value}

    @cached_property
    def untranslated(self) -> list[Pair]:
        """The pairs that say the same in both languages, or lack a part, and nobody said on purpose.

        What a machine or a file left the same was offered: someone has to read it, and no more.
        """
        return [pair for pair in self._undecided if not self._is_offered(pair)]

    @cached_property
    def one_sided(self) -> list[Pair]:
        """The pairs with words in one of the two languages alone, and nobody said on purpose."""
        return [
            pair
            for pair in self.pairs
            if pair.is_one_sided
            and pair.path.partition(".")[0] not in NOT_READ
            and not self.get_review(pair)
        ]

    @property
    def unfinished(self) -> list[Pair]:
        """The pairs that a translator, or someone's word, is still needed for."""
        return [*self.untranslated, *self.one_sided]

    @cached_property
    def to_read(self) -> list[Pair]:
        """The pairs that someone has to read before readers get them."""
        decided_elsewhere = {id(pair) for pair in self.unfinished}
        wanted = {id(pair) for pair in [*self.to_look_at, *self._undecided]}
        return [
            pair
            for pair in self.pairs
            if id(pair) not in decided_elsewhere
            and (id(pair) in wanted or self._is_to_be_reviewed(pair))
        ]

    @cached_property
    def figures(self) -> Figures:
        return Figures(self.pairs, self.safety, self.language)

    @cached_property
    def to_look_at(self) -> list[Pair]:
        """The pairs whose figures a person has to look at, in every mode of review."""
        return [pair for pair in self.figures.asked if not self.get_review(pair)]

    @cached_property
    def has_new_text(self) -> bool:
        """Whether readers do not get this text yet."""
        return bool(self.page.has_new_text())

    @cached_property
    def changed_numbers(self) -> list[Change]:
        """Empty for a text older than the original's: that is stale, and was right when it was made."""
        changes = self.figures.refused
        return [] if changes and self._is_behind else changes

    @cached_property
    def is_stale(self) -> bool:
        """Whether anything in the original is not what it was when this translation was made."""
        return bool(self.changed) or self._is_behind

    @cached_property
    def changed(self) -> list[Difference]:
        """What is not the same in the original as the translator had it, and as it is now."""
        if self.source.is_managed and not self.source.is_outdated:
            return self.missed_by_readers if self._is_behind else []
        if not self.source.is_managed and self.base is None:
            return []
        present = get_passages(self.source.page)
        language = self.source.locale.language_code
        return find_differences(self.source_texts, present, language)

    @property
    def changes_digest(self) -> str:
        """What someone has read of the original's changes when they say that they have compared it."""
        return compute_digest(self.changed)

    @property
    def unread(self) -> list[Pair]:
        """The pairs that nobody has answered for yet, whether or not someone has to."""
        return [
            pair
            for pair in self.pairs
            if pair.target
            and pair.target.is_prose
            and pair.has_letters
            and PairOrigin.Kind.SAME not in self.origins.get_kinds(pair)
            and not self.get_review(pair)
        ]

    @property
    def to_settle(self) -> list[Pair]:
        """The pairs that need no translator and no reviewer, but someone's word."""
        wanted = {id(pair) for pair in [*self._undecided, *self.one_sided]}
        return [pair for pair in self.pairs if id(pair) in wanted]

    @property
    def progress(self) -> tuple[int, int]:
        """How many texts need a translation, and how many of them have one."""
        pairs = [pair for pair in self.pairs if pair.source and pair.has_letters]
        left: Collection[int] = {id(pair) for pair in self.unfinished}
        return len(pairs), sum(id(pair) not in left for pair in pairs)

    @cached_property
    def _undecided(self) -> list[Pair]:
        return [
            pair
            for pair in self.pairs
            if (pair.is_equal or (pair.is_short and self.source.is_managed))
            and PairOrigin.Kind.SAME not in self.origins.get_kinds(pair)
            and not self.get_review(pair)
        ]

    def _is_offered(self, pair: Pair) -> bool:
        return pair.is_equal and bool(self.get_origins(pair))

    def _is_to_be_reviewed(self, pair: Pair) -> bool:
        mode = conf.WAGTAIL_ATTACHMENT_TRANSLATION_REVIEW
        if mode == "never" or pair.target is None:
            return False
        if mode == "always":
            wanted = pair.has_letters or bool(pair.target.content)
        else:
            wanted = pair.has_letters and bool(self.get_origins(pair))
        return wanted and not self.get_review(pair)

    @cached_property
    def _is_behind(self) -> bool:
        """Whether readers have this text already, and the original's is newer, without a record of it."""
        if self.base is not None:
            return False
        made_at, since = self._made_at, self.source.taken_at
        return bool(made_at and since and since > made_at and not self.has_new_text)

    @property
    def _made_at(self) -> datetime | None:
        return self.page.latest_revision_created_at
