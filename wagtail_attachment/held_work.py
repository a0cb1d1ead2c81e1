"""Work that one process does at a time, and that another continues if that process dies."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, ClassVar, Self

from django.db import models
from django.utils import timezone

# Longer than one step of any such work takes. A process that is silent for longer counts as dead.
HOLD = timedelta(minutes=5)


class HeldWorkQuerySet(models.QuerySet[Any]):
    def idle(self) -> Self:
        """Return the rows that nobody works on: waiting, failed, or abandoned by a dead process."""
        free = models.Q(held_until=None) | models.Q(held_until__lte=timezone.now())
        return self.filter(free)


class HeldWork(models.Model):
    """A row that says what is left to do, and until when a process holds it."""

    held_until = models.DateTimeField(null=True)

    objects: ClassVar[Any] = HeldWorkQuerySet.as_manager()

    class Meta:
        abstract = True

    @classmethod
    def take(cls, pk: int, **values: Any) -> Self | None:
        """Store values and return the row, held by the caller alone; ``None`` if it is not idle."""
        until = timezone.now() + HOLD
        if not cls.objects.idle().filter(pk=pk).update(held_until=until, **values):
            return None
        mine: Self | None = cls.objects.filter(pk=pk, held_until=until).first()
        return mine

    @property
    def is_held(self) -> bool:
        """Whether a process holds the row and has renewed its hold recently."""
        return self.held_until is not None and self.held_until > timezone.now()

    def hold_on(self, **values: Any) -> bool:
        """Store values and renew the hold; return ``False`` if another process has taken over."""
        return self._store(held_until=timezone.now() + HOLD, **values)

    def let_go(self, **values: Any) -> bool:
        """Store values and release the row; return ``False`` if another process has taken over."""
        return self._store(held_until=None, **values)

    def _store(self, **values: Any) -> bool:
        is_mine = bool(self._of_mine().update(**values))
        for name, value in values.items():
            setattr(self, name, value)
        return is_mine

    def _of_mine(self) -> Any:
        # Only the process that set this time knows it, so it identifies the holder.
        return type(self).objects.filter(pk=self.pk, held_until=self.held_until)
