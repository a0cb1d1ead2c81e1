"""Whose number it is: the lines, former lines and emergency numbers that the package knows, by number."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from wagtail_attachment.package_data import load_data

from .known import get_crisis_lines
from .numbers import read_digits

_SHORT = 7
_LONGEST_PREFIX = 3


@dataclass(frozen=True)
class KnownNumber:
    """A number of one country, as dialled there, and what it is the number of."""

    number: str
    country: str
    name: str = ""
    """The line's; empty for an emergency number."""


@dataclass(frozen=True)
class OldLine:
    """A number, or the menu option ``press`` of one, that a line no longer has; see the data file."""

    number: str
    press: str
    country: str
    name: str
    replaced_by: str
    since: str
    reaches: bool
    source: str


def get_keys(number: str) -> frozenset[str]:
    """Return what two ways to write one number share: with or without the prefix of its country.

    A number of less than seven digits is dialled in one way alone.
    """
    is_international = number.strip().startswith("+")
    digits = read_digits(number.replace("(0)", "") if is_international else number)
    if len(digits) < _SHORT:
        return frozenset([digits])
    digits = digits if len(digits.lstrip("0")) < _SHORT else digits.lstrip("0")
    shortest = 6 if is_international else 8
    national = (digits[length:] for length in range(1, _LONGEST_PREFIX + 1))
    return frozenset([digits, *(each for each in national if len(each) >= shortest)])


def is_same_number(one: str, other: str) -> bool:
    return bool(get_keys(one) & get_keys(other))


def find_known(number: str) -> list[KnownNumber]:
    """Return what the package knows ``number`` to be, in whichever countries."""
    known = _get_numbers()
    return list(dict.fromkeys(each for key in get_keys(number) for each in known.get(key, ())))


def find_old_lines(number: str) -> list[OldLine]:
    """Return the lines that had ``number``, or a menu option of it, and have it no more."""
    keys = get_keys(number)
    return [line for line in get_old_lines() if keys & get_keys(line.number)]


@cache
def get_old_lines() -> tuple[OldLine, ...]:
    return tuple(OldLine(**line) for line in load_data("old_lines.toml")["line"])


@cache
def get_short_numbers() -> frozenset[str]:
    """Return all short numbers that are someone's, or were, to look for in prose."""
    return frozenset(each.number for numbers in _get_numbers().values() for each in numbers) | {
        line.number for line in get_old_lines()
    }


def find_old_domains(text: str) -> list[tuple[str, str]]:
    """Return the hosts in ``text`` that are a line's no more, each with the one in its place."""
    return [
        (domain["host"], domain["replaced_by"])
        for domain in load_data("old_lines.toml")["domain"]
        if re.search(rf"(?<![\w-]){re.escape(domain['host'])}(?![\w-])", text, re.IGNORECASE)
    ]


def index_numbers(numbers: Iterable[KnownNumber]) -> dict[str, list[KnownNumber]]:
    """Return them by what their ways to be written share; see :func:`get_keys`."""
    index: dict[str, list[KnownNumber]] = defaultdict(list)
    for number in numbers:
        for key in get_keys(number.number):
            index[key].append(number)
    return dict(index)


@cache
def _get_numbers() -> dict[str, list[KnownNumber]]:
    lines = [
        KnownNumber(channel["dialled"], line["country"], line["name"])
        for line in get_crisis_lines()
        for channel in line["channel"]
        if channel["dialled"]
    ]
    emergency = [
        KnownNumber(entry["number"], country)
        for country, entry in load_data("emergency_numbers.toml").items()
        if entry.get("number")
    ]
    return index_numbers([*lines, *emergency])
