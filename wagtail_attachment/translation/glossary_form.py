"""The form of a glossary term."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.models import Locale

from wagtail_attachment.languages import get_language_name
from wagtail_attachment.languages.source import get_source_language

_LANGUAGES = ("source_language", "language")


class GlossaryTermForm(WagtailAdminModelForm):
    """Offers the site's languages by name, and any that the term already has."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        codes = list(Locale.objects.order_by("pk").values_list("language_code", flat=True))
        source = get_source_language()
        for name in _LANGUAGES:
            chosen = getattr(self.instance, name)
            offered = [*codes, *([chosen] if chosen and chosen not in codes else [])]
            field = self.fields[name]
            self.fields[name] = forms.ChoiceField(
                choices=[
                    (code, get_language_name(code, get_language() or "en")) for code in offered
                ],
                label=field.label,
                help_text=field.help_text,
            )
        if not self.instance.pk and source in codes:
            others = [code for code in codes if code != source]
            self.initial.setdefault("language", "")
            self.initial["source_language"] = self.initial.get("source_language") or source
            if len(others) == 1:
                self.initial["language"] = self.initial["language"] or others[0]
