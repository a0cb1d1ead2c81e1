"""Reviewing an article: the text as readers see it, and one button for who has read it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.widgets import Button

from wagtail_attachment import permissions
from wagtail_attachment.articles.clinical_reviews import ClinicalReview
from wagtail_attachment.articles.covered import CoveredPageMixin
from wagtail_attachment.articles.review_requests import ReviewRequest
from wagtail_attachment.articles.review_tasks import TaskReview, find_review_subject
from wagtail_attachment.practice.reviewers import Refusal, Reviewer
from wagtail_attachment.reminders.waiting import find_waiting_reviews

from .reading_article import read_for_review
from .reviewing import ReviewForm, ReviewView


class ArticleReviewForm(ReviewForm):
    has_read = forms.BooleanField(
        label=gettext_lazy("I have read this whole article"),
        error_messages={"required": gettext_lazy("Read the whole article first, then tick this.")},
    )


class ArticleReviewMixin:
    """A page of the admin about the clinical review of one page, which those who see it may open."""

    request: Any

    @cached_property
    def page(self) -> CoveredPageMixin:
        """The page as stored; one that is not reviewed at all has no such address."""
        page: CoveredPageMixin = super().page  # type: ignore[misc]
        if not page.has_clinical_review:
            raise Http404
        return page

    @cached_property
    def subject(self) -> ClinicalReview:
        return find_review_subject(self.page, self.request.user)


class ReviewArticleView(ArticleReviewMixin, ReviewView):
    form_class = ArticleReviewForm
    template_name = "wagtail_attachment/admin/review_article.html"
    page_title = gettext_lazy("Clinical review")
    header_icon = "success"

    permission = permissions.REVIEW_ARTICLE

    def may_open(self) -> bool:
        if not permissions.may_see_page(self.request.user, self.page):
            raise PermissionDenied
        return super().may_open()

    @cached_property
    def refusal(self) -> Refusal | None:
        return Reviewer(self.request.user).find_refusal(self.subject.page)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, last = self.request.user, self.subject.last
        requests = ReviewRequest.find_open(self.page)
        return super().get_context_data(
            article=self.subject.page,
            subject=self.subject,
            reading=read_for_review(self.subject, self.request),
            language=self.page.get_content_locale().language_code,
            has_changes=self.page.live
            and self.page.has_unpublished_changes
            and not self.is_in_workflow,
            is_in_workflow=self.is_in_workflow,
            refusal=self.refusal,
            may_edit=self.may_edit,
            may_ask=permissions.may_ask_for_review(user, self.page),
            may_withdraw=last and permissions.may_withdraw_review(user, self.page, last.person_id),
            requests=[(each, each.may_decline(user)) for each in requests],
            **kwargs,
        )

    @property
    def is_in_workflow(self) -> bool:
        return isinstance(self.subject, TaskReview)

    def act(self, data: dict[str, Any]) -> HttpResponse:
        """Record the review, then lead to the next one that waits for this person, if there is one."""
        message = self.record(data["digest"], data["note"])
        user, pk = self.request.user, self.page.pk
        back_url = self.edit_url if self.may_edit else reverse("wagtailadmin_home")
        following = next((due for due in find_waiting_reviews(user) if due.page_id != pk), None)
        if following is None:
            messages.success(self.request, message)
            return redirect(back_url)
        title = self.page.get_admin_display_title()
        label = _("Back to “%(title)s”") if self.may_edit else _("Back to the dashboard")
        buttons = [messages.button(back_url, label % {"title": title})]
        next_up = _("Next for you: “%(title)s”.") % {"title": following.get_title()}
        messages.success(self.request, f"{message} {next_up}", buttons=buttons)
        return redirect(following.path)

    def record(self, digest: str, note: str) -> str:
        review = self.subject.record(self.request.user, digest, note)
        title = self.page.get_admin_display_title()
        return _(
            "“%(title)s” is reviewed: your name and today's date are on record. "
            "It is due again on %(date)s."
        ) % {"title": title, "date": date_format(review.next_due or review.at)}


def offer_review(page: Any, user: Any, view_name: str, next_url: str = "") -> Iterator[Button]:
    """Offer the review, and asking for one, in the menu of a page's header, to those who may.

    A ``register_page_header_buttons`` hook.
    """
    page_type = page.specific_class or type(page)
    if not (issubclass(page_type, CoveredPageMixin) and page_type.has_clinical_review):
        return
    if permissions.may_review_articles(user) and permissions.may_see_page(user, page):
        url = reverse("wagtail_attachment:review_article", args=[page.pk])
        yield Button(_("Clinical review"), url, icon_name="success", priority=85)
    if permissions.may_ask_for_review(user, page):
        url = reverse("wagtail_attachment:ask_review", args=[page.pk])
        yield Button(_("Ask for a clinical review"), url, icon_name="mail", priority=86)
