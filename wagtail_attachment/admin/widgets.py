"""Fields of crisis lines as editors fill them in: languages by name, and what a contact method takes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from wagtail.coreutils import get_content_languages

from wagtail_attachment.crisis.kinds import get_kind
from wagtail_attachment.languages import get_language_name


class LanguageSelect(forms.Select):
    """The site's languages by their names, with the one that is stored wherever it is none of them."""

    def optgroups(self, name: str, value: list[str], attrs: Any = None) -> Any:
        codes = dict.fromkeys([*get_content_languages(), *value])
        reader = get_language() or "en"
        named = [(code, get_language_name(code, reader)) for code in codes if code]
        self.choices = [("", "---------"), *named]
        return super().optgroups(name, value, attrs)


class ContactMethodSelect(forms.Select):
    """Contact methods, each telling the style sheet which fields it takes (``admin.css``)."""

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> Any:
        option = super().create_option(name, value, *args, **kwargs)
        kind = get_kind(str(value))
        option["attrs"]["data-address"] = kind.address
        if kind.is_call:
            option["attrs"]["data-is-call"] = ""
        if kind.keyword_button:
            option["attrs"]["data-takes-keyword"] = ""
        return option
