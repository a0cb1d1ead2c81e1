"""How serious a violation is."""

from enum import StrEnum


class Severity(StrEnum):
    """When a violation stops an article."""

    SAFETY = "safety"
    """On every save of a live article, since a reader could be harmed."""
    REQUIRED = "required"
    """When the article is published."""
    ADVICE = "advice"
    """Never; it is only shown."""


REFUSING = frozenset({Severity.SAFETY, Severity.REQUIRED})
"""The severities that can stop a save; advice never does."""
