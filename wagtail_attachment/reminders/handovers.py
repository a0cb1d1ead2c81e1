"""The mails about a translation: to its reviewers, and back to its translator."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from wagtail_attachment.addresses import reverse_admin
from wagtail_attachment.articles.handovers import Handover
from wagtail_attachment.languages import get_language_name
from wagtail_attachment.permissions import find_reviewers_of

from .telling import Message, Told, tell


def tell_translation_reviewers(handover: Handover, page: Any) -> Told:
    """Mail those who may review translations into the language of ``page``."""
    message = Message(
        "translation_ready",
        lambda: (
            _("“%(title)s” (%(language)s) is ready for review")
            % {
                "title": page.title,
                "language": get_language_name(handover.language, get_language() or "en"),
            }
        ),
        reverse_admin("wagtail_attachment:review_translation", page.pk),
        {"title": page.title, "handover": handover},
    )
    return tell(find_reviewers_of(page), message, handover.asked_by_id)


def tell_translator(handover: Handover, page: Any) -> Told:
    """Mail the person who handed over ``page`` what to change in it."""
    message = Message(
        "translation_returned",
        lambda: _("“%(title)s” was sent back") % {"title": page.title},
        reverse_admin("wagtailadmin_pages:edit", page.pk),
        {"title": page.title, "handover": handover},
    )
    users = [handover.asked_by] if handover.asked_by else []
    return tell(users, message, handover.answered_by_id)
