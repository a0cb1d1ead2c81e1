"""The booking prompt that articles end with."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from wagtail_attachment import permissions
from wagtail_attachment.practice.booking import BookingCTA
from wagtail_attachment.setup import choose_booking, make_booking

from .forms import BookingForm, UsualBookingForm
from .section import Section, require_valid


class BookingSection(Section):
    acts: ClassVar[dict[str, str]] = {
        "booking": permissions.CHANGE_PRACTICE,
        "choose-booking": permissions.CHANGE_PRACTICE,
        "postpone-booking": permissions.CHANGE_PRACTICE,
    }

    @cached_property
    def form(self) -> BookingForm:
        return BookingForm()

    @cached_property
    def choice(self) -> UsualBookingForm:
        return self._make_choice()

    def booking(self) -> HttpResponse:
        self.form = BookingForm(self.request.POST)
        url = require_valid(self.form)["url"]
        try:
            make_booking(self.site, url, self.user)
        except ValidationError as error:
            self.form.add_error("url", error.messages)
            raise
        return self.go_on(_("Articles now end with your booking prompt."), "article")

    def choose_booking(self) -> HttpResponse:
        self.choice = self._make_choice(self.request.POST)
        booking = require_valid(self.choice)["booking"]
        choose_booking(self.practice, booking, self.user)
        if booking is None:
            return self.go_on(_("Articles end without a booking prompt now."), "booking")
        return self.go_on(_("Articles end with “%s” now.") % booking, "booking")

    def postpone_booking(self) -> HttpResponse:
        if not self.practice.booking:
            choose_booking(self.practice, None, self.user)
        return self.go_on(_("You can add it here at any time."), "article")

    def _make_choice(self, data: Any = None) -> UsualBookingForm:
        locale = self.site.root_page.locale
        return UsualBookingForm(data, practice=self.practice, locale=locale)

    def describe(self) -> dict[str, Any]:
        return {
            "booking_form": self.form,
            "usual_booking_form": self.choice if BookingCTA.objects.exists() else None,
        }
