"""An import: what was asked for, how far it has come, and who works at it."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail_attachment.held_work import HeldWork, HeldWorkQuerySet
from wagtail_attachment.languages.separators import join_items


class RunQuerySet(HeldWorkQuerySet):
    def idle(self) -> Self:
        """Return those that are not finished and that nobody works at."""
        return super().idle().filter(ended_at=None)


class ImportRun(HeldWork):
    """An import of many articles below one page. It can be killed at any moment, and goes on.

    Pages are named by their ids and people by their names too, so that the report outlives both.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting to continue")
        RUNNING = "running", _("In progress")
        INTERRUPTED = "interrupted", _("Stopped before it was done")
        FAILED = "failed", _("Failed")
        STOPPED = "stopped", _("Stopped")
        DONE = "done", _("Done")

    begun_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)
    is_stopped = models.BooleanField(default=False)
    """Whether someone ended it before all was imported."""
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    user_name = models.CharField(max_length=255, blank=True)
    parent_id = models.PositiveIntegerField(db_index=True)
    parent_title = models.CharField(max_length=255)
    page_type = models.CharField(max_length=255)
    spoken = models.CharField(max_length=20, blank=True)
    """The language in which its report is written."""
    names = models.JSONField(default=list)
    """The files and folders that it is of, as their owner knows them."""
    uploads = models.JSONField(default=list)
    """Where uploaded files are kept until it has ended, in the order of their names."""
    total = models.PositiveIntegerField(null=True)
    problems = models.JSONField(default=list)
    error = models.TextField(blank=True)

    objects: ClassVar[Any] = RunQuerySet.as_manager()

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return join_items(self.names)

    @property
    def state(self) -> State:
        if self.ended_at is not None:
            return self.State.STOPPED if self.is_stopped else self.State.DONE
        if self.held_until is None:
            return self.State.FAILED if self.error else self.State.WAITING
        return self.State.RUNNING if self.is_held else self.State.INTERRUPTED

    @property
    def may_continue(self) -> bool:
        """Whether someone has to ask for the rest of it."""
        return self.ended_at is None and self.state != self.State.RUNNING

    def claim(self) -> bool:
        """Hold it for the caller alone; ``False`` if someone else does, or it is done."""
        is_mine = self.take(self.pk, error="") is not None
        if is_mine:
            self.refresh_from_db()
        return is_mine
