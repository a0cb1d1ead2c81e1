"""What a person can do with a translation: review it, keep a text as it is, compare it again."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from wagtail_attachment import permissions
from wagtail_attachment.covered import CoveredPage
from wagtail_attachment.ledger.persons import describe_person

from .bases import TranslationBase
from .changed_links import ChangedLink, find_changed_links
from .pair_reviews import PairReview, write_pairs
from .pair_states import TranslationState
from .pair_texts import PairText
from .pairs import Pair, place_texts
from .sources import find_source, get_draft
from .terms_missed import MissedTerm, find_missed_terms

_LASTING = {"page", "source", "safety", "texts", "origins", "has_new_text"}
"""Cached properties that nothing a person does here changes."""


@dataclass(frozen=True)
class Recorded:
    """What a review recorded: the ticked texts that are still on the page."""

    review: PairReview
    pairs: Sequence[Pair]


class PageTranslation(TranslationState):
    """A translation, with what a person can do to it."""

    @cached_property
    def missed_terms(self) -> list[MissedTerm]:
        """The glossary terms that texts not yet reviewed do not use."""
        return find_missed_terms(self)

    @cached_property
    def changed_links(self) -> list[ChangedLink]:
        """The web links in texts not yet reviewed that lead elsewhere than the original's."""
        return find_changed_links(self)

    @property
    def shows_original(self) -> bool:
        """Whether readers have only the original's words, as may happen in report only mode."""
        total, done = self.progress
        return self.page.live and not self.has_new_text and bool(total) and not done

    def record_review(self, user: Any, digests: Collection[str], note: str = "") -> Recorded:
        """Record that ``user`` has read the pairs of ``digests`` and takes responsibility for them.

        A pair that is no longer on the page is left out; the others count. Raises
        ``PermissionDenied`` without the permission, on the page too, and ``ValidationError`` if
        none of the pairs is left, or for an account without a name.
        """
        if not permissions.may_review_translation(user, self.page):
            raise PermissionDenied
        pairs = self._choose(self.pairs, digests)
        review, is_new = self._record(user, PairReview.Act.READ, pairs, note)
        if is_new:
            texts = [pair.words for pair in pairs]
            log(
                self.page,
                "wagtail_attachment.review_translation",
                user=user,
                data={"texts": texts},
            )
        return Recorded(review, pairs)

    def settle(self, user: Any, digests: Collection[str]) -> Recorded:
        """Record that the pairs of ``digests`` are as intended, in one act.

        This works for a name or a short title in the original's words and, if ``user`` may review,
        also for a longer text, or one that is missing in one of the languages, in part or as a
        whole. Other pairs are not recorded. Raises ``PermissionDenied`` if the user may neither
        edit the page nor review the translation, and ``ValidationError`` if nothing is left to
        settle.
        """
        if not permissions.may_read_translation(user, self.page):
            raise PermissionDenied
        may_review = permissions.may_review_translation(user, self.page)
        settled = [pair for pair in self.to_settle if may_review or self.may_keep_unread(pair)]
        pairs = self._choose(settled, digests)
        review, is_new = self._record(user, PairReview.Act.KEPT, pairs)
        if is_new:
            texts = [pair.words for pair in pairs]
            log(self.page, "wagtail_attachment.mark_same", user=user, data={"texts": texts})
        return Recorded(review, pairs)

    def mark_compared(self, user: Any, digest: str) -> None:
        """Record that ``user`` has compared the whole page with the original as it is now.

        For a translation that no tool manages. ``digest`` is that of the changes that they were
        shown. Raises ``PermissionDenied`` if they may not edit the page, and ``ValidationError`` if
        the original has changed since, or if nothing is left to compare.
        """
        if not permissions.may_edit(user, self.page):
            raise PermissionDenied
        if self.source.is_managed or not self.changed:
            raise ValidationError(_("Nothing was recorded: there is nothing to compare any more."))
        if digest != self.changes_digest:
            raise ValidationError(
                _(
                    "Nothing was recorded: the original has changed again since you opened the page. "
                    "Please compare it once more."
                )
            )
        changes = [change.words for change in self.changed]
        self._put_base(self.source.texts)
        log(
            self.page,
            "wagtail_attachment.compare_translation",
            user=user,
            data={"texts": changes},
        )

    def follow_original(self) -> None:
        """Store the original as its translator had it, when readers get the translation.

        If no tool manages it, only the parts where the translation's own words have changed are
        updated.
        """
        self._put_base(self.source_texts)

    def leave_tool(self) -> None:
        """Store what the original said when the tool took its text, since nothing else keeps it."""
        self._put_base(self.source.texts)

    def _put_base(self, source: Sequence[Any]) -> None:
        target = place_texts(self.texts, self.places)
        TranslationBase.put(self.subject, source, target, self.places)
        self._forget()

    def _choose(self, pairs: Sequence[Pair], digests: Collection[str]) -> list[Pair]:
        chosen = {pair.digest: pair for pair in pairs if pair.digest in digests}
        if not chosen:
            raise ValidationError(
                _("These texts have changed since you opened the page: please read them again.")
            )
        return list(chosen.values())

    def _record(
        self, user: Any, act: str, pairs: Sequence[Pair], note: str = ""
    ) -> tuple[PairReview, bool]:
        object_type, object_id, language = self.subject
        source_language = self.source.locale.language_code
        person = describe_person(user)
        about = {"object_type": object_type, "object_id": object_id, "language": language}
        review, is_new = PairReview.record_once(
            about,
            source_language=source_language,
            revision_id=getattr(self.page, "latest_revision_id", None),
            act=act,
            note=note,
            pairs=write_pairs(pairs),
            **person,
        )
        PairText.keep(pairs, review)
        self._forget()
        return review, is_new

    def _forget(self) -> None:
        """Clear the cached results, since the translation has changed."""
        self.__dict__ = {name: value for name, value in vars(self).items() if name in _LASTING}


def find_translation(page: CoveredPage, safety: Any = None) -> PageTranslation | None:
    """Return ``page``, with the text it has in memory, as a translation.

    ``None`` if it is an original or an alias. ``safety`` is what was resolved for it already.
    """
    safety = safety or page.get_safety()
    source = find_source(page, safety)
    return PageTranslation(page, source, safety) if source else None


def find_pending_translation(page: CoveredPage) -> PageTranslation | None:
    """Return the translation with the text that would be published next."""
    return find_translation(get_draft(page))
