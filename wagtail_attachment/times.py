"""Times as Django gives them: aware, or naive on a site with ``USE_TZ = False``."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format

# Between these two, a time has a date in every time zone.
_FIRST, _LAST = datetime.min + timedelta(days=2), datetime.max - timedelta(days=2)


def get_local_time(at: datetime) -> datetime:
    """Return a time in the active time zone."""
    return timezone.localtime(at) if timezone.is_aware(at) else at


def get_today() -> date:
    """Return today's date in the active time zone."""
    return get_local_time(timezone.now()).date()


def format_day(at: datetime) -> str:
    """Return the date of ``at`` in words, in the active time zone."""
    return date_format(get_local_time(at))


def get_practice_day(at: datetime | None = None) -> date:
    """Return the date in the practice's time zone, at ``at`` or now.

    Readers see dates in this zone, whatever time zone the user has chosen in the admin.
    """
    return get_practice_time(at or timezone.now()).date()


def get_practice_time(at: datetime) -> datetime:
    """Return a time in the practice's own time zone."""
    zone = timezone.get_default_timezone()
    return timezone.localtime(at, zone) if timezone.is_aware(at) else at


def get_start(day: date) -> datetime:
    """Return when a day begins where the practice is."""
    start = datetime.combine(day, time.min)
    if settings.USE_TZ:
        return timezone.make_aware(start, timezone.get_default_timezone())
    return start


def get_days_ahead(days: int) -> date:
    """Return the date that many days from today."""
    return get_today() + timedelta(days=days)


def to_utc(at: datetime) -> datetime:
    """Return a time in UTC; a naive one is taken to be in the site's own time zone.

    A time that has no date in some time zones becomes the nearest one that does in all.
    """
    bounded = min(max(at.replace(tzinfo=None), _FIRST), _LAST)
    if at.tzinfo is None:
        # Databases do not store which of the two it was in the hour that occurs twice.
        return bounded.replace(tzinfo=timezone.get_default_timezone(), fold=0).astimezone(UTC)
    return bounded.replace(tzinfo=at.tzinfo).astimezone(UTC)


def as_stored(at: datetime) -> datetime:
    """Return a time as the database returns it: in UTC, or naive in the site's own time zone."""
    aware = to_utc(at)
    if settings.USE_TZ:
        return aware
    return timezone.make_naive(aware, timezone.get_default_timezone())
