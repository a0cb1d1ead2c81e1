"""From an article with a booking link that cannot be shown to where it is mended."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.generic import View

from wagtail_attachment.practice.booking import BookingCTA

from .returning import drop_messages, is_on_the_way, remember_page, succeed


class FixView(View):
    def get(self, request: Any) -> HttpResponse:
        remember_page(request)
        return redirect(BookingCTA.snippet_viewset.get_url_name("list"))


def lead_back(request: Any, booking: Any) -> HttpResponse | None:
    """Offer the way back to the article that a booking link was mended for.

    An ``after_create_snippet`` and ``after_edit_snippet`` hook.
    """
    if not isinstance(booking, BookingCTA) or not is_on_the_way(request):
        return None
    drop_messages(request)
    succeed(request, _("“%(name)s” is saved.") % {"name": booking})
    return redirect(BookingCTA.snippet_viewset.get_url_name("list"))
