"""The violations: what can be wrong with an article."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from .severities import Severity


def get_fix_label(fixer: str) -> str:
    """Return the text of a link to the place where ``fixer`` can fix a problem."""
    return _("Fix this (%(fixer)s)") % {"fixer": fixer}


class Fix(NamedTuple):
    """Who can fix something, in words; where; and the permissions, of which one is enough."""

    fixer: str
    url: str
    permissions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Violation:
    """One thing wrong with one article, found by the rule ``id`` with this site's settings.

    ``fixer`` says in words who can fix it, ``fix_url`` where, and ``fix_permissions`` the
    permissions of which one is enough; ``block_id`` is the id of the body's block, and ``field``
    the name of the page's field, if there is one.
    """

    id: str
    message: str
    severity: Severity
    block_id: str = ""
    field: str = ""
    fixer: str = ""
    fix_url: str = ""
    fix_permissions: tuple[str, ...] = ()
    is_overridable: bool = False
    """Whether a person may take responsibility for it and publish anyway."""
    spares_shown_text: bool = False
    """Whether it stops no save of a live page whose readers already have exactly this text."""
    depends_on_place: bool = False
    """Whether it may concern this page but not another one that shows the same text."""

    @property
    def explanation(self) -> str:
        """The problem, who can fix it, and where: for people who are shown no button."""
        remedy = get_fix_label(self.fixer) if self.fixer else ""
        parts = [self.message, f"{remedy}: {self.fix_url}" if self.fix_url else remedy]
        return " ".join(filter(None, parts))


class PublishingRefused(ValidationError, PermissionDenied):
    """Raised when an article may not go live, or stay live, as it is.

    It is a ``ValidationError`` on no field, since the field may not be on the form (Wagtail's API
    forms), and also a ``PermissionDenied``, which Wagtail turns into a redirect with a message in
    those bulk and workflow actions that would otherwise answer 500.
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
