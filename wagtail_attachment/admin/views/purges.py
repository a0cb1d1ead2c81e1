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
from wagtail_attachment.permissions import RUN_PURGE


class RunPurgeView(View):
    http_method_names = ["post"]

    def post(self, request: Any, pk: int) -> HttpResponse:
        if not request.user.has_perm(RUN_PURGE):
            raise PermissionDenied
        start_purge_again(pk)
        messages.success(request, _("Requested. Whatever is left is shown on this page."))
        return redirect("wagtailadmin_home")
