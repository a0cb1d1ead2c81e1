"""From an article with a booking link that cannot be shown to where it is mended."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.generic import View

from wagtail_attachment.models import BookingCTA

from .returning import remember_page


class FixView(View):
    def get(self, request: Any) -> HttpResponse:
        remember_page(request)
        return redirect(BookingCTA.snippet_viewset.get_url_name("list"))
