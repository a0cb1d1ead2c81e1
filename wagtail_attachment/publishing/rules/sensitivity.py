"""Whether a person has decided that help need not come before the text of a sensitive page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from django.utils.translation import gettext as _

from wagtail_attachment.publishing.severities import Severity

from .rule import Finding, Rule


class SensitivityFacts(Protocol):
    def get_lowered_sensitivity(self) -> str:
        """Return who lowered the sensitivity, when and why, in words; empty if nobody did."""
        ...


def find_lowered(facts: SensitivityFacts) -> Iterator[Finding]:
    if lowered := facts.get_lowered_sensitivity():
        yield Finding(_("Does help stand above the text? %(answer)s") % {"answer": lowered})


SENSITIVITY_RULES = (
    Rule(
        id="sensitivity.lowered",
        severity=Severity.ADVICE,
        problem="The page is sensitive, and a person decided that help need not stand above its text.",
        remedy="Someone who can edit the page marks it as sensitive again.",
        find=find_lowered,
        subject="sensitivity",
    ),
)
