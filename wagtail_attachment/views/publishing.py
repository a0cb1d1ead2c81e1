"""What an editor is told when *Publish* is refused: all of it, and where each is put right."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages

from wagtail_attachment.conf import conf
from wagtail_attachment.models import CoveredPageMixin
from wagtail_attachment.publishing import Violation


def refuse_publishing(request: Any, page: Any) -> HttpResponse | None:
    """Keep the text as the draft it was just saved as, and say what is missing.

    A ``before_publish_page`` hook: Wagtail has saved a revision by then, so nothing is lost.
    """
    if not isinstance(page, CoveredPageMixin) or conf.WAGTAIL_ATTACHMENT_ENFORCEMENT != "enforce":
        return None
    refusals = page.judge_before_publishing()
    if not refusals:
        return None
    messages.warning(
        request,
        _("Your text is saved. It is not published yet: see below what is missing."),
    )
    edit_url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    for violation in refusals:
        messages.error(request, violation.message, buttons=[_get_button(violation, edit_url)])
    return redirect(edit_url)


def _get_button(violation: Violation, edit_url: str) -> tuple[str, str, bool]:
    if violation.fix_url:
        label = _("Put right (%(fixer)s)") % {"fixer": violation.fixer}
        return messages.button(violation.fix_url, label)
    # The id that Wagtail's editor gives a block's element.
    anchor = f"#block-{violation.block_id}-section" if violation.block_id else ""
    return messages.button(f"{edit_url}{anchor}", _("Show it"))
