"""Invitations to book whose texts a language lacks, or has in the language of their source alone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from wagtail_attachment.permissions import CHANGE_BOOKING
from wagtail_attachment.practice.booking import BookingCTA

from .beginning import get_edit_url, get_snippet_url
from .tasks import Task

_TEXTS = ("heading", "text", "button_label")


def find_booking_tasks(locales: Iterable[Any]) -> dict[int, list[Task]]:
    """Return what is to be translated by the id of each of ``locales``, in one query."""
    groups: dict[Any, list[BookingCTA]] = {}
    for booking in BookingCTA.objects.order_by("pk"):
        groups.setdefault(booking.translation_key, []).append(booking)
    return {
        locale.pk: [task for bookings in groups.values() if (task := _find_task(bookings, locale))]
        for locale in locales
    }


def _find_task(bookings: list[BookingCTA], locale: Any) -> Task | None:
    source = bookings[0]
    if source.locale_id == locale.pk:
        return None
    own = next((booking for booking in bookings if booking.locale_id == locale.pk), None)
    if own is None:
        return _make_task(source, _("not started"), get_snippet_url(source, locale))
    if any(getattr(own, name) and getattr(own, name) == getattr(source, name) for name in _TEXTS):
        return _make_task(source, _("partly translated"), get_edit_url(own))
    return None


def _make_task(source: BookingCTA, state: str, url: str) -> Task:
    return Task(str(source), state, url, _("Translate it"), right=CHANGE_BOOKING)
