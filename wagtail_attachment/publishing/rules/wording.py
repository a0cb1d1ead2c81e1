"""What the text says that could do harm."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Protocol

from django.utils.translation import gettext as _

from wagtail_attachment.publishing.violations import Severity

from .rule import Finding, Rule

# Reporting on Suicide, https://reportingonsuicide.org/recommendations/: wording to avoid.
_UNSAFE_WORDING = re.compile(
    r"\b(commit(?:s|ted|ting)? suicide|(?:un)?successful(?:ly)? suicide|failed suicide|"
    r"suicide (?:epidemic|victim))\b",
    re.IGNORECASE,
)


class WordingFacts(Protocol):
    def get_plain_text(self) -> str: ...


def find_unsafe_wording(facts: WordingFacts) -> Iterator[Finding]:
    phrases = {match[0].lower() for match in _UNSAFE_WORDING.finditer(facts.get_plain_text())}
    for phrase in sorted(phrases):
        yield Finding(
            _("“%(phrase)s” can do harm; safe-messaging guidelines advise against it.")
            % {"phrase": phrase}
        )


WORDING_RULES = (
    Rule(
        id="wording.unsafe",
        severity=Severity.ADVICE,
        problem="A phrase is used that [guidelines for reporting on suicide]"
        "(https://reportingonsuicide.org/recommendations/) advise against.",
        remedy="Say it in another way: “died by suicide”.",
        find=find_unsafe_wording,
    ),
)
