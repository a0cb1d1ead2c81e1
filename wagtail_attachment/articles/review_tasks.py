"""A step of a Wagtail workflow that is done by a clinical review."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Task, TaskState
from wagtail.models.workflows import AbstractGroupApprovalTask

from wagtail_attachment.addresses import reverse_admin
from wagtail_attachment.compat import get_base_page_model
from wagtail_attachment.covered import CoveredPage
from wagtail_attachment.ledger.events import PublicationEvent
from wagtail_attachment.ledger.reviews import Review
from wagtail_attachment.practice.reviewers import Reviewer, may_review
from wagtail_attachment.publishing import PublishingRefused

from .clinical_reviews import HAS_CHANGED, ClinicalReview

_CANNOT_APPROVE = gettext_lazy(
    "Your review would approve this article and so publish it, and you do not have permission to "
    "publish it. Nothing has been recorded. Someone with that permission has to approve it."
)


class ClinicalReviewTask(AbstractGroupApprovalTask):
    """Members of its groups read the whole draft; their review approves it.

    What is never reviewed clinically, as a page of another type, they approve as in Wagtail's own
    step for groups.
    """

    task_ptr = models.OneToOneField(
        Task, on_delete=models.CASCADE, parent_link=True, related_name="+"
    )

    class Meta:
        verbose_name = gettext_lazy("Clinical review")
        verbose_name_plural = gettext_lazy("Clinical reviews")

    @classmethod
    def get_description(cls) -> str:
        return _(
            "Members of the chosen groups who may review the article read it as a whole; "
            "their recorded review approves it"
        )

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, str, bool]]:
        actions: list[tuple[str, str, bool]] = super().get_actions(obj, user)
        if not actions or not _is_reviewed(obj):
            return actions
        # Wagtail asks with the base page too, and what is approved is the draft.
        if not may_review(user, obj.get_latest_revision_as_object()):
            return []
        return [("reject", _("Request changes"), True), ("approve", _("Review and approve"), True)]

    def get_template_for_action(self, action: str) -> str:
        # Also for what is not reviewed clinically; it then shows Wagtail's own form.
        if action == "approve":
            return "wagtail_attachment/admin/review_and_approve.html"
        return str(super().get_template_for_action(action))

    def on_action(self, task_state: Any, user: Any, action_name: str, **kwargs: Any) -> Any:
        """Do what Wagtail does, but lead to the review, which alone can approve an article."""
        page = task_state.revision.content_object
        if not _is_reviewed(page):
            return super().on_action(task_state, user, action_name, **kwargs)
        page = page.get_latest_revision_as_object()
        if refusal := Reviewer(user).find_refusal(page):
            raise PermissionDenied(refusal.message)
        if action_name == "approve":
            return reverse_admin("wagtail_attachment:review_article", page.pk)
        return super().on_action(task_state, user, action_name, **kwargs)


class TaskReview(ClinicalReview):
    """The review of the draft that waits in a workflow; recording it approves that.

    It is of the latest revision, not of the one that was submitted: that is what Wagtail publishes.
    """

    def __init__(self, page: Any, task_state: Any) -> None:
        revision = page.get_latest_revision()
        super().__init__(revision.as_object(), revision=revision)
        self.task_state = task_state

    def record(self, user: Any, digest: str, note: str = "") -> Review:
        """As any review; and what stops the approval, as a refusal to publish, stops both."""
        with transaction.atomic():
            PublicationEvent.wait_beside_others()  # as every save does before it holds the page
            Review.wait_for_turn()
            self._require_latest()
            self._require_in_progress()
            review = super().record(user, digest, note)
            try:
                self.task_state.approve(user=user, comment=note)
            except PermissionDenied as error:
                if isinstance(error, PublishingRefused):
                    raise
                raise ValidationError(_CANNOT_APPROVE) from error
        return review

    def _require_latest(self) -> None:
        """Let nobody save the page until it is approved; refuse where someone just has."""
        rows = get_base_page_model().objects.select_for_update(no_key=True).order_by()
        latest = rows.filter(pk=self.page.pk).values_list("latest_revision_id", flat=True).first()
        if latest != self.revision.pk:
            raise ValidationError(HAS_CHANGED)

    def _require_in_progress(self) -> None:
        """Refuse where someone else has approved or rejected the same meanwhile."""
        self.task_state.refresh_from_db(fields=["status"])
        if self.task_state.status != TaskState.STATUS_IN_PROGRESS:
            raise ValidationError(
                _("Someone has approved or rejected this meanwhile. Nothing has been recorded.")
            )


def find_review_subject(page: CoveredPage, user: Any = None) -> ClinicalReview:
    """Return the review that ``user`` is to make of ``page``.

    That is of what waits for them in a workflow; else of what readers get, the live text, or of a
    draft that none has yet. Other changes are reviewed once they are published.
    """
    state = _find_task_state(page, user) if user else None
    if state:
        return TaskReview(page, state)
    return ClinicalReview(page if page.live else page.get_latest_revision_as_object())


def _find_task_state(page: Any, user: Any) -> Any:
    state = page.current_workflow_task_state
    task = state.task.specific if state else None
    is_ours = isinstance(task, ClinicalReviewTask) and task.user_can_access_editor(page, user)
    return state if is_ours else None


def _is_reviewed(page: Any) -> bool:
    page_type = getattr(page, "specific_class", None) or type(page)
    return issubclass(page_type, CoveredPage) and page_type.has_clinical_review
