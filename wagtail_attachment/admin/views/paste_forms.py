"""The two steps of pasting an article: the text, then what was recognised in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.db import models
from django.utils.functional import Promise
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from wagtail_attachment.importing import PastedArticle, read_article
from wagtail_attachment.importing.wording import fold
from wagtail_attachment.publishing import Purpose
from wagtail_attachment.publishing.texts import to_plain_text

# More is no article; and Django refuses a form of more than a thousand fields.
MAX_SECTIONS = 200

KINDS: dict[str, str | Promise] = {
    "disclaimer": gettext_lazy("Disclaimer"),
    "crisis": gettext_lazy("Crisis help"),
    "booking": gettext_lazy("Invitation to book"),
}


class _SourceField(forms.CharField):
    """Text as it was pasted: a NUL, which some programs leave in it, is no reason to refuse."""

    def to_python(self, value: Any) -> Any:
        return super().to_python((value or "").replace("\x00", ""))


class PasteForm(forms.Form):
    page_type = forms.ChoiceField(label=gettext_lazy("Kind of article"))
    source = _SourceField(
        strip=False,
        label=gettext_lazy("Your article"),
        help_text=gettext_lazy(
            "Plain text, Markdown or HTML, up to 300 kB. Pictures are not imported."
        ),
        widget=forms.Textarea(attrs={"rows": 20, "dir": "auto"}),
        error_messages={"required": gettext_lazy("Paste your article here.")},
    )
    article: PastedArticle

    def __init__(self, *args: Any, models: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.models = {model._meta.label_lower: model for model in models}
        page_type: Any = self.fields["page_type"]
        page_type.choices = [
            (label, capfirst(model.get_verbose_name())) for label, model in self.models.items()
        ]
        if len(self.models) == 1:
            page_type.widget = forms.HiddenInput()
            page_type.initial = next(iter(self.models))

    def clean_source(self) -> str:
        source = self.cleaned_data["source"]
        self.article = read_article(source)
        if not (self.article.title or self.article.lead_html or self.article.sections):
            raise forms.ValidationError(_("There is no text of an article in it."))
        if len(self.article.sections) > MAX_SECTIONS:
            raise forms.ValidationError(
                _("It has more than %(count)s headings. Paste one article at a time.")
                % {"count": MAX_SECTIONS}
            )
        return source

    @property
    def model(self) -> Any:
        return self.models[self.cleaned_data["page_type"]]


class RecognisedForm(forms.Form):
    """What was recognised, to be put right before there is a draft."""

    title = forms.CharField(
        max_length=255,
        label=gettext_lazy("Title"),
        error_messages={"required": gettext_lazy("Give it a title.")},
    )

    def __init__(
        self, *args: Any, article: PastedArticle, model: Any, language: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.article = article
        self.fields["title"].initial = article.title
        self.choice_names = []
        for field in get_open_choices(model):
            initial = guess_choice(field, article.title, language)
            form_field: Any = field.formfield(required=False, initial=initial)
            self.fields[field.name] = form_field
            self.choice_names.append(field.name)
        for index, section in enumerate(article.sections):
            self.fields[f"purpose-{index}"] = forms.ChoiceField(
                label=section.heading,
                help_text=get_excerpt(section.html) or _("Nothing stands under this heading."),
                choices=Purpose.choices,
                initial=section.purpose,
            )
        for index, passage in enumerate(article.removable):
            self.fields[f"leave-out-{index}"] = forms.BooleanField(
                required=False,
                initial=True,
                label=_("%(kind)s. Leave this out: ours is added.") % {"kind": KINDS[passage.kind]},
                help_text=passage.text,
            )

    @property
    def choices(self) -> list[forms.BoundField]:
        return [self[name] for name in self.choice_names]

    @property
    def purposes(self) -> list[forms.BoundField]:
        return [self[f"purpose-{index}"] for index in range(len(self.article.sections))]

    @property
    def passages(self) -> list[forms.BoundField]:
        return [self[f"leave-out-{index}"] for index in range(len(self.article.removable))]

    @property
    def kept(self) -> set[int]:
        """Return which of the removable passages stay in the text."""
        return {
            index
            for index in range(len(self.article.removable))
            if not self.cleaned_data[f"leave-out-{index}"]
        }


def get_excerpt(html: str) -> str:
    return Truncator(to_plain_text(html)).words(25)


def get_open_choices(model: Any) -> list[models.Field[Any, Any]]:
    """Return what a page type asks to be chosen and has no default for, as a style."""
    return [
        field
        for field in model._meta.concrete_fields
        if field.choices and field.editable and not field.blank and not field.has_default()
    ]


def guess_choice(field: models.Field[Any, Any], text: str, language: str) -> str:
    """Return the choice whose value or name, in the language of the text, ``text`` has first."""
    places: dict[str, int] = {}
    with override(language):
        for value, label in field.flatchoices:
            for name in (value, label):
                # The first letters alone: "avoidant" also in "avoidance", "disorganized" too.
                match = re.search(rf"\b{re.escape(fold(str(name))[:6])}", fold(text))
                if match:
                    places[value] = min(match.start(), places.get(value, match.start()))
    return min(places, key=lambda value: places[value]) if places else ""
