"""Reviews of bookings, topics and people in wagtail-localize's editor before readers get them."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail_localize.views.edit_translation import edit_translation

from wagtail_attachment.permissions import (
    describe_translation_reviewers,
    may_review_language,
)
from wagtail_attachment.practice.shared_texts import SHARED_TEXTS
from wagtail_attachment.publishing.rules.translation import describe_unreviewed
from wagtail_attachment.translation.snippets import SnippetTranslation, find_snippet_translation

from .banner import tell_what_changed
from .editor import draw_with_terms
from .tool import find_enabled_translation


def open_snippet(request: Any, instance: Any) -> HttpResponse | None:
    """Open the editor with what waits for a review, and refuse to publish before that.

    A ``before_edit_snippet`` hook, which replaces wagtail-localize's own for these types.
    """
    if not isinstance(instance, SHARED_TEXTS):
        return None
    is_publishing = request.method == "POST" and request.POST.get("action") == "publish"
    if request.method != "GET" and not is_publishing:
        return None
    record = find_enabled_translation(instance)
    if record is None:
        return None
    translation = find_snippet_translation(instance)
    waiting = _describe_waiting(translation)
    if is_publishing:
        if not waiting:
            return None
        messages.warning(request, _("Nothing was published."))
        return redirect(request.path)  # which says why
    tell_what_changed(request, translation, record.source_id)
    if waiting:
        messages.warning(request, waiting, buttons=_offer_review(request, instance))
    response: HttpResponse = edit_translation(request, record, instance)
    draw_with_terms(response, record)
    return response


def describe_waiting(instance: Any) -> str:
    """Return a snippet's unreviewed texts and who may review them; empty if nothing waits."""
    return _describe_waiting(find_snippet_translation(instance))


def _describe_waiting(translation: SnippetTranslation | None) -> str:
    if translation is None or not translation.to_read:
        return ""
    asked = _("Ask: %(names)s.") % {"names": describe_translation_reviewers(translation.language)}
    return f"{describe_unreviewed(translation.to_read)} {asked}"


def _offer_review(request: Any, instance: Any) -> list[Any]:
    if not may_review_language(request.user, instance.locale.language_code):
        return []
    meta = instance._meta
    url = reverse("wagtail_attachment:review_snippet", args=[meta.model_name, instance.pk])
    return [messages.button(url, _("Review the translation"))]
