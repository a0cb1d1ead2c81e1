"""Dates as people and programs write them."""

from __future__ import annotations

from datetime import UTC, date, datetime

from dateutil import parser

# What a text leaves open would be filled from a default. A day without an hour is at noon, so that
# it is the same day almost everywhere.
_DEFAULTS = (datetime(2000, 1, 1, 12), datetime(2001, 2, 2, 12))


def read_date(text: str) -> date | None:
    """Return the day that a text names; ``None`` where day, month or year is missing.

    >>> read_date("2024-06-03T10:00:00Z"), read_date("June 3, 2024"), read_date("2024-06")
    (datetime.date(2024, 6, 3), datetime.date(2024, 6, 3), None)
    """
    at = _parse(text)
    return at.date() if at else None


def read_time(text: str) -> datetime | None:
    """Return the time that a text names, in UTC, of one without a zone as if it were."""
    try:
        at = _parse(text)
        return at.replace(tzinfo=at.tzinfo or UTC).astimezone(UTC) if at else None
    except (ValueError, OverflowError):
        return None


def _parse(text: str) -> datetime | None:
    try:
        first, second = (parser.parse(text.strip()[:60], default=each) for each in _DEFAULTS)
    except (ValueError, OverflowError, TypeError):
        return None
    return first if first == second else None
