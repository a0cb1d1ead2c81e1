"""Publishing one page once despite required rules, when a person takes responsibility."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Protocol

from .violations import Violation


class ShowsText(Protocol):
    def get_text_page_id(self) -> int:
        """Return the id of the page whose text is shown; an alias shares it with its source."""
        ...


# Kept neither on the page nor on the request, where it could be set by accident or outlive its
# purpose: it ends with its ``with`` block, and no other thread or task sees it.
_overridden: ContextVar[tuple[int, frozenset[Violation]] | None] = ContextVar(
    "wagtail_attachment_overridden", default=None
)


@contextmanager
def overriding(page: ShowsText, violations: Iterable[Violation]) -> Iterator[None]:
    """Let exactly these ``violations`` of one page and its aliases pass the gate within the block.

    The caller must check the permission and require a reason: see ``safety.publish_anyway``.
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
    """Return the refusals that still stop a save of ``page``: those that nobody has overridden."""
    overridden = _overridden.get()
    if overridden is None or page.get_text_page_id() != overridden[0]:
        return refusals
    return [violation for violation in refusals if violation not in overridden[1]]
