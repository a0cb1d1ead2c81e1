"""The mails about a requested review: to those who are asked, and back to who asked."""

from __future__ import annotations

from django.utils.translation import gettext as _

from wagtail_attachment.addresses import reverse_admin
from wagtail_attachment.articles.review_requests import ReviewRequest
from wagtail_attachment.covered import CoveredPage
from wagtail_attachment.practice.reviewers import find_reviewers

from .telling import Message, Told, tell


def tell_reviewers(request: ReviewRequest, page: CoveredPage) -> Told:
    """Mail the reviewer asked, or all who may review ``page``, except the person who asked."""
    users = [request.reviewer] if request.reviewer else find_reviewers(page)
    message = Message(
        "review_asked",
        lambda: _("Please review “%(title)s”") % {"title": page.title},
        reverse_admin("wagtail_attachment:review_article", page.pk),
        _get_context(request, page),
    )
    return tell(users, message, request.asked_by_id)


def tell_asker(request: ReviewRequest, page: CoveredPage) -> Told:
    """Mail the person who asked that the reviewer declined, and why."""
    message = Message(
        "review_declined",
        lambda: _("Review of “%(title)s” declined") % {"title": page.title},
        reverse_admin("wagtail_attachment:ask_review", page.pk),
        _get_context(request, page),
    )
    return tell([request.asked_by] if request.asked_by else [], message, request.reviewer_id)


def _get_context(request: ReviewRequest, page: CoveredPage) -> dict[str, object]:
    return {"title": page.title, "review_request": request, "reviewer": request.reviewer_name}
