"""Who read what, and when: the only source of a review date."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from .rows import LedgerRow, PersonMixin


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

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.person_name}, {self.at:%Y-%m-%d}"
