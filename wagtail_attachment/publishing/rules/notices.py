"""The notices on an article besides its disclaimer, and the numbers in all these texts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from django.utils.translation import gettext as _

from wagtail_attachment.publishing.severities import Severity

from .rule import Finding, Rule


class NoticeFacts(Protocol):
    def get_missing_notices(self) -> list[tuple[str, str]]:
        """Return the kind and name of each notice that applies but has no approved text."""
        ...

    def get_texts_with_overdue_numbers(self) -> list[tuple[str, str]]:
        """Return the kind and heading of each text on the page with a number due for a check."""
        ...


def find_missing_notices(facts: NoticeFacts) -> Iterator[Finding]:
    for kind, name in facts.get_missing_notices():
        message = _("The notice “%(name)s” has no approved text in this language.")
        yield Finding(message % {"name": name}, about=kind)


def find_overdue_numbers(facts: NoticeFacts) -> Iterator[Finding]:
    for kind, heading in facts.get_texts_with_overdue_numbers():
        message = _("The numbers in “%(heading)s” are due to be checked again.")
        yield Finding(message % {"heading": heading}, about=kind)


NOTICE_RULES = (
    Rule(
        id="notice.missing",
        severity=Severity.REQUIRED,
        problem="A notice applies to the page and has no approved text in its language. A page that "
        "is live already stays live.",
        remedy="A reviewer approves one: *Practice, Disclaimers*, or takes the notice off in "
        "*Practice, Notices*.",
        find=find_missing_notices,
        subject="disclaimer",
        depends_on_place=True,
    ),
    Rule(
        id="notice.numbers-due",
        severity=Severity.ADVICE,
        problem="A number in the disclaimer or in a notice should have been checked again. The text "
        "goes on showing.",
        remedy="A reviewer compares it with its source and confirms it.",
        find=find_overdue_numbers,
        subject="numbers",
    ),
)
