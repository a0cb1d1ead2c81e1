"""Which files to import, as which kind of article."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail_attachment.library import uploads
from wagtail_attachment.library.sources.containers import MAX_EXPORT

from .kind_forms import KindForm

MAX_FILES = 100


class _FilesInput(forms.FileInput):
    allow_multiple_selected = True


class _FilesField(forms.FileField):
    widget = _FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Return all files. Raises ``ValidationError`` for what no import would read."""
        files = [super(_FilesField, self).clean(each, initial) for each in data or [None]]
        if len(files) > MAX_FILES:
            raise forms.ValidationError(
                _("Choose up to %(count)d files, or put them into one ZIP archive.")
                % {"count": MAX_FILES}
            )
        for file in files:
            if file.size > MAX_EXPORT:
                raise forms.ValidationError(
                    _("“%(name)s” is larger than %(limit)d MB. Import it in parts.")
                    % {"name": file.name, "limit": MAX_EXPORT // 1_000_000}
                )
        uploads.check(files)
        return files


class ImportForm(KindForm):
    sources = _FilesField(
        label=gettext_lazy("Files"),
        help_text=gettext_lazy(
            "Exports of WordPress, Squarespace, Substack, Medium, Ghost or Notion; Word (.docx), "
            "Markdown, HTML or text files; or a ZIP archive of a folder. Add an archive with the "
            "pictures: nothing is fetched from the network."
        ),
        error_messages={"required": gettext_lazy("Choose the files to import.")},
    )

    @property
    def model(self) -> Any:
        return self.models[self.cleaned_data["page_type"]]
