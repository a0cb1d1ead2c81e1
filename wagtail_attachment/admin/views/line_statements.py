"""What someone states by name before an act on a line leaves readers without one for everyone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail_attachment.crisis.countries import name_countries_in_sentence
from wagtail_attachment.safety.line_changes import LineChange
from wagtail_attachment.safety.line_losses import Losses


class StatementForm(forms.Form):
    """Asks for a note, and where readers would be left without, for a statement and its reason."""

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
        error_messages={"required": gettext_lazy("Say why no other line takes its place.")},
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    digest = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, losses: Losses | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.losses = losses or Losses()
        if not self.losses:
            del self.fields["is_known"]
            return
        self.fields["is_known"].required = self.fields["note"].required = True
        self.fields["is_known"].label = self.losses.describe()
        self.fields["note"].label = _("Why, and why no other line takes its place")


class LossesMixin:
    """Of a ``ReadFirstView`` about one line: nothing is lost that its person was not asked about."""

    request: Any
    form_class: Any

    def find_changes(self) -> Sequence[LineChange]:
        """Return what the act changes for readers, as of now."""
        raise NotImplementedError

    @cached_property
    def changes(self) -> Sequence[LineChange]:
        return self.find_changes()

    @cached_property
    def losses(self) -> Losses:
        return Losses.find_asked(self.changes)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "losses": self.losses}  # type: ignore[misc]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = {"changes": self.changes, **describe_losses(self.losses), **kwargs}
        return super().get_context_data(**context)  # type: ignore[misc]

    def answer_for_losses(self, note: str) -> None:
        """Put on record what was stated; refuse where a colleague changed another line meanwhile.

        To be called when it is this act's turn in the ledger.
        """
        asked = self.losses
        self.changes = self.find_changes()
        self.losses = Losses.find_asked(self.changes)
        if not self.losses.is_within(asked):
            raise ValidationError(
                _("Someone changed another line meanwhile. Read again what readers would see.")
            )
        self.losses.answer_for(self.request.user, note)

    def form_invalid(self, form: Any) -> HttpResponse:
        if form.losses != self.losses:
            # What has to be stated is another thing by now, and nobody has ticked that yet.
            data = {name: value for name, value in form.data.items() if name != "is_known"}
            refused, form = form, self.form_class(data, losses=self.losses)
            form.add_error(None, refused.non_field_errors())
        return super().form_invalid(form)  # type: ignore[misc]


def describe_losses(losses: Losses) -> dict[str, list[tuple[str, str]]]:
    """Return each country by its name, with where its other lines can be verified."""
    return {
        "other_lines": _list_other_lines(losses.stranded),
        "other_lines_for_everyone": _list_other_lines(losses.narrowed),
    }


def _list_other_lines(countries: Sequence[str]) -> list[tuple[str, str]]:
    return [
        (
            name_countries_in_sentence([country]),
            reverse("wagtail_attachment:country_lines", args=[country]),
        )
        for country in countries
    ]
