"""From an article with a booking link that cannot be shown to where it is mended."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.generic import View

from wagtail_attachment import permissions
from wagtail_attachment.articles.covered import CoveredPageMixin
from wagtail_attachment.practice.booking import BookingCTA

from .returning import (
    drop_messages,
    is_on_the_way,
    lead_to_holders,
    remember_page,
    succeed,
)


class FixView(View):
    """Opens the booking that the article's draft cannot show, for those who may change it."""

    def get(self, request: Any) -> HttpResponse:
        page = remember_page(request)
        names = BookingCTA.snippet_viewset.get_url_name
        if not permissions.may_change_booking(request.user):
            return lead_to_holders(request, permissions.CHANGE_BOOKING)
        draft = page.get_latest_revision_as_object() if page else None
        if isinstance(draft, CoveredPageMixin):
            for _block_id, cta in draft.get_facts().get_bookings():
                if cta.get_unsafe_reason():
                    return redirect(names("edit"), cta.pk)
        return redirect(names("list"))


def lead_back(request: Any, booking: Any) -> HttpResponse | None:
    """Offer the way back to the article that a booking link was mended for.

    An ``after_create_snippet`` and ``after_edit_snippet`` hook.
    """
    if not isinstance(booking, BookingCTA) or not is_on_the_way(request):
        return None
    drop_messages(request)
    succeed(request, _("“%(name)s” is saved.") % {"name": booking})
    return redirect(BookingCTA.snippet_viewset.get_url_name("list"))
