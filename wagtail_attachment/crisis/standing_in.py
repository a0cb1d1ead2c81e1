"""Ways to reach a verified line that differ by language on purpose: HOLA for HOME, press 2, its own number."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from wagtail_attachment.languages import get_language_fallbacks

from .lines import CrisisLine
from .numbers import write_number


@dataclass(frozen=True)
class Way:
    """One way to reach a verified line, as a text may name it."""

    audience: str = "general"
    languages: frozenset[str] = frozenset()
    number: str = ""
    """As :func:`write_number` writes it."""
    keyword: str = ""
    key: str = ""
    """The key to press once the line answers."""
    email: str = ""
    is_call: bool = False

    def speaks(self, language: str) -> bool:
        return not self.languages.isdisjoint(get_language_fallbacks(language))


def get_ways(lines: Iterable[CrisisLine]) -> frozenset[Way]:
    """Return all ways to reach ``lines`` that have a number or a mail address."""
    return frozenset(
        Way(
            audience=line.audience,
            languages=frozenset(map(str.lower, channel.languages or line.languages)),
            number=write_number(channel.dialled),
            keyword=channel.sms_keyword.upper(),
            key=channel.menu_key,
            email=channel.email.lower(),
            is_call=channel.is_call,
        )
        for line in lines
        for channel in line.channels
        if channel.dialled or channel.email
    )
