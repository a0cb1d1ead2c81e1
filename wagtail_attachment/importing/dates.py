"""Parsing of dates as people and programs write them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from dateutil import parser

# Parts missing from a text would be filled from a default, so two defaults show what is missing. A
# day without an hour is at noon, so that it is the same day almost everywhere.
_DEFAULTS = (datetime(2000, 1, 1, 12), datetime(2001, 2, 2, 12))


def read_day(text: str) -> datetime | None:
    """Return noon of the day that a text names; ``None`` if the day, month or year is missing.

    >>> str(read_day("2024-06-03T10:00:00Z")), str(read_day("June 3, 2024")), read_day("2024-06")
    ('2024-06-03 12:00:00+00:00', '2024-06-03 12:00:00+00:00', None)
    """
    at = _parse(text)
    return to_noon(at.date()) if at else None


def to_noon(day: date) -> datetime:
    """Return noon of a day, in UTC."""
    return datetime.combine(day, time(12), UTC)


def read_time(text: str) -> datetime | None:
    """Return the time that a text names, in UTC; a time without a zone is read as UTC."""
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
