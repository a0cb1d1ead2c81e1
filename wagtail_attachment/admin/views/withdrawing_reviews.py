"""Withdrawing the last clinical review of an article."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from wagtail_attachment import permissions
from wagtail_attachment.articles.clinical_reviews import ClinicalReview
from wagtail_attachment.articles.public_reviews import find_public_review
from wagtail_attachment.articles.review_tasks import find_review_subject

from .reviewing import ReviewView
from .reviews import ArticleReviewMixin


class WithdrawReviewForm(forms.Form):
    note = forms.CharField(
        label=gettext_lazy("Why"),
        help_text=gettext_lazy("For the record; readers never see it."),
        error_messages={"required": gettext_lazy("Say why, for the record.")},
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    digest = forms.CharField(required=False, widget=forms.HiddenInput)
    review = forms.IntegerField(required=False, widget=forms.HiddenInput)


class WithdrawReviewView(ArticleReviewMixin, ReviewView):
    """Takes back the last review; it says first what readers see now."""

    form_class = WithdrawReviewForm
    template_name = "wagtail_attachment/admin/withdraw_review.html"
    page_title = gettext_lazy("Withdraw the review")
    header_icon = "cross"

    @cached_property
    def subject(self) -> ClinicalReview:
        return find_review_subject(self.page)

    def may_open(self) -> bool:
        last, user = self.subject.last, self.request.user
        if last is None:
            return permissions.may_see_page(user, self.page)
        return permissions.may_withdraw_review(user, self.page, last.person_id)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        url = reverse("wagtail_attachment:review_article", args=[self.page.pk])
        return super().get_context_data(
            subject=self.subject,
            is_public=self.page.live and find_public_review(self.subject) is not None,
            review_url=url,
            **kwargs,
        )

    def get_initial(self) -> dict[str, Any]:
        return {"review": self.subject.last.pk if self.subject.last else None}

    def form_invalid(self, form: forms.Form) -> HttpResponse:
        # The review that is shown below the error is the last one, whichever it was before.
        shown = self.get_initial()["review"] or ""
        form.data = {"note": form.data.get("note", ""), "review": shown}
        return self.render_to_response(self.get_context_data(form=form))

    def act(self, data: dict[str, Any]) -> HttpResponse:
        # Never empty, which would mean "whichever is the last".
        self.subject.withdraw(self.request.user, data["note"], data["review"] or 0)
        messages.success(self.request, _("The review is withdrawn: readers don't see it any more."))
        return redirect(self.edit_url if self.may_edit else reverse("wagtailadmin_home"))
