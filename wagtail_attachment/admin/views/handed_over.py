"""What an editor sees of a translation's handing over: what came back, and the button."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from wagtail.admin import messages
from wagtail.admin.action_menu import ActionMenuItem

from wagtail_attachment.articles.covered import CoveredPageMixin
from wagtail_attachment.articles.forms import HAND_OVER
from wagtail_attachment.articles.handovers import Handover
from wagtail_attachment.translation.sources import has_original

from .handing_over import READY


def tell_what_came_back(request: Any, page: Any) -> None:
    """Say above the text what a reviewer wants changed.

    A ``before_edit_page`` hook, of one query.
    """
    if request.method != "GET" or not isinstance(page, CoveredPageMixin):
        return
    handover = Handover.find_of(page)
    if handover is None or handover.is_open:
        return
    url = reverse("wagtail_attachment:hand_over", args=[page.pk])
    text = render_to_string("wagtail_attachment/admin/returned.html", {"handover": handover})
    messages.warning(request, text, buttons=[messages.button(url, READY)])


class HandOverMenuItem(ActionMenuItem):
    """Saves the draft, as *Save draft* does, and hands it over."""

    name = HAND_OVER
    label = READY
    icon_name = "resubmit"

    def is_shown(self, context: dict[str, Any]) -> bool:
        page = context.get("page")
        return (
            context["view"] == "edit"
            and super().is_shown(context)
            and isinstance(page, CoveredPageMixin)
            and has_original(page)
        )
