"""Fields of crisis lines as editors fill them in: languages by name, and what a contact method takes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from wagtail.coreutils import get_content_languages

from wagtail_attachment.crisis.channels import LANGUAGE_TAG, split_codes
from wagtail_attachment.crisis.kinds import get_kind
from wagtail_attachment.languages import find_language_code, get_language_name
from wagtail_attachment.languages.own_texts import get_package_languages


class LanguageSelect(forms.Select):
    """The site's languages by their names, with the one that is stored wherever it is none of them."""

    def optgroups(self, name: str, value: list[str], attrs: Any = None) -> Any:
        codes = dict.fromkeys([*get_content_languages(), *value])
        reader = get_language() or "en"
        named = [(code, get_language_name(code, reader)) for code in codes if code]
        self.choices = [("", "---------"), *named]
        return super().optgroups(name, value, attrs)


class LanguagesInput(forms.TextInput):
    """Several languages: usual ones to tick, any other by its name or code; stored as codes with commas.

    What is stored is among those to tick, whatever it is, and comes first in its order: a form that
    is only saved leaves the facts, and so what was verified, as they are.
    """

    template_name = "wagtail_attachment/admin/languages_input.html"

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, None, attrs)
        chosen = split_codes(value or "")
        known = [code for code in chosen if LANGUAGE_TAG.fullmatch(code)]
        reader = get_language() or "en"
        offered = dict.fromkeys([*known, *get_content_languages(), *get_package_languages()])
        context["widget"]["choices"] = [
            (code, get_language_name(code, reader), code in chosen) for code in offered
        ]
        context["widget"]["value"] = ", ".join(code for code in chosen if code not in known)
        return context

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str:
        values = data.getlist(name) if hasattr(data, "getlist") else [data.get(name) or ""]
        reader = get_language() or "en"
        names = (each.strip() for value in values for each in value.split(","))
        return ", ".join(dict.fromkeys(find_language_code(each, reader) for each in names if each))


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
