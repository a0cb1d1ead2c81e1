"""Deciding on facts of a crisis line that the package has now, and the practice has not."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail_attachment import permissions
from wagtail_attachment.crisis.news import News, find_news
from wagtail_attachment.crisis.resources import CrisisResource
from wagtail_attachment.permissions import describe_holders

from .own_pages import ReadFirstView
from .returning import succeed


class DecideForm(forms.Form):
    decision = forms.ChoiceField(
        choices=[("take_over", gettext_lazy("Use as a draft")), ("keep", gettext_lazy("Keep ours"))]
    )
    digest = forms.CharField(widget=forms.HiddenInput)


class PackageFactsView(ReadFirstView):
    """Shows what the package has now beside what readers see, fact by fact."""

    form_class = DecideForm
    template_name = "wagtail_attachment/admin/package_facts.html"
    page_title = gettext_lazy("New facts in the package")
    header_icon = "warning"

    def may_open(self) -> bool:
        return permissions.may_decide_on_facts(self.request.user)

    def lead_elsewhere(self) -> HttpResponse | None:
        if self.news is not None:
            return None
        resource = CrisisResource.objects.filter(pk=self.kwargs["pk"]).first()
        if resource is None:
            raise Http404
        messages.info(self.request, _("There are no new facts to decide on."))
        return redirect(resource.snippet_viewset.get_url_name("list"))

    @cached_property
    def news(self) -> News | None:
        return find_news([self.kwargs["pk"]]).get(self.kwargs["pk"])

    @property
    def subject(self) -> Any:
        return self.news

    def get_page_subtitle(self) -> str:
        return str(self.subject.resource)

    def get_trail(self) -> list[tuple[str, Any]]:
        names = CrisisResource.snippet_viewset.get_url_name
        resource = self.subject.resource
        return [
            (reverse(names("list")), _("Crisis lines")),
            (reverse(names("edit"), args=[resource.pk]), resource),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        return super().get_context_data(
            news=self.subject,
            line=self.subject.origin.line,
            in_force=self.subject.resource.get_in_force(),
            may_take_over=permissions.may_change_crisis_line(user),
            may_keep=permissions.may_verify(user),
            editors=describe_holders(permissions.CHANGE_CRISIS_LINE),
            verifiers=describe_holders(permissions.VERIFY_CRISIS_LINE),
            **kwargs,
        )

    def act(self, data: dict[str, Any]) -> HttpResponse:
        if data["digest"] != self.subject.digest:
            raise ValidationError(_("The facts have changed meanwhile. Compare them again."))
        resource = self.subject.resource
        if data["decision"] == "keep":
            self.subject.keep_ours(self.request.user)
            succeed(self.request, _("Your facts stay. This is on record with your name."))
            return redirect(resource.snippet_viewset.get_url_name("list"))
        self.subject.take_over(self.request.user)
        succeed(
            self.request,
            _("The draft of “%(name)s” has the new facts. Readers see them once they are verified.")
            % {"name": resource},
        )
        if permissions.may_verify(self.request.user):
            return redirect("wagtail_attachment:verify_line", resource.pk)
        return redirect(resource.snippet_viewset.get_url_name("edit"), resource.pk)
