"""All that a rule may ask of one article at one time."""

from __future__ import annotations

from typing import Any, Protocol

from wagtail_attachment.publishing.violations import Fix

from .licences import LicenceFacts
from .notices import NoticeFacts
from .number_facts import NumberFacts
from .pictures import PictureFacts
from .review import ReviewFacts
from .safety import SafetyFacts
from .sensitivity import SensitivityFacts
from .structure import StructureFacts
from .translation import TranslationFacts
from .wording import WordingFacts


class Facts(
    SafetyFacts,
    NoticeFacts,
    SensitivityFacts,
    TranslationFacts,
    StructureFacts,
    PictureFacts,
    NumberFacts,
    ReviewFacts,
    LicenceFacts,
    WordingFacts,
    Protocol,
):
    """The facts of one article. ``safety/facts.py`` answers for stored pages."""

    @property
    def page(self) -> Any:
        """The article itself, for the rules of a site, which knows its own page types."""
        ...

    def get_fix(self, subject: str, about: str = "") -> Fix:
        """Return who can change ``subject``, and where.

        ``about`` says which one of these it is, where there are several.
        """
        ...
