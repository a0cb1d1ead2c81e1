"""What is known of a translated text by its words alone, wherever it stands."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail_attachment.publishing.texts import Text


class TextMark(models.Model):
    """A text in one language came from a machine or a file, or is the original's on purpose.

    wagtail-localize forgets where a text came from as soon as somebody presses *Save*; this does
    not. The text itself is not kept, only its sha256.
    """

    class Kind(models.TextChoices):
        MACHINE = "machine", _("Written by a machine")
        FILE = "file", _("Came from a file")
        SAME = "same", _("The same on purpose")

    language = models.CharField(max_length=100)
    digest = models.CharField(max_length=64)
    kind = models.CharField(max_length=20, choices=Kind)
    tool = models.CharField(max_length=255, blank=True)
    person_id = models.CharField(max_length=255, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()
        permissions = [("review_translation", _("Can review translations"))]
        constraints = [
            models.UniqueConstraint(
                fields=["language", "digest", "kind"], name="wagtail_attachment_text_mark"
            )
        ]

    def __str__(self) -> str:
        return f"{self.language}: {self.get_kind_display()}"

    @classmethod
    def put(
        cls, kind: str, language: str, texts: Iterable[Text], *, user: Any = None, tool: str = ""
    ) -> None:
        """Mark the texts, in one query; what is marked so already stays as it is."""
        marks = [
            cls(
                kind=kind,
                language=language,
                digest=text.digest,
                tool=tool,
                person_id=user.pk if user else "",
            )
            for text in texts
            if text.needs_translation
        ]
        cls._default_manager.bulk_create(marks, ignore_conflicts=True)

    @classmethod
    def get_kinds(
        cls, languages: Collection[str], texts: Iterable[Text] | None = None
    ) -> dict[str, dict[str, set[str]]]:
        """Return the marks in each language by digest, of ``texts`` or of all, in one query."""
        kinds: dict[str, dict[str, set[str]]] = {language: {} for language in languages}
        rows = cls.objects.filter(language__in=languages)
        if texts is not None:
            rows = rows.filter(digest__in={text.digest for text in texts})
        for language, digest, kind in rows.values_list("language", "digest", "kind"):
            kinds[language].setdefault(digest, set()).add(kind)
        return kinds
