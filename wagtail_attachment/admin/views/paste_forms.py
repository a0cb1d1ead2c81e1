"""The two steps of importing an article: the text or file, then what was recognised in it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail_attachment.importing import ReadArticle
from wagtail_attachment.importing.archives import MAX_FILE
from wagtail_attachment.importing.endings import TEXTS, WORD
from wagtail_attachment.library.choices import get_open_choices, guess_choice
from wagtail_attachment.publishing import Purpose

from .kind_forms import KindForm

# More is no article; and Django refuses a form of more than a thousand fields.
MAX_SECTIONS = 200
# By what a file's name ends with, it says in which format it is. This is no file's: it has a slash.
COPIED = "/clipboard.html"


class _SourceField(forms.CharField):
    """Text as it was pasted: a NUL, which some programs leave in it, is no reason to refuse."""

    def to_python(self, value: Any) -> Any:
        return super().to_python((value or "").replace("\x00", ""))


class PasteForm(KindForm):
    source = _SourceField(
        strip=False,
        required=False,
        label=gettext_lazy("Your article"),
        help_text=gettext_lazy(
            "Copy it in Word, Google Docs, Pages or a browser, and paste it here. "
            "Plain text, Markdown and HTML work too, up to 300 kB."
        ),
        widget=forms.Textarea(
            attrs={
                "rows": 14,
                "dir": "auto",
                "data-rich-paste-target": "text",
                "data-action": "paste->rich-paste#paste input->rich-paste#edit drop->rich-paste#drop",
            }
        ),
    )
    rich = _SourceField(
        strip=False,
        required=False,
        widget=forms.HiddenInput(attrs={"data-rich-paste-target": "rich"}),
    )
    file = forms.FileField(
        required=False,
        label=gettext_lazy("Or choose a file"),
        help_text=gettext_lazy(
            "A Word file (.docx) with its pictures, or an HTML, Markdown or text file, up to 50 MB."
        ),
        widget=forms.FileInput(
            attrs={
                "data-rich-paste-target": "file",
                "accept": ",".join(sorted(TEXTS | WORD)),
            }
        ),
        error_messages={"empty": gettext_lazy("This file is empty. Choose another.")},
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file and file.size > MAX_FILE:
            raise forms.ValidationError(
                _(
                    "This file is larger than 50 MB. Save it with smaller pictures, and try it again."
                )
            )
        return file

    def clean(self) -> Any:
        super().clean()
        data = self.cleaned_data
        if not self.errors and not any(data.get(name) for name in ("source", "rich", "file")):
            self.add_error("source", _("Paste your article here, or choose a file."))
        return data

    def get_source(self) -> tuple[bytes, str]:
        """Return the source and its name; a file goes before what is pasted."""
        data = self.cleaned_data
        if data["file"]:
            return data["file"].read(), data["file"].name[-255:] or "file"
        if data["rich"]:
            return data["rich"].encode("utf-8", "replace"), COPIED
        return data["source"].encode("utf-8", "replace"), ""


class RecognisedForm(forms.Form):
    """What was recognised, to be repaired before there is a draft."""

    title = forms.CharField(
        max_length=255,
        label=gettext_lazy("Title"),
        error_messages={"required": gettext_lazy("Give it a title.")},
    )
    subtitle = forms.CharField(max_length=255, required=False, label=gettext_lazy("Subtitle"))

    def __init__(
        self, *args: Any, article: ReadArticle, begun: Any, model: Any, language: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].initial = article.title
        self.fields["subtitle"].initial = article.subtitle
        self.choice_names = []
        for field in get_open_choices(model):
            initial = guess_choice(field, article.title, language)
            form_field: Any = field.formfield(required=False, initial=initial)
            self.fields[field.name] = form_field
            self.choice_names.append(field.name)
        for section in article.sections:
            self.fields[f"purpose-{section.place}"] = forms.ChoiceField(
                label=_("What this section is for"),
                choices=Purpose.choices,
                initial=section.purpose,
            )
            if section.place in begun:
                self.fields[f"heading-{section.place}"] = forms.CharField(
                    max_length=255,
                    label=_("Heading of the new section"),
                    initial=section.heading,
                    error_messages={
                        "required": _("Give this section a heading, or join it to the text above.")
                    },
                )

    @property
    def choices(self) -> list[forms.BoundField]:
        return [self[name] for name in self.choice_names]
