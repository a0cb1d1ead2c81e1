"""The list of translations: pages by languages, with how each stands and who worked on it last."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseBase
from django.utils.translation import gettext_lazy
from wagtail.admin.views.reports import ReportView
from wagtail.models import Locale

from wagtail_attachment.compat import get_base_page_model
from wagtail_attachment.desk import has_several_languages
from wagtail_attachment.desk.states import Standing, State
from wagtail_attachment.desk.tasks import name_language
from wagtail_attachment.desk.translations import Row, find_originals, find_rows
from wagtail_attachment.languages.own_texts import has_package_texts
from wagtail_attachment.permissions import may_submit_pages, may_translate
from wagtail_attachment.translation.makers import get_maker

from .cells import as_cell
from .translation_filters import TranslationsFilterSet


@dataclass(frozen=True)
class Line:
    """One page in one language, as a line of the export."""

    row: Row
    standing: Standing

    @property
    def type_name(self) -> str:
        model = ContentType.objects.get_for_id(self.row.content_type_id).model_class()
        return str(model._meta.verbose_name) if model else ""

    @property
    def language(self) -> str:
        return name_language(self.standing.locale)

    @property
    def state(self) -> str:
        return str(self.standing.state.label)


class TranslationsReportView(ReportView):
    page_title = gettext_lazy("Translations")
    header_icon = "globe"
    results_template_name = "wagtail_attachment/admin/translations_report_results.html"
    filterset_class = TranslationsFilterSet
    index_url_name = "wagtail_attachment:translations_report"
    index_results_url_name = "wagtail_attachment:translations_report_results"
    model = get_base_page_model()
    export_filename = "translations"
    export_headings = {
        "row.title": gettext_lazy("Original"),
        "type_name": gettext_lazy("Type"),
        "language": gettext_lazy("Language"),
        "standing.locale.language_code": gettext_lazy("Language code"),
        "state": gettext_lazy("State"),
        "standing.done": gettext_lazy("Texts translated"),
        "standing.total": gettext_lazy("Texts"),
        "standing.is_live": gettext_lazy("Readers have a translation"),
        "standing.title": gettext_lazy("Title"),
        "standing.task": gettext_lazy("Workflow step"),
        "standing.person_name": gettext_lazy("Last worked on by"),
        "standing.at": gettext_lazy("Last worked on"),
    }
    list_export = list(export_headings)

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_translate(request.user):
            raise PermissionDenied
        if not has_several_languages():
            raise Http404
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        return as_cell(super().preprocess_field_value(field, value, export_format))

    def get_queryset(self) -> Any:
        return find_originals(self.request.user)

    def get_filtered_queryset(self) -> Any:
        """Return the originals; those chosen by what only their rows tell as rows, worked out already."""
        pages = super().get_filtered_queryset()
        state, person = self._wanted.get("state"), self._wanted.get("person")
        if not (state or person or self.is_export):
            return pages
        rows = find_rows(pages, self._locales, self.request.user)
        return [
            row
            for row in rows
            if not (state or person)
            or any(_matches(standing, state, person) for standing in row.standings)
        ]

    def decorate_paginated_queryset(self, object_list: Any) -> Any:
        rows = object_list
        if not self.is_export and not isinstance(object_list, list):
            rows = find_rows(list(object_list), self._locales, self.request.user)
        return list(self._get_lines(rows)) if self.is_export else rows

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        maker = get_maker()
        return super().get_context_data(
            may_submit=may_submit_pages(self.request.user, maker.permission),
            has_machine=maker.has_machine(),
            unspoken=[
                locale for locale in self._locales if not has_package_texts(locale.language_code)
            ],
            languages=[(locale.language_code, name_language(locale)) for locale in self._locales],
            **kwargs,
        )

    def _get_lines(self, rows: Iterable[Row]) -> Iterable[Line]:
        state, person = self._wanted.get("state"), self._wanted.get("person")
        for row in rows:
            for standing in row.standings:
                if standing.state != State.ORIGINAL and _matches(standing, state, person):
                    yield Line(row, standing)

    @cached_property
    def _wanted(self) -> dict[str, Any]:
        return getattr(self.filters.form, "cleaned_data", {}) if self.filters.is_valid() else {}

    @cached_property
    def _locales(self) -> list[Locale]:
        language = self._wanted.get("language")
        locales = list(Locale.objects.order_by("pk"))
        return [locale for locale in locales if not language or locale.language_code == language]


def _matches(standing: Standing, state: str | None, person: Any) -> bool:
    return (not state or standing.state == state) and (not person or standing.person == person)
