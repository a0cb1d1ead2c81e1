"""The addresses of wagtail-localize that lead to our views instead."""

from __future__ import annotations

from typing import Any

from django.urls import path

from .po_files import upload_pofile
from .views import SubmitPageView, UpdateView, convert_page_to_alias


def register_admin_urls() -> list[Any]:
    """Return the same paths as wagtail-localize's; the first one that fits is taken.

    They have no names, so links are still made from its own.
    """
    return [
        path("localize/submit/page/<int:page_id>/", SubmitPageView.as_view()),
        path("localize/update/<int:translation_source_id>/", UpdateView.as_view()),
        path("localize/page/<int:page_id>/convert_to_alias/", convert_page_to_alias),
        path("localize/translate/<int:translation_id>/pofile/upload/", upload_pofile),
    ]
