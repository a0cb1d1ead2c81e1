"""Asking again for a purge that failed, stopped or was never begun."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.generic import View

from wagtail_attachment.delivery.purge_tasks import start_purge_again
from wagtail_attachment.permissions import may_run_purge


class RunPurgeView(View):
    """By a button alone: it leads back to where that stands, whatever was done."""

    def get(self, request: Any, pk: int) -> HttpResponse:
        """Lead to the button: an address that was kept or typed runs nothing."""
        return redirect("wagtailadmin_home")

    def post(self, request: Any, pk: int) -> HttpResponse:
        if not may_run_purge(request.user):
            raise PermissionDenied
        start_purge_again(pk)
        messages.success(request, _("Requested. Whatever is left is shown on this page."))
        return redirect("wagtailadmin_home")
