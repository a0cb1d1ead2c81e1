"""An import: its input, its progress, and who works on it."""

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
        """Return the imports that are unfinished and that nobody is working on."""
        return super().idle().filter(ended_at=None)


class ImportRun(HeldWork):
    """An import of many articles below one page, which can be interrupted and continued.

    Pages are stored by id with their title, and people with their name, so that the report outlives
    both.
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
    """Whether someone ended it before everything was imported."""
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    user_name = models.CharField(max_length=255, blank=True)
    parent_id = models.PositiveIntegerField(db_index=True)
    parent_title = models.CharField(max_length=255)
    page_type = models.CharField(max_length=255)
    spoken = models.CharField(max_length=20, blank=True)
    """The language of its report."""
    names = models.JSONField(default=list)
    """The imported files and folders, by the names that their owner knows."""
    uploads = models.JSONField(default=list)
    """The stored paths of the uploaded files, in the order of ``names``, until the import ends."""
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
        """Whether someone has to start the rest of it."""
        return self.ended_at is None and self.state != self.State.RUNNING

    def claim(self) -> bool:
        """Take the import for this caller alone; ``False`` if it is taken or finished."""
        is_mine = self.take(self.pk, error="") is not None
        if is_mine:
            self.refresh_from_db()
        return is_mine
