"""How far the memory has been searched for the texts that a translation still lacks."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Max

from .pair_texts import PairText


class MemoryLookup(models.Model):
    """A record that the memory was searched for all texts that one translation lacks.

    Opening that translation again does not repeat the search, until the original has another text
    or another translation is reviewed.
    """

    translation_key = models.UUIDField()
    """The key that a page shares with its translations."""
    language = models.CharField(max_length=100)
    source_at = models.DateTimeField()
    """When the text of the original that was searched for was taken."""
    text_id = models.PositiveBigIntegerField()
    """The key of the last text in the memory at that time."""

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["translation_key", "language"], name="wagtail_attachment_memory_lookup"
            )
        ]

    def __str__(self) -> str:
        return f"{self.translation_key}: {self.language}"

    @classmethod
    def find(cls, translation_key: Any, language: Any, source_at: Any) -> Any:
        """Return the lookup for this text of the original, as a queryset of one or none."""
        return cls._default_manager.filter(
            translation_key=translation_key, language=language, source_at__gte=source_at
        )

    @classmethod
    def put(cls, translation_key: Any, language: str, source_at: datetime, text_id: int) -> None:
        cls._default_manager.update_or_create(
            translation_key=translation_key,
            language=language,
            defaults={"source_at": source_at, "text_id": text_id},
        )


def find_last_text_id(language: str) -> int:
    """Return the key of the last text in the memory for a language; 0 if there is none."""
    found = PairText.objects.filter(language=language).aggregate(last=Max("pk"))["last"]
    return int(found or 0)
