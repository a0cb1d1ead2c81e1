"""What can be wrong with an article, and how much it matters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from wagtail_attachment.conf import conf


class Severity(StrEnum):
    """When a violation stops an article."""

    SAFETY = "safety"
    """Always: on every save of a live article. A reader could be harmed."""
    REQUIRED = "required"
    """When it is published."""
    ADVICE = "advice"
    """Never; it is only shown."""


SEVERITIES: dict[str, Severity] = {
    "disclaimer.missing": Severity.SAFETY,
    "crisis.missing": Severity.SAFETY,
    "booking.unsafe-target": Severity.SAFETY,
    "translation.untranslated": Severity.SAFETY,
    "translation.unreviewed": Severity.SAFETY,
    "translation.number-changed": Severity.SAFETY,
    "section.empty": Severity.REQUIRED,
    "section.heading-missing": Severity.REQUIRED,
    "outline.incomplete": Severity.REQUIRED,
    "image.alt-missing": Severity.REQUIRED,
    "body.invalid": Severity.REQUIRED,
    "crisis.verification-due": Severity.ADVICE,
    "references.missing": Severity.ADVICE,
    "review.never": Severity.ADVICE,
    "review.overdue": Severity.ADVICE,
    "wording.unsafe": Severity.ADVICE,
    "translation.stale": Severity.ADVICE,
}


def get_severity(violation_id: str) -> Severity:
    """Return the severity in force on this site; SAFETY holds whatever the settings say."""
    severity = SEVERITIES[violation_id]
    if severity is Severity.SAFETY:
        return severity
    moved = conf.WAGTAIL_ATTACHMENT_SEVERITIES.get(violation_id)
    return Severity(moved) if moved in {Severity.REQUIRED, Severity.ADVICE} else severity


@dataclass(frozen=True)
class Violation:
    """One thing that is wrong with one article.

    ``fixer`` says in words who can put it right, ``fix_url`` where; ``block_id`` is the id of the
    body's block, where there is one.
    """

    id: str
    message: str
    block_id: str = ""
    fixer: str = ""
    fix_url: str = ""

    @property
    def severity(self) -> Severity:
        return get_severity(self.id)

    @property
    def is_of_translation(self) -> bool:
        """Whether it is about the text as a translation, so that the same text stays as it is."""
        return self.id.startswith("translation.")

    @property
    def explanation(self) -> str:
        """The problem, who can put it right, and where: for those who are shown no button."""
        remedy = _("Put right (%(fixer)s)") % {"fixer": self.fixer} if self.fixer else ""
        parts = [self.message, f"{remedy}: {self.fix_url}" if self.fix_url else remedy]
        return " ".join(filter(None, parts))


class PublishingRefused(ValidationError, PermissionDenied):
    """An article may not go, or stay, live as it is.

    A ``ValidationError`` on no field, since the field may not be on the form (Wagtail's API forms),
    and a ``PermissionDenied`` too, which Wagtail turns into a redirect with a message in bulk and
    workflow actions that would otherwise answer 500.
    """

    def __init__(self, violations: Iterable[Violation], page: Any = None) -> None:
        self.violations = list(violations)
        self.page = page
        ValidationError.__init__(
            self,
            {
                NON_FIELD_ERRORS: [
                    ValidationError(violation.explanation, code=violation.id)
                    for violation in self.violations
                ]
            },
        )
