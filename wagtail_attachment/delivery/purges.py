"""Purges: what must still be removed from the cache in front of the site."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail_attachment.held_work import HOLD, HeldWork
from wagtail_attachment.ledger.id_ranges import count, pack

# A worker may be busy, but if nothing has started after this time, there may be no worker.
_PATIENCE = timedelta(minutes=5)


class Purge(HeldWork):
    """The pages and addresses that one change still has to purge.

    The row is stored with the change and deleted when all is done, so nothing is lost if the
    process dies. While it exists, cached copies of these pages may be old. The pages are found
    after the commit, by ``shown_model`` and ``shown_id``, since pages published until then may also
    show the old state.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting to start")
        RUNNING = "running", _("In progress")
        INTERRUPTED = "interrupted", _("Stopped before it was done")
        FAILED = "failed", _("Failed")

    cause = models.CharField(max_length=255)
    begun_at = models.DateTimeField(default=timezone.now)
    asked_at = models.DateTimeField(default=timezone.now)
    shown_model = models.CharField(max_length=255, blank=True)
    shown_id = models.CharField(max_length=255, blank=True)
    pages = models.JSONField(default=list)
    addresses = models.JSONField(default=list)
    total = models.PositiveIntegerField(default=0)
    error = models.TextField(blank=True)

    class Meta:
        verbose_name = _("purge")
        verbose_name_plural = _("purges")
        ordering = ["pk"]
        default_permissions = ()
        permissions = [("run_purge", _("Can purge cached pages again"))]

    def __str__(self) -> str:
        return f"{self.cause}: {self.left} of {self.total}"

    @classmethod
    def owe(cls, cause: str, page_ids: Iterable[int], addresses: Iterable[str]) -> Purge:
        """Store and return a purge of these pages and addresses."""
        purge = cls(cause=cause[:255])
        purge._put_in(page_ids, addresses)
        purge.save()
        return purge

    @classmethod
    def owe_what_shows(cls, cause: str, shown: models.Model) -> Purge:
        """Store and return a purge of whatever shows a row; the pages are found later."""
        label = shown._meta.label
        return cls.objects.create(cause=cause[:255], shown_model=label, shown_id=str(shown.pk))

    @classmethod
    def claim(cls, pk: int) -> Purge | None:
        """Return a purge held by the caller alone, or ``None`` if it is done or in progress."""
        return cls.take(pk, error="")

    @property
    def is_counted(self) -> bool:
        """Whether the pages and addresses to purge have been found."""
        return not self.shown_model

    @property
    def left(self) -> int:
        """How many pages and other addresses must still be purged."""
        return count(self.pages) + len(self.addresses)

    @property
    def state(self) -> State:
        if self.held_until is None:
            return self.State.FAILED if self.error else self.State.WAITING
        return self.State.RUNNING if self.is_held else self.State.INTERRUPTED

    @property
    def is_stuck(self) -> bool:
        """Whether the purge failed or stopped, or did not start in time."""
        if self.state == self.State.WAITING:
            return timezone.now() - self.asked_at > _PATIENCE
        return self.state != self.State.RUNNING

    @property
    def last_progress(self) -> datetime | None:
        """When the process that works on the purge last reported."""
        return self.held_until and self.held_until - HOLD

    def get_shown(self) -> models.Model | None:
        """Return the row whose pages must still be found; ``None`` if it was deleted."""
        rows = apps.get_model(self.shown_model)._base_manager.filter(pk=self.shown_id)
        return rows.first()

    def note_found(self, page_ids: Iterable[int], addresses: Iterable[str]) -> bool:
        """Store what to purge and renew the hold; ``False`` if another process has taken over."""
        self._put_in(page_ids, addresses)
        self.shown_model = ""
        return self.hold_on(total=self.total, shown_model="")

    def note_progress(self, page_ids: Iterable[int], addresses: Iterable[str]) -> bool:
        """Store what is left and renew the hold; ``False`` if another process has taken over."""
        self.pages, self.addresses = pack(page_ids), list(addresses)
        return self.hold_on()

    def note_end(self, error: str = "") -> None:
        """Store the error with which the purge ended; delete the purge if there was none."""
        if error:
            self.let_go(error=error)
        else:
            self._of_mine().delete()

    def _put_in(self, page_ids: Iterable[int], addresses: Iterable[str]) -> None:
        self.pages, self.addresses = pack(page_ids), sorted(addresses)
        self.total = self.left

    def _store(self, **values: Any) -> bool:
        return super()._store(pages=self.pages, addresses=self.addresses, **values)
