"""Who read what, and when: the only source of a review date."""

from __future__ import annotations

from collections.abc import Collection

from django.db import models
from django.utils.translation import gettext_lazy as _

from .rows import LedgerRow, PersonMixin

Subject = tuple[str, str]
"""What was read: the label of its model, and its id."""


class Review(PersonMixin, LedgerRow):
    """A named person has read exactly this text of an article or snippet."""

    class Kind(models.TextChoices):
        CLINICAL = "clinical", _("Clinical review")
        TRANSLATION = "translation", _("Review of the translation")

    object_type = models.CharField(max_length=200)
    object_id = models.CharField(max_length=255)
    language = models.CharField(max_length=100)
    revision_id = models.PositiveBigIntegerField(null=True)
    digest = models.CharField(max_length=64)
    kind = models.CharField(max_length=20, choices=Kind)
    note = models.TextField(blank=True)
    next_due = models.DateField(null=True)

    class Meta(LedgerRow.Meta):
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        permissions = [("review_article", _("Can review articles clinically"))]
        indexes = [models.Index(fields=["object_type", "object_id", "kind"])]

    @classmethod
    def find_last(cls, subjects: Collection[Subject]) -> dict[Subject, dict[str, Review]]:
        """Return the last review of each kind of each of ``subjects``, in one query."""
        rows = cls.objects.filter(
            object_type__in={label for label, _object_id in subjects},
            object_id__in={object_id for _label, object_id in subjects},
        )
        found: dict[Subject, dict[str, Review]] = {subject: {} for subject in subjects}
        for row in rows.order_by("pk"):
            found.get((row.object_type, row.object_id), {})[row.kind] = row
        return found

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.person_name}, {self.at:%Y-%m-%d}"
