"""When a line can be reached, in words."""

from __future__ import annotations

from datetime import time
from typing import NamedTuple

from babel.dates import get_timezone_name
from django.db import models
from django.utils.formats import time_format
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from wagtail_attachment.languages import parse_locale
from wagtail_attachment.languages.own_texts import fill_places, say


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
            return say(_("24 hours a day"))
        if not (self.opens and self.closes):
            return ""
        zone = get_timezone_name(self.time_zone, locale=parse_locale(get_language() or "en"))
        values = {
            "days": say(Days(self.days).label),
            "opens": time_format(time.fromisoformat(self.opens), "TIME_FORMAT"),
            "closes": time_format(time.fromisoformat(self.closes), "TIME_FORMAT"),
            "zone": zone,
        }
        sentence = say(_("%(days)s, %(opens)s to %(closes)s (%(zone)s)"))
        return fill_places(sentence, values.__getitem__)
