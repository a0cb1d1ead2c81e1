"""Messages for a translator when *Publish* is refused in wagtail-localize's editor."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail_localize.models import Translation

from wagtail_attachment.articles.covered import CoveredPageMixin
from wagtail_attachment.articles.judged import JudgedPageMixin
from wagtail_attachment.articles.refusal_messages import show_violations
from wagtail_attachment.permissions import may_publish
from wagtail_attachment.translation.pages import find_translation

from .tool import find_enabled_translation, get_translated_draft


def refuse_translation(request: Any, page: Any) -> HttpResponse | None:
    """Show what is missing, before wagtail-localize saves and reports the page as published.

    Strings are stored one by one as they are typed, so nothing is lost.
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
        return _publish_finished(request, page, translation, draft)
    messages.warning(
        request, _("The translation is not published yet. Your texts are saved; this is missing:")
    )
    show_violations(request, refusals)
    return redirect(request.path)


def _publish_finished(
    request: Any, page: JudgedPageMixin, translation: Translation, draft: JudgedPageMixin
) -> HttpResponse | None:
    """Publish a page with nothing left to translate although wagtail-localize lacks a string.

    It would warn of "missing translations" if an address or a name was kept from the original. In
    other cases, returns ``None``: wagtail-localize publishes the page itself, or refuses the user.
    """
    if not may_publish(request.user, page) or not _lacks_string(translation):
        return None
    state = find_translation(draft) if isinstance(draft, CoveredPageMixin) else None
    if state is None or state.unfinished:
        return None
    try:
        translation.save_target(user=request.user, publish=True)
    except ValidationError as error:  # wagtail-localize also records it at the string
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(
            request,
            _("“%(title)s” is published in %(language)s.")
            % {"title": draft.title, "language": translation.target_locale.get_display_name()},
        )
    return redirect(request.path)


def _lacks_string(translation: Translation) -> bool:
    strings = translation.source.stringsegment_set.all()
    annotated = strings.annotate_translation(translation.target_locale)
    return bool(annotated.filter(translation__isnull=True).exists())


def describe_deletion() -> str:
    return _(
        "An image or other item chosen for this translation was deleted. Choose another, or "
        "use the original."
    )
