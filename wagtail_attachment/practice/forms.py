"""The form of a booking."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminPageChooser

from wagtail_attachment.compat import get_base_page_model


class BookingCTAForm(WagtailAdminModelForm):
    """Offers a page chooser for the plain ``page_id``."""

    # The queryset and the widget need a page model, which is not loaded yet here.
    destination_page: forms.ModelChoiceField[Any] = forms.ModelChoiceField(
        queryset=None, required=False, label=_("Page")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pages = get_base_page_model().objects.all()
        self.fields["destination_page"].queryset = pages
        self.fields["destination_page"].widget = AdminPageChooser(target_models=[pages.model])
        if self.instance.page_id:
            self.initial["destination_page"] = self.instance.page_id

    def _post_clean(self) -> None:
        page = self.cleaned_data.get("destination_page")
        self.instance.page_id = page.pk if page else None
        super()._post_clean()
