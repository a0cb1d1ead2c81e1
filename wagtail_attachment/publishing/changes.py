"""What a change or deletion would mean for readers, and which ones are refused.

The answer for each model is registered in ``safety.guards``, which knows what readers must see;
models, forms and signal receivers only ask here. Raw SQL and ``queryset.update()`` bypass these
checks; the serve gate and the audit cover them.
"""

from __future__ import annotations

from functools import singledispatch
from typing import Any


@singledispatch
def refuse_change(instance: Any) -> None:
    """Raise ``ChangeRefused`` if saving ``instance`` would harm readers.

    Leaving live articles without what they must show counts as harm.
    """


def is_changed(instance: Any, attname: str) -> bool:
    """Say whether a column differs from its stored value; always true for an unsaved row."""
    return bool(getattr(instance, attname) != get_stored(instance, attname))


def get_stored(instance: Any, attname: str) -> Any:
    """Return the stored value of a column, or ``None`` if the row is not stored."""
    stored = type(instance)._base_manager.filter(pk=instance.pk).values_list(attname, flat=True)
    return stored.first()


@singledispatch
def refuse_removal(instance: Any) -> None:
    """Raise ``RemovalRefused`` while readers rely on ``instance``."""


@singledispatch
def describe_change(instance: Any) -> list[str]:
    """Return sentences on what readers of live articles would see if ``instance`` were saved now.

    The list is empty if nothing would change for them.
    """
    return []


@singledispatch
def describe_removal(instance: Any) -> list[str]:
    """Return sentences on what readers of live articles would see if ``instance`` were deleted."""
    return []
