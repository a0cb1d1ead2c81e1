"""Giving an article another clinical reviewer, without publishing anything else of it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.locks import ScheduledForPublishLock
from wagtail.models import Revision

from wagtail_attachment import permissions


@dataclass(frozen=True)
class Hindrance:
    """Why an article cannot be given another reviewer now."""

    page: Any
    reason: str


class LeavingRefused(ValidationError):
    """Nothing was changed, since some articles could not be."""

    def __init__(self, hindrances: list[Hindrance]) -> None:
        self.hindrances = hindrances
        texts = [f"“{each.page.get_admin_display_title()}”: {each.reason}" for each in hindrances]
        super().__init__([_("Nothing was changed. Fix these articles first."), *texts])


def find_hindrance(page: Any, user: Any) -> str:
    """Return why ``user`` cannot change a page now, as far as it can be known before; else nothing."""
    may_change = permissions.may_publish if page.live else permissions.may_edit
    if not may_change(user, page):
        return (
            _("You do not have permission to publish it.")
            if page.live
            else _("You do not have permission to edit it.")
        )
    lock = page.get_lock()
    # What is scheduled is locked too, and stays scheduled: see ``reassign``.
    is_locked = lock is not None and not isinstance(lock, ScheduledForPublishLock)
    if is_locked and lock.for_user(user):
        return _("The page is locked.")
    if page.current_workflow_state:
        return _("It waits for approval. Approve it or take it back first.")
    scheduled = page.revisions.exclude(approved_go_live_at=None)
    if scheduled.exclude(pk=page.latest_revision_id).exists():
        return _("An earlier version of it is scheduled. Cancel that schedule first.")
    return ""


def reassign(page: Any, former: Collection[Any], reviewer: Any, user: Any) -> None:
    """Put ``reviewer`` (or nobody) in the place of ``former``, by their ids, in what is live and in the draft.

    What is live is published as it is, with that one change, so the gate judges it and the evidence
    records it. A draft that is ahead of it stays ahead, and stays scheduled if it was.
    """
    draft = Revision.objects.filter(pk=page.latest_revision_id).first()
    is_ahead = bool(draft and (page.has_unpublished_changes or not page.live))
    if page.reviewer_id in former:
        page.reviewer = reviewer
        if page.live:
            revision = page.save_revision(user=user, clean=False)
            page.publish(revision, user=user)
        else:
            page.save(clean=False, update_fields=["reviewer"])
    if draft is not None and is_ahead:
        text = draft.as_object()
        if text.reviewer_id in former:
            text.reviewer = reviewer
        text.save_revision(
            user=user, approved_go_live_at=draft.approved_go_live_at, clean=False, log_action=True
        )
        # One version is scheduled at most.
        Revision.objects.filter(pk=draft.pk).update(approved_go_live_at=None)
