"""Messages for users who may not use a view of wagtail-localize."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder

from wagtail_attachment.permissions import describe_publishers


def refuse(request: Any, instance: Any) -> HttpResponse:
    """Say that publishing permission is needed, and who has it; redirect to the editor."""
    messages.error(
        request,
        _(
            "Nothing was done with “%(title)s”: this takes permission to publish it, which you "
            "do not have. Ask: %(names)s."
        )
        % {"title": instance, "names": describe_publishers(instance)},
    )
    return redirect(find_edit_url(request.user, instance))


def find_edit_url(user: Any, instance: Any) -> str:
    """Return where ``user`` edits a page or a snippet; the dashboard if they may not."""
    return AdminURLFinder(user).get_edit_url(instance) or reverse("wagtailadmin_home")
