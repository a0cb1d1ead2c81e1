"""Who has reviewed which pairs of texts, and who kept a text as in the original on purpose."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail_attachment.ledger.persons import PersonMixin
from wagtail_attachment.ledger.rows import LedgerRow

from .pairs import Pair

Subject = tuple[str, str, str]
"""A translation: the label of its model, its id, its language."""


class PairReview(PersonMixin, LedgerRow):
    """A named person takes responsibility for some pairs of one translation, and for no others.

    A pair in any row stays reviewed wherever it moves on its page. If a word of either text
    changes, or the target of a link, it is another pair, which nobody has reviewed.
    """

    class Act(models.TextChoices):
        READ = "read", _("Reviewed")
        KEPT = "kept", _("Kept on purpose")

    object_type = models.CharField(max_length=200)
    object_id = models.CharField(max_length=255)
    language = models.CharField(max_length=100)
    source_language = models.CharField(max_length=100)
    revision_id = models.PositiveBigIntegerField(null=True)
    act = models.CharField(max_length=20, choices=Act)
    """``kept`` if a text is the original's on purpose, or is in only one of the languages."""
    note = models.TextField(blank=True)
    pairs = models.JSONField()
    """``[[path, pair digest, source digest, target digest], …]``"""

    class Meta(LedgerRow.Meta):
        verbose_name = _("review of a translation")
        verbose_name_plural = _("reviews of translations")
        permissions = [("review_translation", _("Can review translations"))]
        indexes = [models.Index(fields=["object_type", "object_id", "language"])]

    def __str__(self) -> str:
        return f"{self.get_act_display()}: {self.person_name}, {self.at:%Y-%m-%d}"

    @property
    def subject(self) -> Subject:
        return self.object_type, self.object_id, self.language

    @property
    def digests(self) -> list[str]:
        """The digests of its pairs."""
        return [digest for _path, digest, _source, _target in self.pairs]

    @classmethod
    def find(cls, subjects: Collection[Subject]) -> dict[Subject, list[PairReview]]:
        """Return the reviews of each of ``subjects``, oldest first, in one query."""
        found: dict[Subject, list[PairReview]] = {subject: [] for subject in subjects}
        rows = cls.objects.filter(
            object_type__in={label for label, _id, _language in subjects},
            object_id__in=[object_id for _label, object_id, _language in subjects],
        )
        for row in rows.order_by("pk"):
            if row.subject in found:
                found[row.subject].append(row)
        return found


def write_pairs(pairs: Iterable[Pair]) -> list[Any]:
    """Return pairs in the form in which a review lists them."""
    return [[pair.path, pair.digest, pair.source_digest, pair.target_digest] for pair in pairs]
