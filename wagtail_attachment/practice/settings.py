"""The practice's settings, which apply to all its articles."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.settings.models import BaseSiteSetting
from wagtail.log_actions import log
from wagtail.models import Site

from wagtail_attachment.crisis.countries import get_country_choices
from wagtail_attachment.crisis.known import EmergencyNumber
from wagtail_attachment.crisis.versions import CrisisResourceVersion
from wagtail_attachment.publishing.changes import refuse_change
from wagtail_attachment.publishing.refusals import say_at_field

from .booking import BookingCTA

QUICK_EXIT = "https://www.wikipedia.org/"
"""The default target of quick exit: a page that anyone might be reading."""


class PracticeSettings(BaseSiteSetting):
    # The same as Wagtail's field, but without an accessor, whose name a site's own settings may
    # need.
    site = models.OneToOneField(Site, on_delete=models.CASCADE, editable=False, related_name="+")
    country = models.CharField(
        max_length=2,
        blank=True,
        choices=get_country_choices,
        verbose_name=_("country"),
        help_text=_("Where your readers are; it decides which crisis lines they see."),
    )
    booking = models.ForeignKey(
        BookingCTA,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("booking"),
        help_text=_("Every article ends with this booking prompt."),
    )
    # By language code, for languages whose readers are not, or not only, in the practice's country.
    language_countries = models.JSONField(default=dict, blank=True, editable=False)
    allow_own_review = models.BooleanField(
        default=False,
        verbose_name=_("authors may review their own articles"),
        help_text=_("Readers are then told that the author reviewed it."),
    )
    quick_exit_url = models.URLField(
        blank=True,
        max_length=500,
        verbose_name=_("where quick exit leads"),
        help_text=_("A harmless page, the weather for example. Leave it empty for Wikipedia."),
    )
    # Written only by a recorded act, and for one country only.
    emergency_number = models.CharField(max_length=20, blank=True, editable=False)
    emergency_country = models.CharField(max_length=2, blank=True, editable=False)
    booking_postponed = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("practice settings")

    @property
    def own_emergency_number(self) -> EmergencyNumber | None:
        """The number that someone at the practice stated for its country, or ``None``."""
        if self.emergency_number and self.emergency_country == self.country:
            return EmergencyNumber(self.country, self.emergency_number)
        return None

    def state_emergency_number(
        self, user: Any, number: str, source_url: str = ""
    ) -> CrisisResourceVersion:
        """Show this emergency number to readers in the practice's country, and record it.

        An empty number withdraws the stated one. Raises ``PermissionDenied`` without the permission
        to verify crisis lines, and ``ValidationError`` for an invalid number or an insecure
        address.
        """
        if not self.country:
            raise ValidationError(_("Say first where your readers are."))
        with transaction.atomic():
            version = CrisisResourceVersion.state_emergency_number(
                user, self.country, number, source_url
            )
            self.emergency_number = version.snapshot["number"]
            self.emergency_country = self.country
            self.save()
            data = {"version": version.pk, "number": self.emergency_number}
            log(self, "wagtail_attachment.state_emergency", user=user, data=data)
        return version

    def clean(self) -> None:
        super().clean()
        if self.quick_exit_url and not self.quick_exit_url.startswith("https://"):
            raise ValidationError(
                {"quick_exit_url": _("Use an address that begins with https://.")}
            )
        with say_at_field():
            refuse_change(self)
