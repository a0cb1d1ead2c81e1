"""Drafts of sentences for readers that someone else has yet to approve."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils.translation import gettext_lazy
from wagtail.admin.utils import get_user_display_name

from wagtail_attachment.ledger.digests import compute_digest
from wagtail_attachment.permissions import may_translate

from .reader_texts import load_reader_texts, require_whole


class ReaderTextDraft(models.Model):
    """A proposed text for one sentence in one language; readers do not get it."""

    language = models.CharField(max_length=100)
    key = models.CharField(max_length=64)
    """The digest of the package's sentence."""
    message = models.TextField()
    text = models.TextField()
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = gettext_lazy("draft of a sentence for readers")
        verbose_name_plural = gettext_lazy("drafts of sentences for readers")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["language", "key"], name="wagtail_attachment_reader_text_draft"
            )
        ]

    def __str__(self) -> str:
        return f"{self.language}: {self.message}"

    @property
    def drafter(self) -> str:
        return str(get_user_display_name(self.drafted_by)) if self.drafted_by else ""

    @classmethod
    def find(cls, language: str) -> dict[str, ReaderTextDraft]:
        """Return the drafts in a language by the package's sentence, with one query."""
        rows = cls._default_manager.filter(language=language).select_related("drafted_by")
        return {row.message: row for row in rows}

    @classmethod
    def discard(cls, language: str, messages: Collection[str]) -> None:
        """Delete the drafts for these sentences, which have been decided on."""
        keys = [compute_digest(message) for message in messages]
        cls._default_manager.filter(language=language, key__in=keys).delete()


def draft_reader_texts(user: Any, language: str, texts: Mapping[str, str]) -> int:
    """Keep ``texts``, by message, for a reviewer; return how many drafts are new or changed.

    A text that readers already get is no longer a draft. Raises ``PermissionDenied`` if the user
    may not translate, and ``ValidationError`` by message for a text that loses a placeholder or
    markup.
    """
    if not may_translate(user):
        raise PermissionDenied
    require_whole(texts)
    present, known = load_reader_texts(language), ReaderTextDraft.find(language)
    new = {
        message: text
        for message, text in texts.items()
        if text and text != present.get(message, "") and text != _get_text(known.get(message))
    }
    withdrawn = [
        message for message, text in texts.items() if not text or text == present.get(message)
    ]
    with transaction.atomic():
        ReaderTextDraft.discard(language, withdrawn)
        for message, text in new.items():
            ReaderTextDraft._default_manager.update_or_create(
                language=language,
                key=compute_digest(message),
                defaults={"message": message, "text": text, "drafted_by": user},
            )
    return len(new)


def _get_text(draft: ReaderTextDraft | None) -> str:
    return draft.text if draft else ""
