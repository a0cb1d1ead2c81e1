"""Checking again the numbers in a text that readers see, without changing the text."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.log_actions import log

from wagtail_attachment import permissions
from wagtail_attachment.disclaimers.drafts import Disclaimer
from wagtail_attachment.disclaimers.numbers import find_numbers
from wagtail_attachment.disclaimers.versions import DisclaimerVersion

from .number_forms import NumbersMixin, get_sources
from .own_pages import ReadFirstView
from .returning import succeed


class ConfirmNumbersForm(NumbersMixin):
    digest = forms.CharField(widget=forms.HiddenInput)


class ConfirmNumbersView(ReadFirstView):
    """Shows an approved text and records that its numbers were compared with their sources."""

    form_class = ConfirmNumbersForm
    template_name = "wagtail_attachment/admin/confirm_numbers.html"
    page_title = gettext_lazy("Check the numbers")
    header_icon = "clipboard-list"

    def may_open(self) -> bool:
        return bool(permissions.may_approve(self.request.user))

    def lead_elsewhere(self) -> HttpResponse | None:
        """Lead from a text that readers see no more to the one in its place, if there is one.

        A form that was filled in comes back with what was typed, under the text that they see now.
        """
        if self.in_force and (self.is_in_force or self.request.method == "POST"):
            return None
        messages.warning(self.request, _("Another text has taken the place of this one."))
        if self.in_force:
            return redirect("wagtail_attachment:confirm_numbers", self.in_force.pk)
        return redirect(Disclaimer.snippet_viewset.get_url_name("list"))

    @cached_property
    def asked_for(self) -> DisclaimerVersion:
        shown: Any = DisclaimerVersion.objects.filter(effective_from__lte=timezone.now())
        return get_object_or_404(shown, pk=self.kwargs["pk"])

    @cached_property
    def in_force(self) -> DisclaimerVersion | None:
        return self.asked_for.get_in_force()

    @property
    def is_in_force(self) -> bool:
        return self.in_force is not None and self.in_force.digest == self.asked_for.digest

    @property
    def subject(self) -> Any:
        return self.in_force

    @cached_property
    def draft(self) -> Disclaimer | None:
        drafts: Any = Disclaimer.objects.filter(
            kind=self.subject.kind, locale__language_code=self.subject.language
        )
        draft: Disclaimer | None = drafts.filter(site=self.subject.site_id).first()
        return draft

    def get_page_subtitle(self) -> str:
        return self.subject.heading

    def get_trail(self) -> list[tuple[str, Any]]:
        names = Disclaimer.snippet_viewset.get_url_name
        return [(reverse(names("list")), _("Disclaimers"))]

    def get_form_kwargs(self) -> dict[str, Any]:
        return {
            **super().get_form_kwargs(),
            "numbers": find_numbers(self.subject.html),
            "known": self.subject.get_confirmed(),
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(version=self.subject, draft=self.draft, **kwargs)

    def act(self, data: dict[str, Any]) -> HttpResponse:
        if data["digest"] != self.subject.digest:
            raise ValidationError(_("Another text has taken the place of this one."))
        sources = get_sources(data, find_numbers(self.subject.html))
        row = self.subject.confirm_numbers(self.request.user, sources)
        if self.draft:
            log(
                self.draft,
                "wagtail_attachment.confirm_numbers",
                user=self.request.user,
                data={"version": row.pk},
            )
        succeed(
            self.request,
            _("Recorded: the numbers in “%(name)s” were checked today.") % {"name": row.heading},
        )
        return redirect(Disclaimer.snippet_viewset.get_url_name("list"))
