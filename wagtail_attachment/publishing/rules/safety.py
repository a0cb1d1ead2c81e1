"""What readers of an article must get with it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from django.utils.translation import gettext as _

from wagtail_attachment.languages.separators import join_items
from wagtail_attachment.publishing.severities import Severity

from .rule import Finding, Rule


class SafetyFacts(Protocol):
    """What an article's readers are shown besides its text."""

    def lacks_disclaimer(self) -> bool: ...
    def get_crisis_gap(self) -> str: ...
    def get_overdue_crisis_lines(self) -> list[str]: ...
    def get_unsafe_booking_targets(self) -> list[tuple[str, str]]: ...


def find_missing_disclaimers(facts: SafetyFacts) -> Iterator[Finding]:
    if facts.lacks_disclaimer():
        yield Finding(_("There is no approved disclaimer in this language."))


def find_crisis_gap(facts: SafetyFacts) -> Iterator[Finding]:
    messages = {
        "country": _("The readers' country is not set, so no crisis line shows."),
        "lines": _("No verified crisis line exists for the readers' country."),
    }
    if gap := facts.get_crisis_gap():
        yield Finding(messages[gap], subject=gap)


def find_unsafe_booking(facts: SafetyFacts) -> Iterator[Finding]:
    for block_id, reason in facts.get_unsafe_booking_targets():
        message = _("The booking link cannot be shown: %(reason)s") % {"reason": reason}
        yield Finding(message, block_id)


def find_overdue_lines(facts: SafetyFacts) -> Iterator[Finding]:
    if overdue := facts.get_overdue_crisis_lines():
        names = join_items(overdue)
        yield Finding(_("Verification is due again for: %(names)s.") % {"names": names})


SAFETY_RULES = (
    Rule(
        id="disclaimer.missing",
        severity=Severity.SAFETY,
        problem="No disclaimer is approved in the page's language.",
        remedy="A reviewer approves one: *Practice, Disclaimers*, *Save and approve*.",
        find=find_missing_disclaimers,
        subject="disclaimer",
    ),
    Rule(
        id="crisis.missing",
        severity=Severity.SAFETY,
        problem="The readers' country is not set, or no line of it is verified.",
        remedy="*Practice, Setup*: set the country; verify a line, or state on record that the "
        "country has none.",
        find=find_crisis_gap,
        subject="lines",
    ),
    Rule(
        id="booking.unsafe-target",
        severity=Severity.SAFETY,
        problem="A booking link is not a plain `https://` address, its host is not allowed, or "
        "its phone number or e-mail address is not valid.",
        remedy="Correct the destination in *Practice, Booking*.",
        find=find_unsafe_booking,
        subject="booking",
    ),
    Rule(
        id="crisis.verification-due",
        severity=Severity.ADVICE,
        problem="A line that readers see should have been checked again. It goes on showing.",
        remedy="*Practice, Crisis lines*: compare it with its official page and verify it again.",
        find=find_overdue_lines,
        subject="lines",
    ),
)
