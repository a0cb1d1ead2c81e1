"""Work that one process at a time does, and that another goes on with where that one died."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, ClassVar, Self

from django.db import models
from django.utils import timezone

# Longer than one step of any such work takes. Who is silent for longer is taken to be dead.
HOLD = timedelta(minutes=5)


class HeldWorkQuerySet(models.QuerySet[Any]):
    def idle(self) -> Self:
        """Return those that nobody works at: waiting, failed, or given up by a process that died."""
        free = models.Q(held_until=None) | models.Q(held_until__lte=timezone.now())
        return self.filter(free)


class HeldWork(models.Model):
    """A row that says what is left to do, and until when someone holds it who does that."""

    held_until = models.DateTimeField(null=True)

    objects: ClassVar[Any] = HeldWorkQuerySet.as_manager()

    class Meta:
        abstract = True

    @classmethod
    def take(cls, pk: int, **values: Any) -> Self | None:
        """Store values and return it for the caller alone to work at, ``None`` if it is not idle."""
        until = timezone.now() + HOLD
        if not cls.objects.idle().filter(pk=pk).update(held_until=until, **values):
            return None
        mine: Self | None = cls.objects.filter(pk=pk, held_until=until).first()
        return mine

    @property
    def is_held(self) -> bool:
        """Whether someone works at it, who was heard of lately."""
        return self.held_until is not None and self.held_until > timezone.now()

    def hold_on(self, **values: Any) -> bool:
        """Store values and go on holding it; ``False`` if someone else has taken over meanwhile."""
        return self._store(held_until=timezone.now() + HOLD, **values)

    def let_go(self, **values: Any) -> bool:
        """Store values, and let whoever is next go on; ``False`` if someone else has taken over."""
        return self._store(held_until=None, **values)

    def _store(self, **values: Any) -> bool:
        is_mine = bool(self._of_mine().update(**values))
        for name, value in values.items():
            setattr(self, name, value)
        return is_mine

    def _of_mine(self) -> Any:
        # The time that was set by who holds it tells them from anybody else.
        return type(self).objects.filter(pk=self.pk, held_until=self.held_until)
