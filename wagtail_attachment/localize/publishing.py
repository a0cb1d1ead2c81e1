"""What a translator is told when *Publish* is refused in wagtail-localize's own editor."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages

from wagtail_attachment.articles.judged import JudgedPageMixin
from wagtail_attachment.articles.refusal_messages import show_violations

from .tool import find_enabled_translation, get_translated_draft


def refuse_translation(request: Any, page: Any) -> HttpResponse | None:
    """Say what is missing, before wagtail-localize saves anything and calls it published.

    The strings are stored one by one as they are typed, so nothing is lost.
    """
    if request.method != "POST" or request.POST.get("action") != "publish":
        return None
    if not isinstance(page, JudgedPageMixin):
        return None
    translation = find_enabled_translation(page)
    if translation is None:
        return None
    draft = get_translated_draft(translation)
    if draft is None:
        messages.error(request, describe_deletion())
        return redirect(request.path)
    refusals = draft.get_publishing_refusals()
    if not refusals:
        return None
    messages.warning(
        request, _("The translation is not published yet. Your texts are saved; this is missing:")
    )
    show_violations(request, refusals)
    return redirect(request.path)


def describe_deletion() -> str:
    return _(
        "An image or other item chosen for this translation was deleted. Choose another, or "
        "use the original."
    )
