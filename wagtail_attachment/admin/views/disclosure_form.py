"""Which page someone asks the record about, and of which time."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminDateTimeInput, AdminPageChooser

from wagtail_attachment.compat import get_base_page_model
from wagtail_attachment.evidence.searching import search
from wagtail_attachment.evidence.searching_words import describe_miss
from wagtail_attachment.evidence.typed import read_page_number
from wagtail_attachment.times import as_stored


class DisclosureForm(forms.Form):
    """Which page, and when. A page may be named by its number, an address or a title that it had."""

    page = forms.IntegerField(required=False, label=gettext_lazy("Page"))
    address = forms.CharField(
        required=False,
        max_length=2000,
        label=gettext_lazy("Or a web address, a title, or a page’s number"),
        help_text=gettext_lazy(
            "As in the browser, or on the paper in front of you. Earlier addresses and titles "
            "are found too."
        ),
    )
    start = forms.DateTimeField(
        required=False,
        label=gettext_lazy("From"),
        widget=AdminDateTimeInput,
        help_text=gettext_lazy("Leave it empty to begin when the page was first public."),
    )
    end = forms.DateTimeField(
        required=False,
        label=gettext_lazy("Until"),
        widget=AdminDateTimeInput,
        help_text=gettext_lazy(
            "Leave it empty for the present time. For one moment, give the same time twice."
        ),
    )

    def __init__(self, data: Any = None) -> None:
        number = data.get("page", "") if data else ""
        if number and not _is_there(number):
            # The chooser cannot show it. A number that is on record stays, and is asked for again.
            data = data.copy()
            del data["page"]
            if number.isdecimal():
                data["address"] = number
        super().__init__(data)
        # Its model is the site's choice, so it is not known before the apps are loaded.
        self.fields["page"].widget = AdminPageChooser(target_models=[get_base_page_model()])

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        now = timezone.now()
        data["end"] = min(as_stored(data.get("end") or now), now)
        data["start"] = as_stored(data["start"]) if data.get("start") else None
        if data["start"] and data["start"] > data["end"]:
            self.add_error(
                "start", _("The start must not be later than the end, nor in the future.")
            )
        name = "page" if data.get("page") else "address"
        asked = str(data.get(name) or "").strip()
        if not self.errors:
            data["search"] = search(asked, data["end"], data["start"])
            if not asked:
                self.add_error("page", _("Choose a page, or give its address, title or number."))
            elif not data["search"].hits:
                self.add_error(name, describe_miss(data["search"]))
        return data


def _is_there(number: str) -> bool:
    found = read_page_number(number) if number.isdecimal() else None
    return found is not None and get_base_page_model().objects.filter(pk=found).exists()
