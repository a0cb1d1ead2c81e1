"""Dates in a line such as a byline, in six languages."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import cache
from typing import NamedTuple

from django.utils.dates import MONTHS, MONTHS_3
from django.utils.translation import override

from .dates import to_noon
from .wording import compile_words, fold

_LANGUAGES = ("en", "es", "fr", "de", "pt-br", "ar")
# In two numbers separated by a slash, either could be the month.
_NUMERIC = r"\b(?P<y1>\d{4})-(?P<m1>\d{2})-(?P<d1>\d{2})\b|\b(?P<d2>\d{1,2})\.(?P<m2>\d{1,2})\.(?P<y2>\d{4})\b"
_CHANGED = compile_words(
    (
        r"updat\w+|modified|edited|last",
        r"actualiz\w+|modific\w+",
        r"mis a jour|modifie",
        r"aktualisiert|geandert|stand|zuletzt",
        r"atualizad\w+",
        "تحديث|تعديل",
    )
)


class Day(NamedTuple):
    """Noon of a day, and the position of its date in the text."""

    at: datetime
    start: int
    end: int


def find_day(text: str) -> Day | None:
    """Return the first complete date in a text; ``None`` if it is the date of an update.

    >>> str(find_day("By Ana Pérez | June 3, 2024").at), find_day("Updated 2024-06-03")
    ('2024-06-03 12:00:00+00:00', None)
    """
    match = _make_pattern().search(text)
    if match is None or _CHANGED.search(fold(text[: match.start()])):
        return None
    found = {name: value for name, value in match.groupdict().items() if value}
    month = next(value for name, value in found.items() if name.startswith("m"))
    year, day = (
        int(next(value for name, value in found.items() if name.startswith(letter)))
        for letter in "yd"
    )
    try:
        at = date(year, int(month) if month.isdecimal() else _load_months()[fold(month)], day)
    except ValueError:
        return None
    return Day(to_noon(at), *match.span())


@cache
def _load_months() -> dict[str, int]:
    """Return the numbers of the months by their folded names."""
    months: dict[str, int] = {}
    for language in _LANGUAGES:
        with override(language):
            for names in (MONTHS, MONTHS_3):
                months |= {fold(str(name)).strip(". "): number for number, name in names.items()}
    return months


@cache
def _make_pattern() -> re.Pattern[str]:
    names: set[str] = set()
    for language in _LANGUAGES:
        with override(language):
            for months in (MONTHS, MONTHS_3):
                names |= {str(name).strip(". ").lower() for name in months.values()}
    month = "|".join(sorted({*names, *map(fold, names)}, key=len, reverse=True))
    return re.compile(
        rf"{_NUMERIC}"
        rf"|\b(?P<d3>\d{{1,2}})(?:st|nd|rd|th|er|º|\.)?\s+(?:de\s+)?(?P<m3>{month})\b\.?,?"
        r"\s+(?:del?\s+)?(?P<y3>\d{4})\b"
        rf"|\b(?P<m4>{month})\b\.?\s+(?P<d4>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y4>\d{{4}})\b",
        re.IGNORECASE,
    )
