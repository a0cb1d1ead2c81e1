"""As which kind of article something is imported."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy

from wagtail_attachment.library.choices import get_usual_model


class KindForm(forms.Form):
    """Asks for the page type among ``models``; hidden where there is one."""

    page_type = forms.ChoiceField(label=gettext_lazy("Type of article"))

    def __init__(self, *args: Any, models: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.models = {model._meta.label_lower: model for model in models}
        page_type: Any = self.fields["page_type"]
        page_type.choices = [
            (label, capfirst(model.get_verbose_name())) for label, model in self.models.items()
        ]
        page_type.initial = get_usual_model([*models])._meta.label_lower
        if len(self.models) == 1:
            page_type.widget = forms.HiddenInput()
