"""The usual booking prompt, created from just the address of a booking page."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.log_actions import log
from wagtail.models import Locale, Site

from wagtail_attachment.languages.own_texts import has_package_texts
from wagtail_attachment.practice.booking import BookingCTA
from wagtail_attachment.practice.settings import PracticeSettings

from .places import get_locales


@transaction.atomic
def make_booking(site: Site, url: str, user: Any = None) -> BookingCTA:
    """Create the usual prompt from a booking page's address and make it the site's.

    It is written in each of the site's languages that the package speaks. If the site's current
    prompt already leads to this address, that is returned. Raises ``ValidationError`` for an
    address that is not safe.
    """
    url = url.strip()
    practice = PracticeSettings.for_site(site)
    if url and practice.booking and practice.booking.url == url:
        return practice.booking
    booking = BookingCTA(url=url)
    _write(booking, site.root_page.locale)
    booking.full_clean()
    _keep(booking, user)
    for locale in get_locales(site):
        if locale != booking.locale and has_package_texts(locale.language_code):
            translation = booking.copy_for_translation(locale)
            _write(translation, locale)
            _keep(translation, user)
    choose_booking(practice, booking, user)
    return booking


def choose_booking(
    practice: PracticeSettings, booking: BookingCTA | None, user: Any = None
) -> None:
    """Let articles end with this prompt or, with ``None``, record that they have none for now."""
    practice.booking = booking
    practice.booking_postponed = booking is None
    practice.save()
    log(practice, "wagtail.edit", user=user)


def _write(booking: BookingCTA, locale: Locale) -> None:
    booking.locale = locale
    with override(locale.language_code):
        booking.heading = _("Ready for a next step?")
        booking.text = _("If you would like company in working through this, we are here.")
        booking.button_label = _("Book a session")


def _keep(booking: BookingCTA, user: Any) -> None:
    booking.save()
    log(booking, "wagtail.create", user=user)
