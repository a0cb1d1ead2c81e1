"""A page as the translation of another one: what is left to do before readers may have it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from wagtail_attachment import permissions
from wagtail_attachment.conf import conf
from wagtail_attachment.covered import CoveredPage
from wagtail_attachment.ledger.reviews import Review
from wagtail_attachment.ledger.rows import describe_person
from wagtail_attachment.publishing.numbers import Change, find_changes
from wagtail_attachment.publishing.texts import Text, align

from .marks import TextMark
from .sources import Source, find_source, find_texts_at, get_draft
from .texts import compute_texts_digest, get_texts


class PageTranslation:
    """How one page, with the text it has in memory, stands to its original."""

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

    @cached_property
    def texts(self) -> list[Text]:
        return get_texts(self.page)

    @property
    def digest(self) -> str:
        """What a reviewer reads, as a sha256; a review holds for it alone."""
        return compute_texts_digest(self.texts)

    @cached_property
    def untranslated(self) -> list[Text]:
        originals = {text.digest for text in self.source.texts}
        found = [
            text
            for text in self.texts
            if text.needs_translation
            and text.digest in originals
            and TextMark.Kind.SAME not in self.marks.get(text.digest, ())
        ]
        return found + self._blank

    @cached_property
    def marks(self) -> dict[str, set[str]]:
        """What is known of the texts, by their digests."""
        return TextMark.get_kinds([self.language], self.texts)[self.language]

    @cached_property
    def has_new_text(self) -> bool:
        """Whether readers do not get this text yet."""
        return self.page.has_new_text()

    @cached_property
    def unreviewed(self) -> list[Text]:
        return [] if not self._to_review or self.review else self._to_review

    @cached_property
    def review(self) -> Review | None:
        """The review of exactly this text."""
        return (
            Review.objects.filter(
                object_type=self.page._meta.label,
                object_id=self.page.pk,
                kind=Review.Kind.TRANSLATION,
                language=self.language,
                digest=self.digest,
            )
            .order_by("-pk")
            .first()
        )

    @cached_property
    def changed_numbers(self) -> list[Change]:
        """Empty for a text older than the original's: that is stale, and was right when it was made."""
        changes = find_changes(self.source.texts, self.texts, self.safety.known_numbers)
        return [] if changes and self._is_behind else changes

    @cached_property
    def is_stale(self) -> bool:
        """Whether the original has been published with another text since."""
        return self._is_behind or bool(self.changed_source_texts)

    @cached_property
    def changed_source_texts(self) -> list[Text]:
        """The original's texts that the translator has not had, as far as that is known."""
        known = self._find_texts_had()
        if known is None:
            return []
        digests = {text.digest for text in known}
        return [text for text in get_texts(self.source.page) if text.digest not in digests]

    @property
    def progress(self) -> tuple[int, int]:
        """How many texts need a translation, and how many of them have one."""
        total = sum(text.needs_translation for text in self.source.texts)
        return total, max(total - len(self.untranslated), 0)

    def record_review(self, user: Any, digest: str, note: str = "") -> Review:
        """Record that ``user`` has read exactly the text of ``digest`` and answers for it.

        Raises ``PermissionDenied`` without the right, ``ValidationError`` if the text has moved on.
        """
        if not user.has_perm(permissions.REVIEW_TRANSLATION):
            raise PermissionDenied
        if digest != self.digest:
            raise ValidationError(
                _("The translation has changed since you opened it: please read it again.")
            )
        review = Review.record(
            object_type=self.page._meta.label,
            object_id=self.page.pk,
            language=self.language,
            revision_id=self.page.latest_revision_id,
            digest=digest,
            kind=Review.Kind.TRANSLATION,
            note=note,
            **describe_person(user),
        )
        log(self.page, "wagtail_attachment.review_translation", user=user)
        self.__dict__.pop("review", None)
        self.__dict__.pop("unreviewed", None)
        return review

    def mark_same(self, user: Any, texts: Collection[Text]) -> None:
        """Record that these texts read the same in this language, on purpose.

        Raises ``PermissionDenied`` for who may not edit the page.
        """
        if not self.page.permissions_for_user(user).can_edit():
            raise PermissionDenied
        TextMark.put(TextMark.Kind.SAME, self.language, texts, user=user)
        log(
            self.page,
            "wagtail_attachment.mark_same",
            user=user,
            data={"texts": [text.words for text in texts]},
        )
        for name in ("marks", "untranslated"):
            self.__dict__.pop(name, None)

    @property
    def _blank(self) -> list[Text]:
        """The originals whose place in a translation that is kept alike has nothing in it."""
        if not self.source.is_synced:
            return []
        return [
            text
            for ours, theirs in align(self.source.texts, self.texts)
            for text in ours[len(theirs) :]
            if text.needs_translation
        ]

    @cached_property
    def _to_review(self) -> list[Text]:
        mode = conf.WAGTAIL_ATTACHMENT_TRANSLATION_REVIEW
        if mode == "never":
            return []
        return [
            text
            for text in self.texts
            if text.needs_translation and (mode == "always" or self.get_origins(text))
        ]

    def get_origins(self, text: Text) -> frozenset[str]:
        """Return what wrote a text other than a person: ``"machine"``, ``"file"``."""
        return frozenset(self.marks.get(text.digest, ())) - {TextMark.Kind.SAME.value}

    @cached_property
    def _is_behind(self) -> bool:
        """Whether readers have this text already, and the original is newer than it."""
        since = self.source.taken_at
        return bool(self._made_at and since and since > self._made_at and not self.has_new_text)

    @property
    def _made_at(self) -> datetime | None:
        return self.page.latest_revision_created_at

    def _find_texts_had(self) -> list[Text] | None:
        """Return the original's text as the translator had it; ``None`` where it is still that."""
        published_at, taken_at = self.source.page.last_published_at, self.source.taken_at
        if published_at and taken_at and published_at > taken_at:
            return self.source.texts
        return find_texts_at(self.source.page, self._made_at) if self._is_behind else None


def find_translation(page: CoveredPage, safety: Any = None) -> PageTranslation | None:
    """Return ``page``, with the text it has in memory, as a translation.

    ``None`` where it is an original or an alias. ``safety`` is what was resolved of it already.
    """
    safety = safety or page.get_safety()
    source = find_source(page, safety)
    return PageTranslation(page, source, safety) if source else None


def find_pending_translation(page: CoveredPage) -> PageTranslation | None:
    """Return the translation with the text that it would be published with next."""
    return find_translation(get_draft(page))
