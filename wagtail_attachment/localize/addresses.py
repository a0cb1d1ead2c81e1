"""URL patterns of wagtail-localize that lead to this package's views instead."""

from __future__ import annotations

from typing import Any

from django.urls import path

from .converting import convert_page_to_alias
from .glossary_hints import save_string
from .machine import machine_translate
from .po_export import download_pofile
from .po_files import upload_pofile
from .starting import start_translation
from .stopping import stop_translation
from .updating import UpdateView
from .views import SubmitPageView, SubmitSnippetView


def register_admin_urls() -> list[Any]:
    """Return patterns with the same paths as wagtail-localize's; the first match wins.

    They have no names, so links are still made from wagtail-localize's own patterns. Only the
    pattern for starting a translation is an addition, and has a name.
    """
    return [
        path("localize/submit/page/<int:page_id>/", SubmitPageView.as_view()),
        path(
            "localize/submit/snippet/<slug:app_label>/<slug:model_name>/<str:pk>/",
            SubmitSnippetView.as_view(),
        ),
        path("localize/update/<int:translation_source_id>/", UpdateView.as_view()),
        path("localize/page/<int:page_id>/convert_to_alias/", convert_page_to_alias),
        path(
            "localize/translate/<int:translation_id>/strings/<int:string_segment_id>/edit/",
            save_string,
        ),
        path("localize/translate/<int:translation_id>/pofile/upload/", upload_pofile),
        path("localize/translate/<int:translation_id>/disable/", stop_translation),
        path(
            "localize/translate/<int:translation_id>/start/",
            start_translation,
            name="wagtail_attachment_start_translation",
        ),
        path("localize/translate/<int:translation_id>/pofile/download/", download_pofile),
        path("localize/translate/<int:translation_id>/machine_translate/", machine_translate),
    ]
