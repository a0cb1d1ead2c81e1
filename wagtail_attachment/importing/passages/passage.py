"""A passage of a text that is no part of the article."""

from __future__ import annotations

from dataclasses import dataclass

# What ours replace. The rest is no text of an article at all.
REPLACED = frozenset({"disclaimer", "crisis", "booking"})


@dataclass(frozen=True)
class Passage:
    """Some pieces in a row that go or stay together, and what they are.

    ``is_sure`` is ``False`` where they may well be the article's own.
    """

    kind: str
    indices: tuple[int, ...]
    is_sure: bool = True
