"""What is yet to be taken from the cache in front of the site, kept until it is."""

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

# A worker has other things to do, but who has not begun after this may not be there at all.
_PATIENCE = timedelta(minutes=5)


class Purge(HeldWork):
    """What one change left to purge: a row that is stored with the change and goes when all is done.

    So nothing is lost with the process that was to do it, and what is said of it is true: cached
    copies of these pages and addresses may be old. Which these are is found after the commit, by
    ``shown_model`` and ``shown_id``: what others published until then may show the old state too.
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
        """Store that these pages and addresses are to be purged."""
        purge = cls(cause=cause[:255])
        purge._put_in(page_ids, addresses)
        purge.save()
        return purge

    @classmethod
    def owe_what_shows(cls, cause: str, shown: models.Model) -> Purge:
        """Store that whatever shows a row is to be purged, and is yet to be found."""
        label = shown._meta.label
        return cls.objects.create(cause=cause[:255], shown_model=label, shown_id=str(shown.pk))

    @classmethod
    def claim(cls, pk: int) -> Purge | None:
        """Return a purge for the caller alone to work at, or ``None`` if it is done or being done."""
        return cls.take(pk, error="")

    @property
    def is_counted(self) -> bool:
        """Whether it has been found what is to be purged."""
        return not self.shown_model

    @property
    def left(self) -> int:
        """How many pages and other addresses are yet to be purged."""
        return count(self.pages) + len(self.addresses)

    @property
    def state(self) -> State:
        if self.held_until is None:
            return self.State.FAILED if self.error else self.State.WAITING
        return self.State.RUNNING if self.is_held else self.State.INTERRUPTED

    @property
    def is_stuck(self) -> bool:
        """Whether nobody works at it, and nobody has begun who should have."""
        if self.state == self.State.WAITING:
            return timezone.now() - self.asked_at > _PATIENCE
        return self.state != self.State.RUNNING

    @property
    def last_progress(self) -> datetime | None:
        """When whoever works at it was last heard of."""
        return self.held_until and self.held_until - HOLD

    def get_shown(self) -> models.Model | None:
        """Return the row whose pages are yet to be found; ``None`` if it is gone."""
        rows = apps.get_model(self.shown_model)._base_manager.filter(pk=self.shown_id)
        return rows.first()

    def note_found(self, page_ids: Iterable[int], addresses: Iterable[str]) -> bool:
        """Store what is to be purged, and hold on; ``False`` if someone else has taken over."""
        self._put_in(page_ids, addresses)
        self.shown_model = ""
        return self.hold_on(total=self.total, shown_model="")

    def note_progress(self, page_ids: Iterable[int], addresses: Iterable[str]) -> bool:
        """Store what is left, and hold on; ``False`` if someone else has taken over meanwhile."""
        self.pages, self.addresses = pack(page_ids), list(addresses)
        return self.hold_on()

    def note_end(self, error: str = "") -> None:
        """Store why it ended, or remove it if nothing is left."""
        if error:
            self.let_go(error=error)
        else:
            self._of_mine().delete()

    def _put_in(self, page_ids: Iterable[int], addresses: Iterable[str]) -> None:
        self.pages, self.addresses = pack(page_ids), sorted(addresses)
        self.total = self.left

    def _store(self, **values: Any) -> bool:
        return super()._store(pages=self.pages, addresses=self.addresses, **values)
