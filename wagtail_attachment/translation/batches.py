"""Translating many pages as one act: what was asked for, and the result for each page."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail_attachment.held_work import HeldWork

_PATIENCE = timedelta(minutes=1)
"""How long a worker may be busy. If it has not begun by then, there may be no worker at all."""


class TranslationBatch(HeldWork):
    """What one person asked for: these pages, into these languages.

    The items record what is left, so a worker that runs the batch continues where the last one
    stopped.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    languages = models.JSONField(default=list)
    pretranslate = models.BooleanField(default=False)
    hand_over = models.BooleanField(default=False)
    begun_at = models.DateTimeField(default=timezone.now)
    asked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("batch of translations")
        verbose_name_plural = _("batches of translations")
        ordering = ["pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.pk}: {', '.join(self.languages)}"

    @classmethod
    def claim(cls, pk: int) -> TranslationBatch | None:
        """Return a batch for the caller alone to work on; ``None`` if it is done or in progress."""
        return cls.take(pk)

    def ask_again(self) -> None:
        """Record that a worker was just told to run it; does nothing if one is working on it."""
        idle = type(self).objects.idle().filter(pk=self.pk)
        idle.update(held_until=None, asked_at=timezone.now())

    @property
    def is_stuck(self) -> bool:
        """Whether something is left that nobody works on, though a worker should have begun."""
        if self.is_held or not self.waiting:
            return False
        return self.held_until is not None or timezone.now() - self.asked_at > _PATIENCE

    @property
    def waiting(self) -> int:
        return self.items.filter(state=TranslationBatchItem.State.WAITING).count()


class TranslationBatchItem(models.Model):
    """One page of a batch, and its result."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting to start")
        DONE = "done", _("Done")
        FAILED = "failed", _("Failed")

    batch = models.ForeignKey(TranslationBatch, on_delete=models.CASCADE, related_name="items")
    page_id = models.PositiveBigIntegerField()
    title = models.CharField(max_length=255)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    report = models.JSONField(default=list)
    """A sentence for each thing that was done, or could not be done."""

    class Meta:
        verbose_name = _("page of a batch of translations")
        verbose_name_plural = _("pages of a batch of translations")
        ordering = ["pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.title

    def note(self, report: list[str], *, has_failed: bool) -> None:
        """Store the result for the page."""
        self.state = self.State.FAILED if has_failed else self.State.DONE
        self.report = report
        self.save(update_fields=["state", "report"])


def create_batch(user: Any, pages: Any, languages: list[str], **options: bool) -> TranslationBatch:
    """Store what someone asks for; pages closest to the root come first."""
    batch = TranslationBatch._default_manager.create(user=user, languages=languages, **options)
    TranslationBatchItem._default_manager.bulk_create(
        TranslationBatchItem(batch=batch, page_id=page.pk, title=page.draft_title[:255])
        for page in sorted(pages, key=lambda page: (page.depth, page.path))
    )
    return batch
