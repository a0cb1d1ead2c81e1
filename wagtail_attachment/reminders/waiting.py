"""The reviews waiting for one person, most urgent first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wagtail_attachment import permissions
from wagtail_attachment.practice.reviewers import Reviewer

from .due import DAYS_AHEAD, Due, find_due_reviews
from .people import is_for


def find_waiting_reviews(user: Any, days: int = DAYS_AHEAD) -> list[Due]:
    """Return what ``user`` was asked to review, and what is due within ``days``, each page once.

    The number of queries grows only with the number of page types.
    """
    if not permissions.may_review_articles(user):
        return []
    return choose_reviews(find_due_reviews(days), user)


def choose_reviews(due: Iterable[Due], user: Any) -> list[Due]:
    """Return the items of ``due`` that are reviews for ``user``, in order, each page once."""
    reviewer = Reviewer(user)
    if not reviewer.has_permission:
        return []
    reviews = [item for item in due if item.page is not None]
    waiting: dict[Any, Due] = {}
    for item in reviews:
        if item.page_id not in waiting and is_for(item, reviewer):
            waiting[item.page_id] = item
    return list(waiting.values())
