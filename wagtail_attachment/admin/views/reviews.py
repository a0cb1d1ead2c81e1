"""Reviewing an article: its whole text, and one button for who has read it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.widgets import Button

from wagtail_attachment import permissions
from wagtail_attachment.articles.clinical_reviews import (
    ClinicalReview,
    find_review_subject,
)
from wagtail_attachment.articles.covered import CoveredPageMixin
from wagtail_attachment.compat import get_base_page_model


class ReviewForm(forms.Form):
    has_read = forms.BooleanField(
        label=gettext_lazy("I have read this whole article"),
        error_messages={"required": gettext_lazy("Read the whole article first, then tick this.")},
    )
    note = forms.CharField(
        required=False,
        label=gettext_lazy("Note"),
        help_text=gettext_lazy("For the record; readers never see it."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    digest = forms.CharField(widget=forms.HiddenInput)


class ReviewArticleView(WagtailAdminTemplateMixin, FormView):  # type: ignore[type-arg]
    form_class = ReviewForm
    template_name = "wagtail_attachment/admin/review_article.html"
    page_title = gettext_lazy("Clinical review")
    header_icon = "success"
    _show_breadcrumbs = True

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if not request.user.has_perm(permissions.REVIEW_ARTICLE):
            raise PermissionDenied
        if self.page.alias_of_id:
            return redirect(request.resolver_match.view_name, self.page.get_text_page_id())
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def page(self) -> CoveredPageMixin:
        """The page as stored; one that is not reviewed at all has no such address."""
        page = get_object_or_404(get_base_page_model(), pk=self.kwargs["pk"]).specific
        if not (isinstance(page, CoveredPageMixin) and page.has_clinical_review):
            raise Http404
        return page

    @cached_property
    def subject(self) -> ClinicalReview:
        return find_review_subject(self.page)

    def get_page_subtitle(self) -> str:
        return self.subject.page.title

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {
                "url": reverse("wagtailadmin_pages:edit", args=[self.page.pk]),
                "label": self.page.get_admin_display_title(),
            },
            {"url": "", "label": self.page_title},
        ]

    def get_initial(self) -> dict[str, Any]:
        return {"digest": self.subject.digest}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            article=self.subject.page,
            subject=self.subject,
            language=self.page.get_content_locale().language_code,
            has_changes=self.page.live and self.page.has_unpublished_changes,
            **kwargs,
        )

    def form_valid(self, form: ReviewForm) -> HttpResponse:
        data = form.cleaned_data
        try:
            review = self.subject.record(self.request.user, data["digest"], data["note"])
        except ValidationError as error:
            form.add_error(None, error.messages)
            return self.form_invalid(form)
        messages.success(
            self.request,
            _("Reviewed: your name and today's date are on record. It is due again on %(date)s.")
            % {"date": date_format(review.next_due or review.at)},
        )
        if self.page.permissions_for_user(self.request.user).can_edit():
            return redirect("wagtailadmin_pages:edit", self.page.pk)
        return redirect("wagtailadmin_home")

    def form_invalid(self, form: ReviewForm) -> HttpResponse:
        # What is shown now is the text as it stands now: it is to be read, not an earlier one.
        if form.data.get("digest") != self.subject.digest:
            form.data = {"note": form.data.get("note", ""), "digest": self.subject.digest}
        return super().form_invalid(form)


def offer_review(page: Any, user: Any, view_name: str, next_url: str = "") -> Iterator[Button]:
    """Offer the review in the menu of a page's header, to those who may.

    A ``register_page_header_buttons`` hook.
    """
    page_type = page.specific_class or type(page)
    is_reviewed = issubclass(page_type, CoveredPageMixin) and page_type.has_clinical_review
    if is_reviewed and user.has_perm(permissions.REVIEW_ARTICLE):
        url = reverse("wagtail_attachment:review_article", args=[page.pk])
        yield Button(_("Clinical review"), url, icon_name="success", priority=85)
