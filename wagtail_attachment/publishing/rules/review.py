"""Whether a clinician has read the article, and when."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from django.utils.translation import gettext as _

from wagtail_attachment.publishing.severities import Severity

from .rule import Finding, Rule


class ReviewFacts(Protocol):
    def get_review_state(self) -> str:
        """Return ``"never"``, ``"withdrawn"``, ``"overdue"``, or an empty string if up to date."""
        ...


def find_no_review(facts: ReviewFacts) -> Iterator[Finding]:
    if facts.get_review_state() == "never":
        yield Finding(_("No clinical review has been recorded."))
    if facts.get_review_state() == "withdrawn":
        yield Finding(_("The last clinical review was withdrawn."))


def find_overdue_review(facts: ReviewFacts) -> Iterator[Finding]:
    if facts.get_review_state() == "overdue":
        yield Finding(_("The clinical review is overdue."))


REVIEW_RULES = (
    Rule(
        id="review.never",
        severity=Severity.ADVICE,
        problem="No clinical review of this article is on record, or the last one was withdrawn.",
        remedy="A reviewer reads it and records the review.",
        find=find_no_review,
        subject="review",
    ),
    Rule(
        id="review.overdue",
        severity=Severity.ADVICE,
        problem="The last clinical review is due again.",
        remedy="A reviewer reads it again and records the review.",
        find=find_overdue_review,
        subject="review",
    ),
)
