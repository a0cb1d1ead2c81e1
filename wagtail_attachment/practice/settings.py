"""What a practice says of itself once, for all its articles."""

from __future__ import annotations

from django.apps import apps
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Site

from wagtail_attachment.crisis.countries import get_country_choices
from wagtail_attachment.publishing.changes import refuse_change
from wagtail_attachment.publishing.refusals import say_at_field

from .booking import BookingCTA


class PracticeSettings(BaseSiteSetting):
    # As Wagtail's, but without an accessor, whose name a site's own settings may need.
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
        help_text=_("Every article ends with this invitation."),
    )
    booking_postponed = models.BooleanField(default=False)

    panels = [FieldPanel("country"), FieldPanel("booking")]

    class Meta:
        verbose_name = _("practice settings")

    def clean(self) -> None:
        super().clean()
        with say_at_field():
            refuse_change(self)


# Listed among Wagtail's settings where the site has those. Wagtail's project template leaves them
# out, and a menu item without their addresses would take the whole admin down; Setup is ours.
if apps.is_installed("wagtail.contrib.settings"):
    register_setting(PracticeSettings, icon="home")
