"""All that a rule may ask of one article at one time."""

from __future__ import annotations

from typing import Any, Protocol

from .review import ReviewFacts
from .safety import SafetyFacts
from .structure import StructureFacts
from .translation import TranslationFacts
from .wording import WordingFacts


class Facts(SafetyFacts, TranslationFacts, StructureFacts, ReviewFacts, WordingFacts, Protocol):
    """The facts of one article. ``models.facts`` answers for stored pages."""

    @property
    def page(self) -> Any:
        """The article itself, for the rules of a site, which knows its own page types."""
        ...

    def get_fix(self, subject: str) -> tuple[str, str]:
        """Return who can change ``subject``, in words, and the address where."""
        ...
