"""A page as the translation of another one: how each text compares with its original."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from functools import cached_property

from wagtail_attachment.conf import conf
from wagtail_attachment.publishing.numbers import Change

from .differences import Difference, compute_digest, find_differences
from .figures import Figures
from .keeping import is_in_original
from .origins import PairOrigin
from .pairs import Pair, RefusedPair
from .readers_text import ReadersText
from .sources import find_refused
from .texts import NOT_READ, get_passages


class TranslationState(ReadersText):
    """A comparison of a page's text in memory with its original's, pair by pair."""

    @cached_property
    def untranslated(self) -> list[Pair]:
        """The pairs that are the same in both languages, or lack a part, and not on purpose.

        Left out are texts that a machine or a file left the same, which only have to be reviewed,
        and longer texts that a translator saved in the original's words.
        """
        return [pair for pair in self._undecided if not self._is_offered(pair)]

    @cached_property
    def refused(self) -> list[RefusedPair]:
        """The untranslated pairs with a translation that a tool keeps out of the page."""
        if not self.source.is_managed or not self.untranslated:
            return []
        found = find_refused(self.page)
        return [
            RefusedPair(pair, each.words, each.error)
            for pair in self.untranslated
            if pair.source and (each := found.get((pair.path, pair.source.words_digest)))
        ]

    @property
    def without_translation(self) -> list[Pair]:
        """The untranslated pairs for which nobody has written anything."""
        refused = {id(each.pair) for each in self.refused}
        return [pair for pair in self.untranslated if id(pair) not in refused]

    def may_keep_unread(self, pair: Pair) -> bool:
        """Say whether a translator may keep the original's words here, together with other pairs.

        True for a name or a short title, and for any text if the languages differ only by region.
        Any other text would reach readers in the wrong language, so a reviewer has to approve each
        one.
        """
        return pair.is_equal and not self._is_in_original(pair)

    @property
    def in_original(self) -> list[Pair]:
        """The pairs that readers get in the original's language."""
        return [pair for pair in self.pairs if self._is_in_original(pair)]

    @property
    def is_all_the_same(self) -> bool:
        """Whether every text is in the original's words."""
        pairs = [pair for pair in self.pairs if pair.source and pair.has_letters]
        return bool(pairs) and all(pair.is_equal for pair in pairs)

    @cached_property
    def one_sided(self) -> list[Pair]:
        """The pairs with words in only one of the languages, without a person's decision."""
        return [
            pair
            for pair in self.pairs
            if pair.is_one_sided
            and pair.path.partition(".")[0] not in NOT_READ
            and not self.get_review(pair)
        ]

    @property
    def unfinished(self) -> list[Pair]:
        """The pairs that still need a translator or a person's decision."""
        return [*self.untranslated, *self.one_sided]

    @cached_property
    def to_read(self) -> list[Pair]:
        """The pairs that someone has to review before readers get them."""
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
        """The pairs whose figures a person has to check, in every mode of review."""
        return [pair for pair in self.figures.asked if not self.get_review(pair)]

    @cached_property
    def has_new_text(self) -> bool:
        """Whether readers do not have this text yet."""
        return bool(self.page.has_new_text())

    @cached_property
    def changed_numbers(self) -> list[Change]:
        """The refused changes of numbers; empty if the original's text is newer.

        The translation was right when it was made.
        """
        changes = self.figures.refused
        return [] if changes and self._is_behind else changes

    @cached_property
    def is_stale(self) -> bool:
        """Whether the original has changed in any way since this translation was made."""
        return bool(self.changed) or self._is_behind

    @cached_property
    def changed(self) -> list[Difference]:
        """The differences between the original as the translator had it and as it is now."""
        if self.source.is_managed and not self.source.is_outdated:
            return self.missed_by_readers if self._is_behind else []
        if not self.source.is_managed and self.base is None:
            return []
        present = get_passages(self.source.page)
        language = self.source.locale.language_code
        return find_differences(self.source_texts, present, language)

    @property
    def changes_digest(self) -> str:
        """A digest of the original's changes, which a person confirms having compared."""
        return compute_digest(self.changed)

    @property
    def unread(self) -> list[Pair]:
        """The pairs that nobody has reviewed yet, whether or not someone has to."""
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
        """The pairs that need neither a translator nor a reviewer, only a person's decision."""
        wanted = {id(pair) for pair in [*self._undecided, *self.one_sided]}
        wanted -= {id(each.pair) for each in self.refused}
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
            and not self._is_saved_the_same(pair)
            and not self.get_review(pair)
        ]

    def _is_saved_the_same(self, pair: Pair) -> bool:
        """Say whether a translator saved the original's words here, and no more is needed."""
        is_saved = PairOrigin.Kind.SAME in self.origins.get_kinds(pair)
        return is_saved and (not pair.is_equal or self.may_keep_unread(pair))

    def _is_in_original(self, pair: Pair) -> bool:
        return is_in_original(pair, self.source.locale.language_code, self.language)

    def _is_offered(self, pair: Pair) -> bool:
        return pair.is_equal and bool(self.origins.get_kinds(pair))

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
        """Whether readers have this text and the original's is newer, with no base on record."""
        if self.base is not None:
            return False
        made_at, since = self._made_at, self.source.taken_at
        return bool(made_at and since and since > made_at and not self.has_new_text)

    @property
    def _made_at(self) -> datetime | None:
        return self.page.latest_revision_created_at
