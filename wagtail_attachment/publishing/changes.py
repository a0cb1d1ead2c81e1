"""What a change or a deletion would do to readers, and what is refused: where everybody asks.

A model's answer is registered in ``safety.guards``, which knows what readers must see; a model, a form or a
receiver only asks. Raw SQL and ``queryset.update()`` pass by; the serve gate and the audit are there for those.
"""

from __future__ import annotations

from functools import singledispatch
from typing import Any


@singledispatch
def refuse_change(instance: Any) -> None:
    """Raise ``ChangeRefused`` if saving ``instance`` would leave live articles uncovered, or could harm readers."""


def is_changed(instance: Any, attname: str) -> bool:
    """Say whether a column differs from what is stored; all do where nothing is stored."""
    return bool(getattr(instance, attname) != get_stored(instance, attname))


def get_stored(instance: Any, attname: str) -> Any:
    """Return what is stored in a column; ``None`` where nothing is."""
    stored = type(instance)._base_manager.filter(pk=instance.pk).values_list(attname, flat=True)
    return stored.first()


@singledispatch
def refuse_removal(instance: Any) -> None:
    """Raise ``RemovalRefused`` while readers rely on ``instance``."""


@singledispatch
def describe_change(instance: Any) -> list[str]:
    """Return in sentences what readers of live articles would see once ``instance`` is saved as it is.

    Empty where nothing changes for them.
    """
    return []


@singledispatch
def describe_removal(instance: Any) -> list[str]:
    """Return in sentences what readers of live articles would see once ``instance`` is deleted."""
    return []
