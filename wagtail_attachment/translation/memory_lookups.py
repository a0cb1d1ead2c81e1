"""How far the memory has been asked already for the texts of a translation that are open."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Max

from .pair_texts import PairText


class MemoryLookup(models.Model):
    """All texts that the memory had were looked at for what one translation lacks.

    So nobody who opens that translation again waits for the same search, until the original has
    another text, or someone answers for another translation.
    """

    translation_key = models.UUIDField()
    """The key that a page shares with its translations."""
    language = models.CharField(max_length=100)
    source_at = models.DateTimeField()
    """When the original's text was taken that was looked for."""
    text_id = models.PositiveBigIntegerField()
    """The key of the last text that the memory had."""

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
        """Return what was looked up for this text of the original, as a query set of one or none."""
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
    """Return the key of the last text that the memory has in a language, 0 where it has none."""
    found = PairText.objects.filter(language=language).aggregate(last=Max("pk"))["last"]
    return int(found or 0)
