"""A crisis line's names, and the ways to reach it."""

from __future__ import annotations

import re
from datetime import time
from typing import Any
from zoneinfo import available_timezones

from babel.dates import get_timezone_name
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.formats import time_format
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from wagtail_attachment.languages import parse_locale

from .lines import Channel
from .numbers import is_dialled

LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


class CrisisText(Orderable):
    """A line's name and sentence in one language."""

    resource = ParentalKey(
        "wagtail_attachment.CrisisResource", on_delete=models.CASCADE, related_name="texts"
    )
    language = models.CharField(
        max_length=20, verbose_name=_("language"), help_text=_("The code of the language: en.")
    )
    name = models.CharField(max_length=255, verbose_name=_("name"))
    description = models.CharField(
        max_length=500,
        blank=True,
        verbose_name=_("description"),
        help_text=_("One sentence: who answers, and for what."),
    )

    line_texts: Any = None
    """Those of the line as its form found it, for the panel beside the text."""

    class Meta(Orderable.Meta):
        verbose_name = _("name in a language")
        verbose_name_plural = _("names in languages")
        constraints = [
            models.UniqueConstraint(
                fields=["resource", "language"],
                name="wagtail_attachment_crisistext_language",
                violation_error_message=_("This line has a name in this language already."),
            )
        ]

    def clean(self) -> None:
        super().clean()
        self.language = self.language.strip().lower()
        if not LANGUAGE_TAG.fullmatch(self.language):
            raise ValidationError({"language": _("Write one language code, as in: en.")})

    def get_snapshot(self) -> dict[str, Any]:
        return {
            "language": self.language,
            "name": self.name,
            "description": self.description,
        }


class CrisisChannel(Orderable):
    """One way to reach a line."""

    class Kind(models.TextChoices):
        CALL = "call", _("Call")
        TEXT = "text", _("Text message")
        CHAT = "chat", _("Chat on the web")
        EMAIL = "email", _("E-mail")
        WHATSAPP = "whatsapp", _("WhatsApp")
        RELAY = "relay", _("Text relay (for deaf people)")

    class Days(models.TextChoices):
        DAILY = "daily", _("Every day")
        WEEKDAYS = "weekdays", _("Monday to Friday")
        WEEKENDS = "weekends", _("Saturday and Sunday")
        SATURDAY = "saturday", _("Saturday")
        SUNDAY = "sunday", _("Sunday")

    resource = ParentalKey(
        "wagtail_attachment.CrisisResource", on_delete=models.CASCADE, related_name="channels"
    )
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.CALL, verbose_name=_("kind"))
    dialled = models.CharField(
        max_length=40,
        blank=True,
        verbose_name=_("number as dialled"),
        help_text=_("Exactly as one dials it there: 988, 13 11 14, *4141."),
    )
    menu_option = models.CharField(
        max_length=100,
        blank=True,
        verbose_name=_("menu option"),
        help_text=_("What to press then, as in “press 2”."),
    )
    sms_keyword = models.CharField(
        max_length=30, blank=True, verbose_name=_("word to send"), help_text=_("As in HOME.")
    )
    url = models.URLField(blank=True, verbose_name=_("address of the chat"))
    email = models.EmailField(blank=True, verbose_name=_("e-mail address"))
    languages = models.CharField(
        max_length=255,
        blank=True,
        verbose_name=_("languages"),
        help_text=_("Only if other than the line's: codes, as in: es."),
    )
    always_open = models.BooleanField(default=False, verbose_name=_("open day and night"))
    days = models.CharField(max_length=20, choices=Days, default=Days.DAILY, verbose_name=_("days"))
    opens = models.TimeField(null=True, blank=True, verbose_name=_("opens"))
    closes = models.TimeField(null=True, blank=True, verbose_name=_("closes"))
    time_zone = models.CharField(
        max_length=60,
        blank=True,
        verbose_name=_("time zone"),
        help_text=_("As in America/New_York."),
    )
    mobile_only = models.BooleanField(default=False, verbose_name=_("from mobile phones only"))
    cost = models.CharField(
        max_length=100, blank=True, verbose_name=_("cost"), help_text=_("As in “free”.")
    )

    class Meta(Orderable.Meta):
        verbose_name = _("way to reach it")
        verbose_name_plural = _("ways to reach it")

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.dialled or self.url or self.email}"

    def clean(self) -> None:
        super().clean()
        errors: dict[str, str] = {}
        self._clean_address(errors)
        self._clean_hours(errors)
        codes = split_codes(self.languages)
        if not all(LANGUAGE_TAG.fullmatch(code) for code in codes):
            errors["languages"] = gettext(
                "Write language codes with commas between, as in: en, es."
            )
        if errors:
            raise ValidationError(errors)

    def _clean_address(self, errors: dict[str, str]) -> None:
        if self.dialled and not is_dialled(self.dialled):
            errors["dialled"] = gettext(
                "Use digits, spaces and + * # ( ) . / - only; a word to send has a field of its own."
            )
        elif self.kind in {"call", "text", "whatsapp", "relay"} and not self.dialled:
            errors["dialled"] = gettext("Write the number as it is dialled.")
        if self.kind == "chat" and not self.url.startswith("https://"):
            errors["url"] = gettext("Write the address of the chat; it begins with https://.")
        if self.kind == "email" and not self.email:
            errors["email"] = gettext("Write the e-mail address.")

    def _clean_hours(self, errors: dict[str, str]) -> None:
        if self.always_open:
            return
        if bool(self.opens) != bool(self.closes):
            missing = "closes" if self.opens else "opens"
            errors[missing] = gettext("Give both times, or neither.")
        elif self.opens and self.closes and self.closes <= self.opens:
            errors["closes"] = gettext(
                "It closes before it opens. Past midnight, write 23:59 and add the rest as another "
                "way to reach it."
            )
        if self.opens and self.time_zone not in available_timezones():
            errors["time_zone"] = gettext("Write the hours' time zone, as in America/New_York.")

    def get_snapshot(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "dialled": self.dialled.strip(),
            "menu_option": self.menu_option,
            "sms_keyword": self.sms_keyword,
            "url": self.url,
            "email": self.email,
            "languages": split_codes(self.languages),
            "always_open": self.always_open,
            "days": self.days,
            "opens": self.opens.strftime("%H:%M") if self.opens else "",
            "closes": self.closes.strftime("%H:%M") if self.closes else "",
            "time_zone": self.time_zone,
            "mobile_only": self.mobile_only,
            "cost": self.cost,
        }

    def to_channel(self) -> Channel:
        return Channel(**self.get_snapshot())


def get_opening_hours(channel: Channel) -> str:
    """Return when a channel is open, in words; empty where that is not known."""
    if channel.always_open:
        return gettext("Day and night")
    if not (channel.opens and channel.closes):
        return ""
    zone = get_timezone_name(channel.time_zone, locale=parse_locale(get_language() or "en"))
    return gettext("%(days)s, %(opens)s to %(closes)s (%(zone)s)") % {
        "days": CrisisChannel.Days(channel.days).label,
        "opens": time_format(time.fromisoformat(channel.opens), "TIME_FORMAT"),
        "closes": time_format(time.fromisoformat(channel.closes), "TIME_FORMAT"),
        "zone": zone,
    }


def split_codes(codes: str) -> list[str]:
    return [code.strip().lower() for code in codes.split(",") if code.strip()]
