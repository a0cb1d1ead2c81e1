"""Declined reviews, for the people who asked for them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from wagtail_attachment import permissions
from wagtail_attachment.addresses import reverse_admin
from wagtail_attachment.articles.review_requests import ReviewRequest
from wagtail_attachment.times import get_local_time

from .acts import Act, Waiting

_TOLD_FOR = timedelta(days=30)
"""How long this is news: whoever still wanted the review has asked again by then."""


def find_declined(user: Any) -> Iterator[Waiting]:
    """Yield the declined reviews that ``user`` had asked for: one query if none, else two."""
    declined = list(ReviewRequest.find_declined(user, timezone.now() - _TOLD_FOR))
    if not declined:
        return
    pages = permissions.find_pages_to_see(user).filter(pk__in=[each.page_id for each in declined])
    titles = dict(pages.values_list("pk", "draft_title"))
    yield Waiting(
        "declined",
        _("Reviews that were declined"),
        _("Read why, or ask again"),
        [_make_act(each, titles[each.page_id]) for each in declined if each.page_id in titles],
    )


def _make_act(request: ReviewRequest, title: str) -> Act:
    state = _("declined by %(name)s on %(date)s: “%(reason)s”") % {
        "name": request.reviewer_name or _("someone whose account was deleted"),
        "date": date_format(get_local_time(request.answered_at)) if request.answered_at else "",
        "reason": Truncator(request.answer).chars(80),
    }
    return Act(title, state, reverse_admin("wagtail_attachment:ask_review", request.page_id))
