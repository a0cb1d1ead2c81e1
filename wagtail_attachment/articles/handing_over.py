"""Handing a translation over for review, whatever tool it is made with."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import TaskState, WorkflowState

from wagtail_attachment.covered import CoveredPage
from wagtail_attachment.permissions import may_hand_over
from wagtail_attachment.publishing.rules.unfinished import describe_unfinished
from wagtail_attachment.translation.pages import find_pending_translation
from wagtail_attachment.translation.sources import find_managed_draft, has_original

from .handovers import Handover, TextNote


@dataclass(frozen=True)
class HandedOver:
    handover: Handover
    workflow: str
    """The name of the workflow that Wagtail has it in, and tells its own reviewers of; or empty."""


class Unfinished(ValidationError):
    """Texts are left to translate, and nobody said that the page goes to the reviewer all the same."""


def hand_over(page: Any, user: Any, note: str = "", *, as_it_is: bool = False) -> HandedOver:
    """Save what is typed as a draft, and say that it is ready; the live row stays as it is.

    Raises as :meth:`Handover.hand_over` does, and ``Unfinished``, with what is left, unless it is to be
    handed over ``as_it_is``: what was left out on purpose, only a reviewer can answer for.
    """
    with transaction.atomic():
        handover = Handover.hand_over(page, user, note)
        if not as_it_is:
            _refuse_unfinished(page)
        # Its strings are in the tool alone. Not ``save_target``: that writes into the live row.
        if draft := find_managed_draft(page):
            # Not validated: what is missing is said when it is to be published.
            draft.save_revision(user=user, clean=False)
            page.refresh_from_db(fields=["latest_revision"])
        workflow = _put_into_workflow(page, user)
    return HandedOver(handover, workflow)


def _refuse_unfinished(page: Any) -> None:
    translation = find_pending_translation(page) if isinstance(page, CoveredPage) else None
    if translation and (left := list(describe_unfinished(translation))):
        raise Unfinished([_("Not sent for review yet."), *left])


def send_back(handover: Handover, page: Any, user: Any, answer: str, notes: list[TextNote]) -> None:
    """Send it back, and let its translator edit it again: a workflow would keep the page from them.

    Raises as :meth:`Handover.send_back` does.
    """
    with transaction.atomic():
        handover.send_back(page, user, answer, notes)
        task_state = page.current_workflow_task_state
        actions = task_state.task.specific.get_actions(page, user) if task_state else []
        if task_state and "reject" in {name for name, *_rest in actions}:
            task_state.specific.reject(user=user, comment=answer)
        else:
            _end_workflow(handover, page, user)


def take_back(handover: Handover, page: Any, user: Any) -> None:
    """Take it out of its workflow too. Raises as :meth:`Handover.take_back` does."""
    with transaction.atomic():
        handover.take_back(page, user)
        _end_workflow(handover, page, user)


def note_submission(sender: Any, instance: WorkflowState, user: Any = None, **kwargs: Any) -> None:
    """Record what is submitted by Wagtail's own button as handed over.

    A receiver of ``workflow_submitted``.
    """
    page = _get_translation(instance)
    if page is None or user is None or not may_hand_over(user, page):
        return
    handover = Handover.find_of(page)
    if handover is None or not handover.is_open:
        Handover.hand_over(page, user)


def note_resubmission(sender: Any, instance: Any, user: Any = None, **kwargs: Any) -> None:
    """Record what came back and is submitted again by Wagtail's own button as handed over again.

    A receiver of ``task_submitted``, which comes at each step of a workflow: only the step that
    rejected it is one that it comes back to.
    """
    page = _get_translation(instance.workflow_state)
    handover = Handover.find_of(page) if page is not None else None
    if handover is None or handover.is_open or user is None or not may_hand_over(user, page):
        return
    states = instance.workflow_state.task_states.filter(task_id=instance.task_id)
    if states.filter(status=TaskState.STATUS_REJECTED).exists():
        Handover.hand_over(page, user)


def note_rejection(sender: Any, instance: Any, user: Any = None, **kwargs: Any) -> None:
    """Record what is sent back by Wagtail's own button as sent back. A receiver of ``task_rejected``."""
    page = _get_translation(instance.workflow_state)
    handover = Handover.find_of(page) if page is not None else None
    if handover and handover.is_open:
        with suppress(ValidationError):  # taken back or sent back at this very moment
            handover.close(Handover.State.RETURNED, instance.comment, answered_by=user)


def note_publication(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Close what is published: nobody waits for it any more. A receiver of ``page_published``."""
    if isinstance(instance, CoveredPage):
        Handover.finish(instance, getattr(kwargs.get("revision"), "user", None))


def note_removal(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Take back what was handed over of a translation whose original is deleted. A ``post_delete`` receiver.

    There is nothing any more to read it beside.
    """
    if not isinstance(instance, CoveredPage) or instance.alias_of_id:
        return
    others = instance.get_translations().filter(alias_of=None).order_by("pk")
    if oldest := others.values_list("pk", flat=True).first():
        Handover.end_without_original(oldest)


def _get_translation(state: WorkflowState) -> Any | None:
    page = state.content_object
    page_type = getattr(page, "specific_class", None) or type(page)
    return page if issubclass(page_type, CoveredPage) and has_original(page) else None


def _put_into_workflow(page: Any, user: Any) -> str:
    """Start, resume or start anew the workflow of ``page``; return its name, empty without one."""
    if not getattr(settings, "WAGTAIL_WORKFLOW_ENABLED", True):
        return ""
    workflow = page.get_workflow()
    if workflow is None:
        return ""
    state = page.current_workflow_state
    if state is None:
        workflow.start(page, user)
    elif state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        state.resume(user)
    elif state.user_can_cancel(user):
        # So that what is approved is this text, and not the one before it.
        state.cancel(user=user)
        workflow.start(page, user)
    return str(workflow.name)


def _end_workflow(handover: Handover, page: Any, user: Any) -> None:
    """Cancel the workflow that was started by handing ``page`` over."""
    state = page.current_workflow_state
    if state and state.requested_by_id == handover.asked_by_id:
        state.cancel(user=user)
