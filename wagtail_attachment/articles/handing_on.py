"""Giving the articles of a reviewer who has left to someone else: a few at once, many one by one."""

from __future__ import annotations

import logging
from functools import partial
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from wagtail_attachment.compat import task
from wagtail_attachment.practice.people import Practitioner
from wagtail_attachment.translated_fields import translate_all

from .mentions import Mentions
from .reassigning import Hindrance, LeavingRefused, find_hindrance, reassign

logger = logging.getLogger("wagtail_attachment")

AT_ONCE = 25
"""How many articles are handed on in one transaction, all of them or none: publishing each takes time."""


def hand_on_at_once(mentions: Mentions, reviewer: Practitioner | None, user: Any) -> None:
    """Give all articles to ``reviewer``, or to nobody. Raises ``LeavingRefused`` where one cannot be."""
    refused = []
    for page in mentions.to_review:
        try:
            with transaction.atomic():
                _reassign(mentions, page, reviewer, user)
        except ValidationError as error:
            refused.append(Hindrance(page, " ".join(error.messages)))
    if refused:
        raise LeavingRefused(refused)


def start_handing_on(person: Practitioner, reviewer: Practitioner | None, user: Any) -> None:
    """Let a task give the articles to ``reviewer``, once what it follows from is committed.

    It is done at once, or in a worker where the site has one. Where it stops, what is left still names
    the person, so that it can be started again.
    """
    keys = (str(person.pk), str(reviewer.pk) if reviewer else "", str(user.pk))
    transaction.on_commit(partial(hand_on_task.enqueue, *keys), robust=True)


@task
def hand_on_task(person_id: str, reviewer_id: str, user_id: str) -> None:
    person = Practitioner.objects.filter(pk=person_id).first()
    user = get_user_model()._default_manager.filter(pk=user_id).first()
    reviewer = Practitioner.objects.filter(pk=reviewer_id).first() if reviewer_id else None
    if person is None or user is None or (reviewer_id and (reviewer is None or reviewer.left_on)):
        return  # who said so, or who takes over, has gone since
    if person.left_on:  # else they have come back since
        hand_on_one_by_one(Mentions(person), reviewer, user)


def hand_on_one_by_one(mentions: Mentions, reviewer: Practitioner | None, user: Any) -> None:
    """Give each article to ``reviewer`` that ``user`` may change now; the others keep the person's name."""
    for page in mentions.to_review:
        if find_hindrance(page, user):
            continue
        try:
            with transaction.atomic():
                _reassign(mentions, page, reviewer, user)
        except (ValidationError, PermissionDenied) as error:
            logger.warning("Page %s still names %s: %s", page.pk, mentions.person, error)


def _reassign(mentions: Mentions, page: Any, reviewer: Practitioner | None, user: Any) -> None:
    own = translate_all([reviewer], page.locale_id)[0] if reviewer else None
    reassign(page, {entry.pk for entry in mentions.entries}, own, user)
