"""What can be wrong with an article."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from .severities import Severity


def get_fix_label(fixer: str) -> str:
    """Return the text of a link to where ``fixer`` can fix a problem."""
    return _("Fix this (%(fixer)s)") % {"fixer": fixer}


class Fix(NamedTuple):
    """Who can fix something, in words; where; and the permissions, any of which it takes."""

    fixer: str
    url: str
    permissions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Violation:
    """One thing that is wrong with one article, as the rule ``id`` judged it on this site.

    ``fixer`` says in words who can put it right, ``fix_url`` where, and
    ``fix_permissions`` any of which that takes; ``block_id`` is the id of the
    body's block, and ``field`` the name of the page's field, where there is one.
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
    """Whether a person may answer for it and publish all the same."""
    spares_shown_text: bool = False
    """Whether it stops no save of a live page whose readers have this very text already."""
    depends_on_place: bool = False
    """Whether it may concern this page and not another one that shows the same text."""

    @property
    def explanation(self) -> str:
        """The problem, who can put it right, and where: for those who are shown no button."""
        remedy = get_fix_label(self.fixer) if self.fixer else ""
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
