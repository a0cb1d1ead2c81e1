"""The translation memory as a list: each text that someone reviewed, with its translation."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Q
from django.utils.translation import get_language, gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.views.reports import ReportView

from wagtail_attachment.desk import has_several_languages
from wagtail_attachment.languages import get_language_name
from wagtail_attachment.permissions import VIEW_GLOSSARY_TERM, may_see_memory
from wagtail_attachment.translation.memory import find_texts, read_remembered
from wagtail_attachment.translation.pair_texts import PairText

from .cells import as_cell


class MemoryFilterSet(WagtailFilterSet):
    words = django_filters.CharFilter(label=gettext_lazy("Words"), method="filter_words")
    language = django_filters.ChoiceFilter(
        label=gettext_lazy("Translated into"),
        choices=lambda: _get_choices("language"),
        empty_label=gettext_lazy("All"),
    )
    source_language = django_filters.ChoiceFilter(
        label=gettext_lazy("Original in"),
        choices=lambda: _get_choices("source_language"),
        empty_label=gettext_lazy("All"),
    )

    class Meta:
        model = PairText
        fields: list[str] = []

    def filter_words(self, rows: Any, name: str, value: str) -> Any:
        return rows.filter(Q(source__0__icontains=value) | Q(target__0__icontains=value))


class MemoryView(ReportView):
    """The list of the memory, open to those who maintain the glossary or review translations."""

    page_title = gettext_lazy("Translation memory")
    header_icon = "list-ul"
    results_template_name = "wagtail_attachment/admin/memory_results.html"
    filterset_class = MemoryFilterSet
    index_url_name = "wagtail_attachment:memory"
    index_results_url_name = "wagtail_attachment:memory_results"
    export_filename = "memory"
    export_headings = {
        "source.words": gettext_lazy("Original"),
        "target.words": gettext_lazy("Translation"),
        "source_language": gettext_lazy("Original in"),
        "language": gettext_lazy("Translated into"),
        "act": gettext_lazy("What was recorded"),
        "review.person_name": gettext_lazy("Who"),
        "review.at": gettext_lazy("When"),
        "title": gettext_lazy("Page"),
    }
    list_export = list(export_headings)

    permission_required = VIEW_GLOSSARY_TERM

    def user_has_permission(self, permission: str) -> bool:
        return may_see_memory(self.request.user)

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        return as_cell(super().preprocess_field_value(field, value, export_format))

    def get_queryset(self) -> Any:
        return find_texts()

    def decorate_paginated_queryset(self, object_list: Any) -> Any:
        return read_remembered(list(object_list))


def may_open_memory(user: Any) -> bool:
    """Say whether ``user`` may open the list; a practice with one language has none."""
    return may_see_memory(user) and has_several_languages()


def _get_choices(column: str) -> list[tuple[str, str]]:
    codes = PairText.objects.order_by(column).values_list(column, flat=True).distinct()
    return [(code, get_language_name(code, get_language() or "en")) for code in codes]
