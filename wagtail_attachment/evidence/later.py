"""What is to be appended after a commit: once, however often the transaction gave cause to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from threading import local
from typing import Any
from weakref import WeakValueDictionary

from django.db import transaction


@dataclass(frozen=True)
class Later:
    """Something to append: how, and what it is of."""

    append: Callable[..., Any]
    of: Any = None

    def schedule(self) -> None:
        """See that it is done, whatever else of the transaction is rolled back."""
        turn = _scheduled.turns.get(self)
        if turn is None or turn.is_over:
            turn = _scheduled.turns[self] = _Turn(self)
        transaction.on_commit(turn, robust=True)


class _Turn:
    """The one time for all who scheduled the same before it came; the transaction keeps it for them."""

    def __init__(self, later: Later) -> None:
        self.later = later
        self.is_over = False

    def __call__(self) -> None:
        if not self.is_over:
            self.is_over = True
            self.later.append(*([] if self.later.of is None else [self.later.of]))


class _Scheduled(local):
    """The turns that are still to come, of each thread, as connections are."""

    def __init__(self) -> None:
        self.turns: WeakValueDictionary[Later, _Turn] = WeakValueDictionary()


_scheduled = _Scheduled()
