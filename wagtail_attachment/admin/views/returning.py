"""The way back: whoever came from a page to fix something is led to it again."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from wagtail.admin import messages as admin_messages

from wagtail_attachment import permissions
from wagtail_attachment.admin.refusals import say_who_may
from wagtail_attachment.compat import get_base_page_model
from wagtail_attachment.setup import find_site, get_steps

_KEY = "wagtail_attachment_return_to"


def remember_page(request: Any) -> Any:
    """Keep the page named by ``?page=`` for the way back and return it, or ``None``.

    Kept in the session, since Wagtail's own forms on the way drop a query string.
    """
    page_id = request.GET.get("page", "")
    if not page_id.isdecimal():
        return None
    page = get_base_page_model().objects.filter(pk=int(page_id[:18])).first()
    if page is None or not permissions.may_edit(request.user, page):
        return None
    request.session[_KEY] = page.pk
    return page


def is_on_the_way(request: Any) -> bool:
    """Say whether someone came from a page to fix something."""
    return _KEY in request.session


def lead_to_holders(request: Any, permission: str, page_id: int | None = None) -> HttpResponse:
    """Say who may do what someone came for, and lead back to the page that they came from."""
    came_from = request.session.pop(_KEY, None) or page_id
    page = get_base_page_model().objects.filter(pk=came_from).first()
    say_who_may(request, permission)
    if page is None or not permissions.may_edit(request.user, page):
        return redirect("wagtailadmin_home")
    return redirect("wagtailadmin_pages:edit", page.pk)


def join_messages(error: ValidationError) -> str:
    """Return what an error says in one line, with the links that are in it."""
    return format_html_join(" ", "{}", ((message,) for message in error.messages))


def drop_messages(request: Any) -> None:
    """Drop Wagtail's own "updated": one message that says what happened is enough."""
    list(messages.get_messages(request))


def succeed(request: Any, message: str) -> None:
    """Say what was done, with a button back to the page that needed it, or on with the set-up."""
    page = get_base_page_model().objects.filter(pk=request.session.pop(_KEY, None)).first()
    buttons = []
    if page is not None:
        url = reverse("wagtailadmin_pages:edit", args=[page.pk])
        label = _("Back to “%(title)s”") % {"title": page.get_admin_display_title()}
        buttons.append(admin_messages.button(url, label))
    elif _is_setting_up(request):
        url = reverse("wagtail_attachment:setup")
        buttons.append(admin_messages.button(url, _("Continue setup")))
    admin_messages.success(request, message, buttons=buttons)


def _is_setting_up(request: Any) -> bool:
    if request.path.startswith(reverse("wagtail_attachment:setup")):
        return False
    site = find_site(request)
    may = permissions.may_set_up(request.user)
    return bool(site and may and not all(step.is_done for step in get_steps(site)))
