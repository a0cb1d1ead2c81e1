"""Verifying and withdrawing a crisis line."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail_attachment import permissions
from wagtail_attachment.crisis.resources import CrisisResource

from .own_pages import ReadFirstView
from .returning import succeed


class VerifyForm(forms.Form):
    checked = forms.BooleanField(
        label=gettext_lazy("I checked these facts today on the official page."),
        error_messages={
            "required": gettext_lazy("Open the official page, compare, then tick this.")
        },
    )
    note = forms.CharField(
        required=False,
        label=gettext_lazy("Note"),
        help_text=gettext_lazy("For the record: what you compared, or whom you called."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    digest = forms.CharField(widget=forms.HiddenInput)


class WithdrawForm(forms.Form):
    note = forms.CharField(
        required=False,
        label=gettext_lazy("Why"),
        help_text=gettext_lazy("For the record."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class _LineView(ReadFirstView):
    header_icon = "warning"
    message: Any

    def may_open(self) -> bool:
        return bool(self.request.user.has_perm(permissions.VERIFY_CRISIS_LINE))

    @cached_property
    def subject(self) -> CrisisResource:
        return get_object_or_404(CrisisResource, pk=self.kwargs["pk"])

    def get_page_subtitle(self) -> str:
        return str(self.subject)

    def get_trail(self) -> list[tuple[str, Any]]:
        names = self.subject.snippet_viewset.get_url_name
        return [
            (reverse(names("list")), _("Crisis lines")),
            (reverse(names("edit"), args=[self.subject.pk]), self.subject),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            resource=self.subject,
            line=self.subject.to_line(),
            in_force=self.subject.get_in_force(),
            **kwargs,
        )

    def succeed(self) -> HttpResponse:
        succeed(self.request, self.message % {"name": self.subject})
        return redirect(self.subject.snippet_viewset.get_url_name("list"))


class VerifyView(_LineView):
    form_class = VerifyForm
    template_name = "wagtail_attachment/admin/verify_crisis_resource.html"
    page_title = gettext_lazy("Verify")
    message = gettext_lazy("Verified: readers see “%(name)s” with these facts now.")

    def act(self, data: dict[str, Any]) -> HttpResponse:
        self.subject.verify(self.request.user, data["note"], digest=data["digest"])
        return self.succeed()


class WithdrawView(_LineView):
    form_class = WithdrawForm
    template_name = "wagtail_attachment/admin/withdraw_crisis_resource.html"
    page_title = gettext_lazy("Withdraw")
    message = gettext_lazy(
        "Withdrawn: “%(name)s” is gone from every article, and the next line shows."
    )

    def act(self, data: dict[str, Any]) -> HttpResponse:
        self.subject.withdraw(self.request.user, data["note"])
        return self.succeed()
