"""When a line can be reached, in words."""

from __future__ import annotations

from datetime import time
from typing import NamedTuple

from babel.dates import get_timezone_name
from django.db import models
from django.utils.formats import time_format
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from wagtail_attachment.languages import parse_locale


class Days(models.TextChoices):
    DAILY = "daily", _("Every day")
    WEEKDAYS = "weekdays", _("Monday to Friday")
    WEEKENDS = "weekends", _("Saturday and Sunday")
    SATURDAY = "saturday", _("Saturday")
    SUNDAY = "sunday", _("Sunday")


class Opening(NamedTuple):
    """The times at which a channel is open; two that are open alike are equal."""

    always: bool = False
    days: str = ""
    opens: str = ""
    closes: str = ""
    time_zone: str = ""

    def describe(self) -> str:
        """Return the times in words of the active language; empty where they are not known."""
        if self.always:
            return gettext("Day and night")
        if not (self.opens and self.closes):
            return ""
        zone = get_timezone_name(self.time_zone, locale=parse_locale(get_language() or "en"))
        return gettext("%(days)s, %(opens)s to %(closes)s (%(zone)s)") % {
            "days": Days(self.days).label,
            "opens": time_format(time.fromisoformat(self.opens), "TIME_FORMAT"),
            "closes": time_format(time.fromisoformat(self.closes), "TIME_FORMAT"),
            "zone": zone,
        }
