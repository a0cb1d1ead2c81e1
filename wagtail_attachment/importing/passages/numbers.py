"""The numbers and names of help lines in a text."""

from __future__ import annotations

import re
from functools import cache

from wagtail_attachment.crisis.characters import get_typed_characters
from wagtail_attachment.crisis.known import get_crisis_lines, get_known_short_numbers
from wagtail_attachment.crisis.numbers import Found, locate_phone_numbers, read_digits
from wagtail_attachment.importing.wording import fold

from .words import CONTACT, SERVICE

_LONG = 7
_REACH = 45
_CALLED_AFTER = re.compile(r"\W{0,3}(\w+ ){0,2}(anrufen|anruft|wahlen|waehlen)\b")
_NAMED_BEFORE = re.compile(r"[^\W\d_]{2}[^\d.!?]{0,60}[:–—-] ?(tel\w*\.? ?)?\+?$")


class Numbers:
    """The telephone numbers of one text, and which of them a reader is told to call."""

    def __init__(self, text: str) -> None:
        self.typed = get_typed_characters(text)
        self.found = locate_phone_numbers(self.typed, get_known_short_numbers())
        self.has_service = bool(self.found) and names_service(text)

    @property
    def of_help_lines(self) -> list[Found]:
        return [number for number in self.found if _get_end(number.text) in _load_ends()]

    @property
    def called(self) -> list[Found]:
        """The numbers near a verb or a name. A short number by itself may be a count of people."""
        return [number for number in self.found if self._is_called(number)]

    def _is_called(self, number: Found) -> bool:
        before = self.typed[max(number.start - _REACH, 0) : number.start]
        before = fold(re.split(r"[.!?؟] ", before)[-1])
        after = fold(self.typed[number.end : number.end + 24])
        return bool(
            self.has_service
            or CONTACT.search(before)
            or _CALLED_AFTER.match(after)
            or (_NAMED_BEFORE.search(before) and len(self.typed) <= 160)
        )

    @property
    def long(self) -> list[Found]:
        return [number for number in self.found if len(re.sub(r"\D", "", number.text)) >= _LONG]


def names_service(text: str) -> bool:
    """Say whether a text names a crisis line, by a general term or by a known name."""
    folded = fold(text)
    return bool(SERVICE.search(folded) or _compile_names().search(folded))


def blank_services(folded: str) -> str:
    """Return a folded text without the names that :func:`names_service` finds in it."""
    return SERVICE.sub(" ", _compile_names().sub(" ", folded))


def names_line(text: str) -> bool:
    """Say whether a text has both the name and the number of a line that the package knows.

    This also finds numbers that look like a year, such as those of Taiwan.
    """
    folded, typed = fold(text), get_typed_characters(text)
    return any(
        name in folded
        and any(re.search(rf"(?<!\d){re.escape(number)}(?!\d)", typed) for number in own)
        for name, own in _load_numbers().items()
    )


def _get_end(number: str) -> str:
    """Return the digits that a number has in common with and without its country's prefix."""
    digits = read_digits(number)
    return digits if len(digits) <= 8 else digits[-8:]


@cache
def _load_ends() -> frozenset[str]:
    return frozenset(_get_end(number) for number in get_known_short_numbers()) - {""}


@cache
def _load_names() -> tuple[str, ...]:
    return tuple(name for name in _load_numbers() if len(name) >= 6)


@cache
def _compile_names() -> re.Pattern[str]:
    names = sorted(_load_names(), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, names)))


@cache
def _load_numbers() -> dict[str, list[str]]:
    """Return the numbers of each line as dialled, by its folded name."""
    numbers: dict[str, list[str]] = {}
    for line in get_crisis_lines():
        dialled = [channel["dialled"] for channel in line["channel"] if channel["dialled"]]
        if any(map(str.isalpha, line["name"])):
            numbers.setdefault(fold(line["name"]).strip(), []).extend(dialled)
    return numbers
