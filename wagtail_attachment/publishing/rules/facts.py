"""All facts about one article at one time that a rule may ask for."""

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
    """The facts of one article. ``safety/facts.py`` provides them for stored pages."""

    @property
    def page(self) -> Any:
        """The article itself, for a site's own rules, which know its page types."""
        ...

    def get_fix(self, subject: str, about: str = "") -> Fix:
        """Return who can change ``subject``, and where.

        ``about`` says which one is meant, if there are several.
        """
        ...
