"""Times as Django gives them: aware, or without a zone where a site has ``USE_TZ = False``."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format

# A time within these has a date in every time zone.
_FIRST, _LAST = datetime.min + timedelta(days=2), datetime.max - timedelta(days=2)


def get_local_time(at: datetime) -> datetime:
    """Return a time in the time zone that is active."""
    return timezone.localtime(at) if timezone.is_aware(at) else at


def get_today() -> date:
    """Return the date in the time zone that is active."""
    return get_local_time(timezone.now()).date()


def format_day(at: datetime) -> str:
    """Return the date of ``at`` in words, in the time zone that is active."""
    return date_format(get_local_time(at))


def get_practice_day(at: datetime | None = None) -> date:
    """Return the date where the practice is, by ``at`` or now.

    What readers see by a date is the same for all, whatever time zone someone has in the admin.
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
    """Return an aware time, of one without a zone what the site's own zone makes of it.

    What no clock shows in every zone becomes the nearest time that one does.
    """
    bounded = min(max(at.replace(tzinfo=None), _FIRST), _LAST)
    if at.tzinfo is None:
        # No database says which of the two it is in the hour that a clock goes through twice.
        return bounded.replace(tzinfo=timezone.get_default_timezone(), fold=0).astimezone(UTC)
    return bounded.replace(tzinfo=at.tzinfo).astimezone(UTC)


def as_stored(at: datetime) -> datetime:
    """Return a time as the database gives it back: in UTC, or without a zone in the site's own."""
    aware = to_utc(at)
    if settings.USE_TZ:
        return aware
    return timezone.make_naive(aware, timezone.get_default_timezone())
