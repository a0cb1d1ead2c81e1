"""Telephone numbers: how one is dialled, and where one stands in a text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from itertools import combinations_with_replacement

_DIALLED = re.compile(r"[0-9+*#()./ \-]+")
_NUMBER_IN_TEXT = re.compile(r"(?<![\w@/])[+*(]?\d(?:[\d()./\- ]*\d)?#?")
_YEAR = r"(?:19|20)\d\d"
_DATE_OR_YEARS = re.compile(
    rf"{_YEAR}(?: ?[-/] ?{_YEAR})*|{_YEAR}[-./]\d\d?[-./]\d\d?|\d\d?[-./]\d\d?[-./]{_YEAR}"
)


def is_dialled(text: str) -> bool:
    """Say whether ``text`` can be typed on a telephone: digits, spaces and ``+ * # ( ) . / -``."""
    return bool(_DIALLED.fullmatch(text)) and bool(re.search(r"\d", text))


def get_digits(dialled: str) -> str:
    """Return what a link dials for a string as dialled: digits, after a ``+`` if it has one.

    Empty for a star code. The ``(0)`` of ``+44 (0)20 …`` is for callers at home, who leave out the
    rest of the prefix, so it is not dialled.
    """
    if "*" in dialled or "#" in dialled:
        return ""
    if dialled.strip().startswith("+"):
        return "+" + re.sub(r"\D", "", dialled.replace("(0)", ""))
    return re.sub(r"\D", "", dialled)


def find_phone_numbers(text: str, known: Iterable[str] = ()) -> list[str]:
    """Return the telephone numbers in a plain text, in any script's digits.

    A number has at least seven digits, or is one of the ``known`` short ones, alone or beside other
    figures (“988 (24/7)”). Dates, and four digits that may be a year (1900 to 2099), are none.
    """
    short = {re.sub(r"\D", "", number) for number in known} - {""}
    found: list[str] = []
    for match in _NUMBER_IN_TEXT.finditer(get_typed_characters(text)):
        digits = re.sub(r"\D", "", match[0])
        if _DATE_OR_YEARS.fullmatch(match[0]):
            continue
        if len(digits) >= 7 or digits in short:
            found.append(match[0])
        else:
            found += _find_short_numbers(match[0], short)
    return found


def get_typed_characters(text: str) -> str:
    """Return a text with the digits, spaces and dashes of a keyboard, whatever its script's are."""
    characters = []
    for character in text:
        match unicodedata.category(character):
            case "Nd":
                characters.append(str(unicodedata.decimal(character)))
            case "Zs":
                characters.append(" ")
            case "Pd":
                characters.append("-")
            case "Cf":  # seen by nobody: direction marks, zero-width joiners
                pass
            case _:
                characters.append(character)
    return "".join(characters)


def _find_short_numbers(figures: str, short: Collection[str]) -> list[str]:
    groups = list(re.finditer(r"\d+", figures))
    parts = [
        figures[first.start() : last.end()]
        for first, last in combinations_with_replacement(groups, 2)
    ]
    return [
        part for part in parts if re.sub(r"\D", "", part) in short and not re.fullmatch(_YEAR, part)
    ]
