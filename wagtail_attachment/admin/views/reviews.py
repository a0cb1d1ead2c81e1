"""Reviewing an article: its whole text, and one button for who has read it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.http import Http404
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import Button

from wagtail_attachment import permissions
from wagtail_attachment.articles.clinical_reviews import ClinicalReview, find_review_subject
from wagtail_attachment.articles.covered import CoveredPageMixin

from .reviewing import ReviewForm, ReviewView


class ArticleReviewForm(ReviewForm):
    has_read = forms.BooleanField(
        label=gettext_lazy("I have read this whole article"),
        error_messages={"required": gettext_lazy("Read the whole article first, then tick this.")},
    )


class ReviewArticleView(ReviewView):
    form_class = ArticleReviewForm
    template_name = "wagtail_attachment/admin/review_article.html"
    page_title = gettext_lazy("Clinical review")
    header_icon = "success"

    def may_open(self) -> bool:
        return bool(self.request.user.has_perm(permissions.REVIEW_ARTICLE))

    @cached_property
    def page(self) -> CoveredPageMixin:
        """The page as stored; one that is not reviewed at all has no such address."""
        page = super().page
        if not page.has_clinical_review:
            raise Http404
        return page

    @cached_property
    def subject(self) -> ClinicalReview:
        return find_review_subject(self.page)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            article=self.subject.page,
            subject=self.subject,
            language=self.page.get_content_locale().language_code,
            has_changes=self.page.live and self.page.has_unpublished_changes,
            **kwargs,
        )

    def record(self, digest: str, note: str) -> str:
        review = self.subject.record(self.request.user, digest, note)
        return _(
            "Reviewed: your name and today's date are on record. It is due again on %(date)s."
        ) % {"date": date_format(review.next_due or review.at)}


def offer_review(page: Any, user: Any, view_name: str, next_url: str = "") -> Iterator[Button]:
    """Offer the review in the menu of a page's header, to those who may.

    A ``register_page_header_buttons`` hook.
    """
    page_type = page.specific_class or type(page)
    is_reviewed = issubclass(page_type, CoveredPageMixin) and page_type.has_clinical_review
    if is_reviewed and user.has_perm(permissions.REVIEW_ARTICLE):
        url = reverse("wagtail_attachment:review_article", args=[page.pk])
        yield Button(_("Clinical review"), url, icon_name="success", priority=85)
