"""A crisis line's names, and the ways to reach it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields
from datetime import time
from typing import Any
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from .cost import Cost
from .facts import ChannelFacts
from .hours import Days
from .kinds import get_kind, get_kind_choices
from .numbers import is_dialled
from .ways import Channel

FACTS = fields(ChannelFacts)
LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


class CrisisText(Orderable):
    """A line's name and sentence in one language."""

    resource = ParentalKey(
        "wagtail_attachment.CrisisResource", on_delete=models.CASCADE, related_name="texts"
    )
    language = models.CharField(max_length=20, verbose_name=_("language"))
    name = models.CharField(max_length=255, verbose_name=_("name"))
    description = models.CharField(
        max_length=500,
        blank=True,
        verbose_name=_("description"),
        help_text=_("One sentence: who answers, and for what."),
    )
    what_happens = models.CharField(
        max_length=500,
        blank=True,
        verbose_name=_("what happens when people call"),
        help_text=_(
            "Two sentences that you checked: what people hear first, and who answers then. "
            "Without them readers see that they decide what to say and can stop at any time."
        ),
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
        snapshot = {
            "language": self.language,
            "name": self.name,
            "description": self.description,
        }
        # Left out while empty, so that a line which was verified before there was this text still
        # is what was verified.
        return {**snapshot, "what_happens": self.what_happens} if self.what_happens else snapshot


class CrisisChannel(Orderable):
    """One way to reach a line."""

    resource = ParentalKey(
        "wagtail_attachment.CrisisResource", on_delete=models.CASCADE, related_name="channels"
    )
    # A callable, so that a site's own kinds need no migration.
    kind = models.CharField(
        max_length=20, choices=get_kind_choices, default="call", verbose_name=_("type")
    )
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
        max_length=30, blank=True, verbose_name=_("keyword"), help_text=_("As in HOME.")
    )
    url = models.URLField(blank=True, verbose_name=_("address of the chat"))
    email = models.EmailField(blank=True, verbose_name=_("e-mail address"))
    languages = models.CharField(
        max_length=255,
        blank=True,
        verbose_name=_("languages"),
        help_text=_("Only if other than the line's."),
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
        max_length=100,
        blank=True,
        choices=Cost,
        verbose_name=_("cost"),
        help_text=_("Leave it empty if the official page does not say."),
    )

    class Meta(Orderable.Meta):
        verbose_name = _("contact method")
        verbose_name_plural = _("contact methods")

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.to_channel().label}"

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
                "Use digits, spaces and + * # ( ) . / - only; a keyword has its own field."
            )
            return
        kind = get_kind(self.kind)
        if fault := kind.check(getattr(self, kind.address)):
            errors[kind.address] = fault

    def _clean_hours(self, errors: dict[str, str]) -> None:
        if self.always_open:
            return
        if bool(self.opens) != bool(self.closes):
            missing = "closes" if self.opens else "opens"
            errors[missing] = gettext("Give both times, or neither.")
        elif self.opens and self.closes and self.closes <= self.opens:
            errors["closes"] = gettext(
                "Closing time is before opening time. For hours past midnight, end at 23:59 "
                "and add a second entry."
            )
        if self.opens and self.time_zone not in available_timezones():
            errors["time_zone"] = gettext("Write the hours' time zone, as in America/New_York.")

    def get_snapshot(self) -> dict[str, Any]:
        """Return its facts as plain values, to be frozen."""
        return {field.name: _to_plain(field.name, getattr(self, field.name)) for field in FACTS}

    def to_channel(self) -> Channel:
        return Channel.from_snapshot(self.get_snapshot())

    @classmethod
    def from_snapshot(cls, snapshot: Mapping[str, Any]) -> CrisisChannel:
        """Return a channel of such facts, not stored."""
        return cls(**{name: _from_plain(name, value) for name, value in snapshot.items()})


def _to_plain(name: str, value: Any) -> Any:
    match value:
        case time():
            return value.strftime("%H:%M")
        case None:
            return ""
        case str() if name == "languages":
            return split_codes(value)
        case str():
            return value.strip()
    return value


def _from_plain(name: str, value: Any) -> Any:
    if name == "languages":
        return ", ".join(value)
    if name in {"opens", "closes"}:
        return time.fromisoformat(value) if value else None
    return value


def split_codes(codes: str) -> list[str]:
    return [code.strip().lower() for code in codes.split(",") if code.strip()]
