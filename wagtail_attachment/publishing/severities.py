"""How much it matters what is wrong with an article."""

from enum import StrEnum


class Severity(StrEnum):
    """When a violation stops an article."""

    SAFETY = "safety"
    """Always: on every save of a live article. A reader could be harmed."""
    REQUIRED = "required"
    """When it is published."""
    ADVICE = "advice"
    """Never; it is only shown."""


REFUSING = frozenset({Severity.SAFETY, Severity.REQUIRED})
"""What may stop a save at all; advice never does."""
