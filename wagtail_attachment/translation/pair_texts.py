"""The words of reviewed pairs: what the digests in reviews stand for."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail_attachment.ledger.rows import WrittenOnce
from wagtail_attachment.publishing.texts import Text

from .pair_reviews import PairReview
from .pairs import Pair


class PairText(WrittenOnce):
    """Both texts of a pair, stored with each review that covers it."""

    digest = models.CharField(max_length=32)
    language = models.CharField(max_length=100)
    source_language = models.CharField(max_length=100)
    source_digest = models.CharField(max_length=32, blank=True, db_index=True)
    source = models.JSONField(null=True)
    """The original's words, links and content; ``null`` if the original has no such text."""
    target = models.JSONField(null=True)
    review_id = models.PositiveBigIntegerField(db_index=True)
    """The review that covers the pair."""

    class Meta(WrittenOnce.Meta):
        verbose_name = _("reviewed text")
        verbose_name_plural = _("reviewed texts")
        constraints = [
            models.UniqueConstraint(
                fields=["digest", "language", "source_language", "review_id"],
                name="wagtail_attachment_pair_text",
            )
        ]

    def __str__(self) -> str:
        return self.digest

    @classmethod
    def keep(cls, pairs: Iterable[Pair], review: PairReview) -> None:
        """Store the texts of these pairs, which ``review`` lists; stored pairs stay as they are."""
        rows = [
            cls(
                digest=pair.digest,
                language=review.language,
                source_language=review.source_language,
                review_id=review.pk,
                source_digest=pair.source_digest,
                source=write_text(pair.source),
                target=write_text(pair.target),
            )
            for pair in {pair.digest: pair for pair in pairs}.values()
        ]
        cls.create_many(rows, spare_known=True)

    @classmethod
    def read(cls, digests: Collection[str], language: str) -> dict[str, PairText]:
        """Return the stored pairs with these ``digests``, in one query."""
        rows = cls.objects.filter(digest__in=set(digests), language=language)
        return {row.digest: row for row in rows}

    @property
    def source_text(self) -> Text | None:
        return read_text("", self.source)

    @property
    def target_text(self) -> Text | None:
        return read_text("", self.target)


def write_text(text: Text | None) -> list[Any] | None:
    """Return a text as plain values, without its path."""
    return [text.words, [list(link) for link in text.links], text.content] if text else None


def read_text(path: str, values: list[Any] | None) -> Text | None:
    """Return the text stored as these plain values."""
    if values is None:
        return None
    words, links, content = values
    return Text(path, words, tuple((target, shown) for target, shown in links), content)
