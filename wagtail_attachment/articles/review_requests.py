"""Reviews that someone has asked for."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.utils import get_user_display_name
from wagtail.log_actions import log
from wagtail.models import PageLogEntry

from wagtail_attachment import permissions
from wagtail_attachment.covered import CoveredPage
from wagtail_attachment.ledger.rows import hold_lock
from wagtail_attachment.practice.reviewers import Reviewer

from .requests import PageRequest


class ReviewRequest(PageRequest):
    """Someone asks one reviewer, or all who may, to review the text of one page."""

    class State(models.TextChoices):
        OPEN = "open", gettext_lazy("Waiting for an answer")
        DECLINED = "declined", gettext_lazy("Declined")
        DONE = "done", gettext_lazy("Done")
        WITHDRAWN = "withdrawn", gettext_lazy("Withdrawn")

    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+"
    )
    """Who is asked; nobody in particular stands for all who may."""
    due = models.DateField(null=True)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    review_id = models.PositiveBigIntegerField(null=True)
    """The review by which it was done."""

    class Meta:
        verbose_name = gettext_lazy("request for a review")
        verbose_name_plural = gettext_lazy("requests for reviews")
        ordering = ["pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.get_state_display()}: {self.page_id}"

    @property
    def reviewer_name(self) -> str:
        """The name of who is asked; empty where that is nobody in particular."""
        return str(get_user_display_name(self.reviewer)) if self.reviewer else ""

    @classmethod
    def find_open(cls, page: CoveredPage) -> Any:
        """Return the open requests for the text of ``page``, the oldest first."""
        requests = cls.objects.filter(page_id=page.get_text_page_id(), state=cls.State.OPEN)
        return requests.select_related("reviewer", "asked_by")

    @classmethod
    def find_for(cls, user: Any) -> Any:
        """Return the open requests to ``user`` or to all who may."""
        return cls.objects.filter(Q(reviewer=user) | Q(reviewer=None), state=cls.State.OPEN)

    @classmethod
    def find_declined(cls, user: Any, since: datetime) -> Any:
        """Return what ``user`` asked for and was declined ``since``, the latest first, in one query.

        Left out once someone else was asked, or the page was reviewed.
        """
        others = cls.objects.filter(page_id=OuterRef("page_id")).filter(
            Q(state=cls.State.OPEN) | Q(pk__gt=OuterRef("pk"))
        )
        reviews = PageLogEntry.objects.filter(
            page=OuterRef("page_id"),
            action="wagtail_attachment.review_article",
            timestamp__gt=OuterRef("answered_at"),
        )
        declined = cls.objects.filter(
            asked_by=user, state=cls.State.DECLINED, answered_at__gt=since
        )
        declined = declined.exclude(Exists(others)).exclude(Exists(reviews))
        return declined.select_related("reviewer").order_by("-answered_at")

    @classmethod
    def ask(
        cls,
        page: CoveredPage,
        user: Any,
        reviewer: Any = None,
        note: str = "",
        due: date | None = None,
    ) -> ReviewRequest:
        """Record that ``user`` asks for a review of ``page``.

        Raises ``PermissionDenied`` for who may not edit the page, ``ValidationError`` where the
        ``reviewer`` may not review it or was asked already.
        """
        if not permissions.may_ask_for_review(user, page):
            raise PermissionDenied(_("Only those who may edit the page can ask for its review."))
        if reviewer and not Reviewer(reviewer).may_be_asked(page):
            raise ValidationError({"reviewer": _("This person may not review this article.")})
        with transaction.atomic():
            hold_lock(cls)  # two clicks at once are one request
            if cls.find_open(page).filter(reviewer=reviewer).exists():
                raise ValidationError({"reviewer": _("This review has already been requested.")})
            request = cls.objects.create(
                page_id=page.get_text_page_id(),
                reviewer=reviewer,
                asked_by=user,
                note=note,
                due=due,
            )
            log(
                page,
                "wagtail_attachment.ask_review",
                user=user,
                data={"request": request.pk, "reviewer": request.reviewer_name},
            )
        return request

    @classmethod
    def finish(cls, page: CoveredPage, user: Any, review: Any) -> None:
        """Close what ``review``, which ``user`` has recorded, answers."""
        cls.find_for(user).filter(page_id=page.get_text_page_id()).update(
            state=cls.State.DONE, answered_at=timezone.now(), review_id=review.pk
        )

    def may_decline(self, user: Any) -> bool:
        return self.reviewer_id == user.pk

    def may_withdraw(self, user: Any, page: CoveredPage) -> bool:
        return self.asked_by_id == user.pk or permissions.may_ask_for_review(user, page)

    def decline(self, user: Any, page: CoveredPage, answer: str) -> None:
        """Record that the reviewer who is asked will not do it, and why.

        Raises ``PermissionDenied`` for anyone else, ``ValidationError`` without a reason.
        """
        if not self.may_decline(user):
            raise PermissionDenied(_("Only the person who was asked can decline."))
        if not answer.strip():
            raise ValidationError({"note": _("Say why, so that someone else can be asked.")})
        self.close(self.State.DECLINED, answer)
        data = {"request": self.pk, "reason": answer}
        log(page, "wagtail_attachment.decline_review", user=user, data=data)

    def withdraw(self, user: Any, page: CoveredPage) -> None:
        """Record that the review is not needed any more.

        Raises ``PermissionDenied`` for anyone but who asked and those who may edit the page.
        """
        if not self.may_withdraw(user, page):
            raise PermissionDenied(_("Only those who may edit the page can withdraw the request."))
        self.close(self.State.WITHDRAWN)
        log(page, "wagtail_attachment.withdraw_request", user=user, data={"request": self.pk})

    def hand_on(self, user: Any, page: Any, reviewer: Any, reason: str) -> None:
        """Ask ``reviewer`` in the place of who has left; close it with the reason where they cannot.

        ``user`` is who has said so, and ``page`` is ``None`` where it has been deleted.
        """
        requests = type(self).objects.filter(pk=self.pk, state=self.State.OPEN)
        refusal = Reviewer(reviewer).find_refusal(page) if reviewer and page else None
        if (
            reviewer
            and page
            and (refusal is None or refusal.lacks_name)
            and not self.find_open(page).filter(reviewer=reviewer).exists()
        ):
            requests.update(reviewer=reviewer)
            to = get_user_display_name(reviewer)
            action, data = "wagtail_attachment.ask_review", {"reviewer": to}
        else:
            closed = {"state": self.State.DECLINED, "answered_at": timezone.now()}
            requests.update(answer=reason, **closed)
            action, data = "wagtail_attachment.decline_review", {"reason": reason}
        if page:
            log(page, action, user=user, data={"request": self.pk, **data})
