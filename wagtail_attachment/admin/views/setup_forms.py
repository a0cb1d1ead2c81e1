"""The forms of the set-up page, one for each step that asks for something."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class EmergencyForm(forms.Form):
    number = forms.CharField(
        label=gettext_lazy("Emergency number"),
        required=False,
        help_text=gettext_lazy("As it is dialed there, for example 112."),
    )
    source_url = forms.URLField(
        label=gettext_lazy("Official page that says so"),
        assume_scheme="https",
        required=False,
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
    )
    checked = forms.BooleanField(
        label=gettext_lazy("I checked this number today on the official page."), required=False
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("number") and not cleaned.get("checked"):
            self.add_error("checked", _("Open the official page, compare, then tick this."))
        return cleaned


class BookingForm(forms.Form):
    url = forms.CharField(
        label=gettext_lazy("Address of your booking page"),
        help_text=gettext_lazy("Paste the link; readers follow it, nothing is embedded."),
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
    )
