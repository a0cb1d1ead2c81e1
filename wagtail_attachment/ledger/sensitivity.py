"""Who said that an article is sensitive, or that help need not stand above it, and why."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from .memo import get_memo, remember, remember_each
from .persons import PersonMixin
from .rows import LedgerRow


class SensitivityDecision(PersonMixin, LedgerRow):
    """A person's word on one article, or what it was found to be about when it went live.

    ``article`` is the translation key that an article shares with its translations, ``object_id`` the
    page whose text was read. ``reasons`` holds what was said or found or, for a lowering, all that the
    person saw and answered for: each reason's key, with its name and how often it stood in the text.
    """

    class Act(models.TextChoices):
        RAISED = "raised", _("Said that it is sensitive")
        LOWERED = "lowered", _("Decided that help need not stand above the text")
        NOTED = "noted", _("Published as sensitive")

    article = models.CharField(max_length=36, db_index=True)
    object_type = models.CharField(max_length=200)
    object_id = models.CharField(max_length=255)
    language = models.CharField(max_length=100)
    act = models.CharField(max_length=10, choices=Act)
    reason = models.TextField(blank=True)
    reasons = models.JSONField(encoder=DjangoJSONEncoder)
    digest = models.CharField(max_length=64, blank=True)

    class Meta(LedgerRow.Meta):
        verbose_name = _("decision on sensitivity")
        verbose_name_plural = _("decisions on sensitivity")
        permissions = [("lower_sensitivity", _("Can decide that help need not stand above a text"))]

    def __str__(self) -> str:
        return f"{self.get_act_display()}: {self.person_name}, {self.at:%Y-%m-%d}"

    @classmethod
    def find(cls, articles: Collection[str]) -> dict[str, list[SensitivityDecision]]:
        """Return the decisions on each of these articles in all languages, the oldest first."""
        found: dict[str, list[SensitivityDecision]] = {article: [] for article in articles}
        for row in cls.objects.filter(article__in=found).order_by("pk"):
            found[row.article].append(row)
        return found


def read_decisions(articles: Collection[str]) -> dict[str, list[SensitivityDecision]]:
    """Return the decisions on each of these articles.

    Where they may be remembered, one query says for all articles of a site which have any.
    """
    if get_memo() is None:
        return SensitivityDecision.find(articles)
    decided = remember("decided articles", _find_decided)
    found = remember_each(
        "decisions", [each for each in articles if each in decided], SensitivityDecision.find
    )
    return {article: found.get(article, []) for article in articles}


def _find_decided() -> frozenset[Any]:
    rows = SensitivityDecision.objects.order_by().values_list("article", flat=True)
    return frozenset(rows.distinct())
