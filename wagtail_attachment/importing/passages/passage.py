"""The data class for a passage that is not part of the article."""

from __future__ import annotations

from dataclasses import dataclass

# The passages that the package replaces with its own; all others are not article text at all.
REPLACED = frozenset({"disclaimer", "crisis", "booking"})


@dataclass(frozen=True)
class Passage:
    """Consecutive pieces that are kept or removed together, and their type.

    ``is_sure`` is ``False`` if they may belong to the article.
    """

    kind: str
    indices: tuple[int, ...]
    is_sure: bool = True
