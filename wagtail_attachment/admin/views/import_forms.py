"""Which files to import, as which kind of article."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail_attachment.library import uploads
from wagtail_attachment.library.sources.containers import MAX_EXPORT

from .kind_forms import KindForm

MAX_FILES = 100


def get_most_files() -> int:
    """Return how many files may be sent at once; Django itself refuses more than its own limit."""
    return min(MAX_FILES, settings.DATA_UPLOAD_MAX_NUMBER_FILES or MAX_FILES)


def describe_most_files() -> str:
    return _("Choose up to %(count)d files, or put them into one ZIP archive.") % {
        "count": get_most_files()
    }


class _FilesInput(forms.FileInput):
    allow_multiple_selected = True


class _FilesField(forms.FileField):
    widget = _FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Return all files. Raises ``ValidationError`` for what no import would read."""
        files = [super(_FilesField, self).clean(each, initial) for each in data or [None]]
        if len(files) > get_most_files():
            raise forms.ValidationError(describe_most_files())
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

    most_files = staticmethod(get_most_files)
    too_many_files = staticmethod(describe_most_files)

    @property
    def model(self) -> Any:
        return self.models[self.cleaned_data["page_type"]]
