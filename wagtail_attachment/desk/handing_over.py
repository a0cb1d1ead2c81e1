"""Handing a translation over with many others, and saying in words what became of it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from wagtail_attachment.articles.handing_over import hand_over
from wagtail_attachment.articles.handovers import Handover
from wagtail_attachment.covered import CoveredPage
from wagtail_attachment.reminders.handovers import tell_translation_reviewers


def hand_over_finished(page: Any, user: Any) -> str:
    """Hand over a translation in which nothing is left to translate; return in words what was done.

    A page that is not covered has no review, and stays as it is. Raises ``ValidationError`` while a text
    is not translated, and ``PermissionDenied`` for who may not edit the page.
    """
    if not isinstance(page, CoveredPage):
        return _("This page has no review: it can be published when it is translated")
    open_one = Handover.find_of(page)
    if open_one is not None and open_one.is_open:
        return _("Already waiting for review")
    handed_over = hand_over(page, user)
    tell_translation_reviewers(handed_over.handover, page)
    return _("Sent for review")
