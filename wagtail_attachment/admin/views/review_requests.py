"""Asking for the clinical review of an article, declining one, and taking the request back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin import messages
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.widgets import AdminDateInput

from wagtail_attachment import permissions
from wagtail_attachment.articles.covered import CoveredPageMixin
from wagtail_attachment.articles.requests import IS_CLOSED
from wagtail_attachment.articles.review_requests import ReviewRequest
from wagtail_attachment.compat import get_base_page_model
from wagtail_attachment.practice.reviewers import find_reviewers
from wagtail_attachment.reminders.requests import tell_asker, tell_reviewers
from wagtail_attachment.reminders.telling import Told
from wagtail_attachment.times import get_today

from .own_pages import ReadFirstView
from .reviewing import ReviewView
from .reviews import ArticleReviewMixin


class AskForm(forms.Form):
    reviewer = forms.ChoiceField(required=False, label=gettext_lazy("Who"))
    due = forms.DateField(required=False, label=gettext_lazy("Needed by"), widget=AdminDateInput)
    note = forms.CharField(
        required=False,
        label=gettext_lazy("Note"),
        help_text=gettext_lazy("For the reviewer."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    digest = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, reviewers: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [(str(user.pk), get_user_display_name(user)) for user in reviewers]
        field: Any = self.fields["reviewer"]
        field.choices = [("", _("Anyone who may review it")), *names]
        self._reviewers = {str(user.pk): user for user in reviewers}

    def clean_reviewer(self) -> Any:
        return self._reviewers.get(self.cleaned_data["reviewer"])

    def clean_due(self) -> Any:
        due = self.cleaned_data["due"]
        if due and due < get_today():
            raise ValidationError(_("This day has passed. Choose today or a later day."))
        return due


class AskView(ArticleReviewMixin, ReviewView):
    form_class = AskForm
    template_name = "wagtail_attachment/admin/ask_review.html"
    page_title = gettext_lazy("Ask for a clinical review")
    header_icon = "mail"

    def may_open(self) -> bool:
        if not permissions.may_ask_for_review(self.request.user, self.page):
            raise PermissionDenied
        return True

    def get_initial(self) -> dict[str, Any]:
        return {}

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "reviewers": self.reviewers}

    @cached_property
    def reviewers(self) -> list[Any]:
        return find_reviewers(self.subject.page)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        declined = ReviewRequest.objects.filter(
            page_id=self.page.pk, state=ReviewRequest.State.DECLINED
        )
        return super().get_context_data(
            requests=ReviewRequest.find_open(self.page),
            declined=declined.select_related("reviewer").order_by("-answered_at")[:3],
            reviewers=self.reviewers,
            holders=permissions.describe_holders(permissions.CHANGE_PRACTICE),
            edit_url=self.edit_url,
            **kwargs,
        )

    def act(self, data: dict[str, Any]) -> HttpResponse:
        page = self.subject.page  # as the people offered were judged by
        request = ReviewRequest.ask(
            page, self.request.user, data["reviewer"], data["note"], data["due"]
        )
        told = tell_reviewers(request, page)
        say = messages.warning if told.failed or told.without_address else messages.success
        if told.sent:
            say = messages.success
        say(self.request, _describe_request(request, told))
        return redirect(self.edit_url)


def _describe_request(request: ReviewRequest, told: Told) -> str:
    if told.sent and told.failed:
        return _("The review has been requested. Not every email could be sent.")
    if told.sent:
        return _("The review has been requested, and an email was sent.")
    if told.failed:
        return _(
            "The review has been requested, but no email could be sent. Tell the reviewer yourself."
        )
    if told.without_address:
        return _(
            "The review has been requested. No email was sent: no reviewer has an email address."
        )
    if request.reviewer_id:
        return _("The review has been requested, and it is yours to do.")
    return _("The review has been requested. No email was sent: only you may review the article.")


class DeclineForm(forms.Form):
    note = forms.CharField(
        label=gettext_lazy("Why"),
        help_text=gettext_lazy("Those who may edit the article can read this."),
        error_messages={"required": gettext_lazy("Say why, so that someone else can be asked.")},
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class OneRequestMixin:
    """An open request, by its key in the address, and the page that it is about."""

    kwargs: dict[str, Any]

    @cached_property
    def subject(self) -> ReviewRequest:
        return get_object_or_404(ReviewRequest, pk=self.kwargs["pk"])

    @cached_property
    def page(self) -> CoveredPageMixin:
        page = get_object_or_404(get_base_page_model(), pk=self.subject.page_id).specific
        if not isinstance(page, CoveredPageMixin):
            raise Http404
        return page


class DeclineView(OneRequestMixin, ReadFirstView):
    form_class = DeclineForm
    template_name = "wagtail_attachment/admin/decline_review.html"
    page_title = gettext_lazy("Decline the review")
    header_icon = "cross"

    def may_open(self) -> bool:
        if not self.subject.may_decline(self.request.user):
            raise PermissionDenied
        return True

    def lead_elsewhere(self) -> HttpResponse | None:
        if self.subject.state == ReviewRequest.State.OPEN:
            return None
        messages.warning(self.request, IS_CLOSED)
        return redirect("wagtailadmin_home")

    def get_initial(self) -> dict[str, Any]:
        return {}

    def get_page_subtitle(self) -> str:
        return str(self.page.get_admin_display_title())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        url = reverse("wagtail_attachment:review_article", args=[self.page.pk])
        asker: Any = self.subject.asked_by
        is_told = asker and asker != self.request.user
        is_told = bool(is_told and getattr(asker, asker.get_email_field_name(), ""))
        return super().get_context_data(
            asked=self.subject, is_asker_told=is_told, review_url=url, **kwargs
        )

    def form_invalid(self, form: forms.Form) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form))

    def act(self, data: dict[str, Any]) -> HttpResponse:
        self.subject.decline(self.request.user, self.page, data["note"])
        told = tell_asker(self.subject, self.page)
        if told.failed:
            message = _("Declined. %(name)s could not be told by email: tell them yourself.")
            messages.warning(self.request, message % {"name": self.subject.asker})
        elif told.sent:
            message = _("Declined, and %(name)s was told by email.")
            messages.success(self.request, message % {"name": self.subject.asker})
        else:
            messages.success(self.request, _("Declined."))
        return redirect("wagtailadmin_home")


class WithdrawRequestView(OneRequestMixin, View):
    """By a button alone: it leads back to where that stands, whatever was done."""

    request: Any

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lead to the button: an address that was kept or typed withdraws nothing."""
        return self._lead_back()

    def post(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            self.subject.withdraw(request.user, self.page)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, _("The request is withdrawn."))
        return self._lead_back()

    def _lead_back(self) -> HttpResponse:
        if permissions.may_ask_for_review(self.request.user, self.page):
            return redirect("wagtail_attachment:ask_review", self.page.pk)
        return redirect("wagtailadmin_home")
