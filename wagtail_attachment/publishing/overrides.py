"""Letting what is required pass the gate once, for one page, while a person answers for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Protocol

from .violations import Violation


class ShowsText(Protocol):
    def get_text_page_id(self) -> int:
        """Return the id of the page whose text it shows, which an alias shares with its source."""
        ...


# Neither on the page nor on the request, where it could be set by accident or survive: it ends with
# the ``with`` that began it, and no other thread or task sees it.
_overridden: ContextVar[tuple[int, frozenset[Violation]] | None] = ContextVar(
    "wagtail_attachment_overridden", default=None
)


@contextmanager
def overriding(page: ShowsText, violations: Iterable[Violation]) -> Iterator[None]:
    """Let exactly these ``violations`` of one page, and of its aliases, pass the gate meanwhile.

    The right to it and the reason are the caller's to ask for: see ``safety.publish_anyway``.
    """
    accepted = frozenset(violations)
    if not all(violation.is_overridable for violation in accepted):
        raise ValueError("Only what a person may answer for can be let through.")
    token = _overridden.set((page.get_text_page_id(), accepted))
    try:
        yield
    finally:
        _overridden.reset(token)


def remove_overridden(page: ShowsText, refusals: list[Violation]) -> list[Violation]:
    """Return what still stops a save of ``page``: whatever nobody answers for just now."""
    overridden = _overridden.get()
    if overridden is None or page.get_text_page_id() != overridden[0]:
        return refusals
    return [violation for violation in refusals if violation not in overridden[1]]
