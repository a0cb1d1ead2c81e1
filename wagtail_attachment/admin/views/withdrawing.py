"""Withdrawing a crisis line, which says first what readers of live articles would see then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
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
    find_narrowed_countries,
    find_stranded_countries,
)

from .crisis import LineView, list_other_lines
from .returning import succeed


@dataclass(frozen=True)
class Losses:
    """The countries whose readers would lose their last line, and their last line for everyone."""

    stranded: Sequence[str] = ()
    narrowed: Sequence[str] = ()

    @classmethod
    def find(cls, changes: Sequence[LineChange]) -> Losses:
        """Return those for which a person has to answer; in report only mode nobody has to."""
        if not conf.is_enforcing:
            return cls()
        return cls(find_stranded_countries(changes), find_narrowed_countries(changes))

    def describe(self) -> str:
        """Return what someone states who withdraws the line all the same; empty without a loss."""
        sentences = (
            (_("I know that readers in %(countries)s then see no crisis line."), self.stranded),
            (
                _("I know that readers in %(countries)s then see lines for some people only."),
                self.narrowed,
            ),
        )
        return " ".join(
            text % {"countries": name_countries_in_sentence(countries)}
            for text, countries in sentences
            if countries
        )

    def is_within(self, other: Losses) -> bool:
        """Say whether who answered for the ``other`` losses has answered for these too."""
        return set(self.stranded) <= set(other.stranded) and set(self.narrowed) <= {
            *other.narrowed,
            *other.stranded,
        }


class WithdrawForm(forms.Form):
    is_known = forms.BooleanField(
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

    def __init__(self, *args: Any, losses: Losses, **kwargs: Any) -> None:
        """Ask for a statement where readers would be left without."""
        super().__init__(*args, **kwargs)
        self.losses = losses
        statement = losses.describe()
        if not statement:
            del self.fields["is_known"]
            return
        self.fields["is_known"].required = self.fields["note"].required = True
        self.fields["is_known"].label = statement
        self.fields["note"].label = _("Why, and why no other line takes its place")


class WithdrawView(LineView):
    form_class = WithdrawForm
    template_name = "wagtail_attachment/admin/withdraw_crisis_resource.html"
    page_title = gettext_lazy("Withdraw")

    @cached_property
    def changes(self) -> list[LineChange]:
        return find_changes_by_withdrawal(self.subject.pk)

    @cached_property
    def losses(self) -> Losses:
        return Losses.find(self.changes)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "losses": self.losses}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            changes=self.changes,
            other_lines=list_other_lines(self.losses.stranded),
            other_lines_for_everyone=list_other_lines(self.losses.narrowed),
            **kwargs,
        )

    def act(self, data: dict[str, Any]) -> HttpResponse:
        user, note = self.request.user, data["note"]
        with transaction.atomic():
            CrisisResourceVersion.wait_for_turn()
            self._require_what_was_asked()
            for country in self.losses.stranded:
                CrisisResourceVersion.state_none_exists(user, country, note)
            self.subject.withdraw(user, note)
        succeed(
            self.request,
            _("“%(name)s” is withdrawn: readers do not see it any more.") % {"name": self.subject},
        )
        return redirect(self.subject.snippet_viewset.get_url_name("list"))

    def form_invalid(self, form: Any) -> HttpResponse:
        if form.losses != self.losses:
            # What has to be stated is another thing by now, and nobody has ticked that yet.
            data = {name: value for name, value in form.data.items() if name != "is_known"}
            refused, form = form, self.form_class(data, losses=self.losses)
            form.add_error(None, refused.non_field_errors())
        return super().form_invalid(form)

    def _require_what_was_asked(self) -> None:
        """Refuse where a colleague took the other line away while this page was open."""
        asked = self.losses
        self.changes = find_changes_by_withdrawal(self.subject.pk)
        self.losses = Losses.find(self.changes)
        if not self.losses.is_within(asked):
            raise ValidationError(
                _("Someone withdrew another line meanwhile. Read again what readers would see.")
            )
