"""Verifying and withdrawing a crisis line."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from wagtail_attachment import permissions
from wagtail_attachment.crisis.resources import CrisisResource

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


class _LineView(WagtailAdminTemplateMixin, FormView):  # type: ignore[type-arg]
    header_icon = "warning"
    _show_breadcrumbs = True

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if not request.user.has_perm(permissions.VERIFY_CRISIS_LINE):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def resource(self) -> CrisisResource:
        return get_object_or_404(CrisisResource, pk=self.kwargs["pk"])

    def get_page_subtitle(self) -> str:
        return str(self.resource)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        names = self.resource.snippet_viewset.get_url_name
        return [
            *self.breadcrumbs_items,
            {"url": reverse(names("list")), "label": _("Crisis lines")},
            {"url": reverse(names("edit"), args=[self.resource.pk]), "label": self.resource},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            resource=self.resource,
            line=self.resource.to_line(),
            in_force=self.resource.get_in_force(),
            **kwargs,
        )

    def finish(self, form: forms.Form, message: str) -> HttpResponse:
        """Do what the view is for, then go on to the list, or say why it is refused."""
        try:
            self.act(form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error.messages)
            return self.form_invalid(form)
        succeed(self.request, message)
        return redirect(self.resource.snippet_viewset.get_url_name("list"))

    def act(self, data: dict[str, Any]) -> None:
        raise NotImplementedError


class VerifyView(_LineView):
    form_class = VerifyForm
    template_name = "wagtail_attachment/admin/verify_crisis_resource.html"
    page_title = gettext_lazy("Verify")

    def get_initial(self) -> dict[str, Any]:
        return {"digest": self.resource.digest}

    def form_invalid(self, form: forms.Form) -> HttpResponse:
        # What is shown now are the facts as they stand now: they are to be checked, not earlier ones.
        if form.data.get("digest") != self.resource.digest:
            form.data = {"note": form.data.get("note", ""), "digest": self.resource.digest}
        return super().form_invalid(form)

    def act(self, data: dict[str, Any]) -> None:
        self.resource.verify(self.request.user, data["note"], digest=data["digest"])

    def form_valid(self, form: forms.Form) -> HttpResponse:
        message = _("Verified: readers see “%(name)s” with these facts now.")
        return self.finish(form, message % {"name": self.resource})


class WithdrawView(_LineView):
    form_class = WithdrawForm
    template_name = "wagtail_attachment/admin/withdraw_crisis_resource.html"
    page_title = gettext_lazy("Withdraw")

    def act(self, data: dict[str, Any]) -> None:
        self.resource.withdraw(self.request.user, data["note"])

    def form_valid(self, form: forms.Form) -> HttpResponse:
        message = _("Withdrawn: “%(name)s” is gone from every article, and the next line shows.")
        return self.finish(form, message % {"name": self.resource})
