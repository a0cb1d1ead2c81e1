"""Withdrawing a crisis line, which says first what readers of live articles would see then."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail_attachment.conf import conf
from wagtail_attachment.crisis.countries import name_countries_in_sentence
from wagtail_attachment.crisis.versions import CrisisResourceVersion
from wagtail_attachment.safety.line_changes import (
    LineChange,
    find_changes_by_withdrawal,
    find_stranded_countries,
)

from .crisis import LineView, list_other_lines
from .returning import succeed


class WithdrawForm(forms.Form):
    none_exists = forms.BooleanField(
        required=False,
        error_messages={
            "required": gettext_lazy(
                "Verify another line first, or tick this and say how you know."
            )
        },
    )
    note = forms.CharField(
        required=False,
        label=gettext_lazy("Why"),
        help_text=gettext_lazy("For the record."),
        error_messages={"required": gettext_lazy("Say why no other line takes its place.")},
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    digest = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, stranded: list[str], **kwargs: Any) -> None:
        """Ask for a statement where readers in the ``stranded`` countries would see no line."""
        super().__init__(*args, **kwargs)
        self.stranded = stranded
        if not stranded:
            del self.fields["none_exists"]
            return
        self.fields["none_exists"].required = self.fields["note"].required = True
        self.fields["none_exists"].label = _(
            "I know that readers in %(countries)s then see no crisis line."
        ) % {"countries": name_countries_in_sentence(stranded)}
        self.fields["note"].label = _("Why, and why no other line takes its place")


class WithdrawView(LineView):
    form_class = WithdrawForm
    template_name = "wagtail_attachment/admin/withdraw_crisis_resource.html"
    page_title = gettext_lazy("Withdraw")

    @cached_property
    def changes(self) -> list[LineChange]:
        return find_changes_by_withdrawal(self.subject.pk)

    @cached_property
    def stranded(self) -> list[str]:
        """The countries for which a person has to answer; in report only mode nobody has to."""
        return find_stranded_countries(self.changes) if conf.is_enforcing else []

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "stranded": self.stranded}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            changes=self.changes, other_lines=list_other_lines(self.stranded), **kwargs
        )

    def act(self, data: dict[str, Any]) -> HttpResponse:
        user, note = self.request.user, data["note"]
        with transaction.atomic():
            CrisisResourceVersion.wait_for_turn()
            self._require_what_was_asked()
            for country in self.stranded:
                CrisisResourceVersion.state_none_exists(user, country, note)
            self.subject.withdraw(user, note)
        succeed(
            self.request,
            _("“%(name)s” is withdrawn: readers do not see it anymore.") % {"name": self.subject},
        )
        return redirect(self.subject.snippet_viewset.get_url_name("list"))

    def form_invalid(self, form: Any) -> HttpResponse:
        if form.stranded != self.stranded:
            # What has to be stated is another thing by now, and nobody has ticked that yet.
            data = {name: value for name, value in form.data.items() if name != "none_exists"}
            refused, form = form, self.form_class(data, stranded=self.stranded)
            form.add_error(None, refused.non_field_errors())
        return super().form_invalid(form)

    def _require_what_was_asked(self) -> None:
        """Refuse where a colleague took the other line away while this page was open."""
        asked = self.stranded
        self.changes = find_changes_by_withdrawal(self.subject.pk)
        self.stranded = find_stranded_countries(self.changes) if conf.is_enforcing else []
        if not set(self.stranded) <= set(asked):
            raise ValidationError(
                _("Someone withdrew another line meanwhile. Read again what readers would see.")
            )
