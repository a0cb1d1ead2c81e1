"""Bookings in the admin."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput

from wagtail_attachment.practice.booking import BookingCTA

from .columns import TranslatedIndexView
from .true_status import OwnSnippetViewSet


class BookingCTAViewSet(OwnSnippetViewSet):
    model = BookingCTA
    index_view_class = TranslatedIndexView
    icon = "calendar-alt"
    menu_label = _("Booking")
    purpose = _(
        "A booking prompt says how to book a session, with one button. It is never an embedded form, so the booking service does not learn what was read."
    )
    url_prefix = "practice/booking"
    list_display = ["heading", "button_label", "state"]
    panels = [
        "heading",
        FieldPanel("text", widget=AdminAutoHeightTextInput),
        "button_label",
        "state",
        MultiFieldPanel(
            [
                "url",
                FieldPanel("destination_page"),
                "phone",
                "email",
            ],
            heading=_("Where the button leads"),
            help_text=_("Give one of these."),
        ),
        "practitioner",
    ]
