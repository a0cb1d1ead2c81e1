"""What may not change or vanish while readers rely on it: where everybody asks.

A model's answer is registered in ``safety.guards``, which knows what readers must see; a model, a form or a
receiver only asks. Raw SQL and ``queryset.update()`` pass by; the serve gate and the audit are there for those.
"""

from __future__ import annotations

from functools import singledispatch
from typing import Any


@singledispatch
def refuse_change(instance: Any) -> None:
    """Raise ``ChangeRefused`` if saving ``instance`` would leave live articles uncovered."""


@singledispatch
def refuse_removal(instance: Any) -> None:
    """Raise ``RemovalRefused`` while readers rely on ``instance``."""
