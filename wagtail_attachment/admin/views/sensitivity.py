"""Whether help stands above an article's text: why, and a person's word on it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.log_actions import LogFormatter

from wagtail_attachment import permissions
from wagtail_attachment.aliases import get_source
from wagtail_attachment.articles.covered import CoveredPageMixin
from wagtail_attachment.compat import get_base_page_model
from wagtail_attachment.desk import has_several_languages
from wagtail_attachment.safety.sensitivity_acts import SensitivityCase

from .own_pages import ReadFirstView

_RAISE, _LOWER = "raise", "lower"


class SensitivityForm(forms.Form):
    """What a person says, and why: a reason is a must for ``lower`` alone."""

    reason = forms.CharField(
        required=False,
        max_length=1000,
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("For the record; readers never see it."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    act = forms.ChoiceField(
        choices=[(_RAISE, _RAISE), (_LOWER, _LOWER)], widget=forms.HiddenInput, required=True
    )
    digest = forms.CharField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("act") == _LOWER and not data.get("reason", "").strip():
            self.add_error("reason", _("Say why help need not stand above this text."))
        return data


class SensitivityView(ReadFirstView):
    form_class = SensitivityForm
    template_name = "wagtail_attachment/admin/sensitivity.html"
    page_title = gettext_lazy("Help above the text")
    header_icon = "help"

    def may_open(self) -> bool:
        return permissions.may_raise_sensitivity(self.request.user, self.subject.page)

    def lead_elsewhere(self) -> HttpResponse | None:
        source = get_source(self.subject.page)
        if source.pk == self.subject.page.pk:
            return None
        return redirect("wagtail_attachment:sensitivity", source.pk)

    @cached_property
    def subject(self) -> SensitivityCase:
        page = get_object_or_404(get_base_page_model(), pk=self.kwargs["pk"]).specific
        if not isinstance(page, CoveredPageMixin):
            raise Http404
        return SensitivityCase(page)

    @cached_property
    def edit_url(self) -> str:
        return reverse("wagtailadmin_pages:edit", args=[self.subject.page.pk])

    def get_page_subtitle(self) -> str:
        return str(self.subject.draft.title)

    def get_trail(self) -> list[tuple[str, Any]]:
        return [(self.edit_url, self.subject.draft.get_admin_display_title())]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            subject=self.subject,
            may_lower=permissions.may_lower_sensitivity(self.request.user, self.subject.page),
            holders=permissions.describe_holders(permissions.LOWER_SENSITIVITY),
            edit_url=self.edit_url,
            several_languages=has_several_languages(),
            **kwargs,
        )

    def act(self, data: dict[str, Any]) -> HttpResponse:
        user, subject = self.request.user, self.subject
        if data["act"] == _RAISE:
            subject.say_sensitive(user, data["reason"])
            done = _("Recorded with your name: help stands above this text.")
        else:
            if not permissions.may_lower_sensitivity(user, subject.page):
                raise PermissionDenied
            subject.lower(user, data["reason"], data["digest"])
            done = _("Recorded with your name and reason: help does not stand above this text.")
        messages.success(self.request, done)
        return redirect(self.edit_url)


class SensitivityDecided(LogFormatter):
    """How it reads in the page's history and in Wagtail's report of the site's."""

    message: Any = ""

    def format_message(self, log_entry: Any) -> str:
        reason = log_entry.data.get("reason")
        return f"{self.message} “{reason}”" if reason else str(self.message)


class SensitivityRaised(SensitivityDecided):
    label = gettext_lazy("Say that it is sensitive")
    message = gettext_lazy("Said that the page is sensitive.")


class SensitivityLowered(SensitivityDecided):
    label = gettext_lazy("Lower the sensitivity")
    message = gettext_lazy("Decided that help need not stand above the text.")
