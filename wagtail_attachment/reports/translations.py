"""The list of translations: everything readers get, by language, its status and latest editor."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseBase
from django.utils.translation import gettext_lazy
from wagtail.admin.views.reports import ReportView
from wagtail.models import Locale

from wagtail_attachment.compat import get_base_page_model
from wagtail_attachment.desk import has_several_languages
from wagtail_attachment.desk.shared import find_shared_rows
from wagtail_attachment.desk.states import Row, Standing, State
from wagtail_attachment.desk.tasks import name_language
from wagtail_attachment.desk.translations import find_originals, find_rows
from wagtail_attachment.languages.own_texts import has_package_texts
from wagtail_attachment.permissions import may_submit_pages, may_translate
from wagtail_attachment.translation.makers import get_maker

from .cells import as_cell
from .translation_filters import TranslationsFilterSet


@dataclass(frozen=True)
class Line:
    """One row in one language, as a line of the export."""

    row: Row
    standing: Standing

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
        "row.type_name": gettext_lazy("Type"),
        "language": gettext_lazy("Language"),
        "standing.locale.language_code": gettext_lazy("Language code"),
        "state": gettext_lazy("State"),
        "standing.done": gettext_lazy("Texts translated"),
        "standing.total": gettext_lazy("Texts"),
        "standing.is_live": gettext_lazy("Readers have a translation"),
        "standing.title": gettext_lazy("Title"),
        "standing.step": gettext_lazy("Workflow step"),
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

    def get_filtered_queryset(self) -> list[Any]:
        """Return the rows, pages first; pages are just keys if only one screen of them is shown."""
        pages = super().get_filtered_queryset()
        if self.is_export or any(self._wanted.get(name) for name in ("state", "person")):
            found: list[Any] = find_rows(pages, self._locales, self.request.user)
        else:
            found = list(pages.values_list("translation_key", flat=True))
        chosen_type = self._wanted.get("content_type")
        shared = [
            row
            for row in find_shared_rows(self._locales, self.request.user)
            if not chosen_type or row.content_type_id == chosen_type.pk
        ]
        return [row for row in [*found, *shared] if not isinstance(row, Row) or self._matches(row)]

    def decorate_paginated_queryset(self, object_list: Any) -> list[Any]:
        if self.is_export:
            return list(self._get_lines(object_list))
        rows = [each for each in object_list if isinstance(each, Row)]
        keys = [each for each in object_list if not isinstance(each, Row)]
        return find_rows(keys, self._locales, self.request.user) + rows if keys else rows

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
        for row in rows:
            for standing in row.standings:
                if standing and standing.state != State.ORIGINAL and self._chooses(standing):
                    yield Line(row, standing)

    def _matches(self, row: Row) -> bool:
        return any(standing and self._chooses(standing) for standing in row.standings)

    def _chooses(self, standing: Standing) -> bool:
        state, person = self._wanted.get("state"), self._wanted.get("person")
        return (not state or standing.state == state) and (not person or standing.person == person)

    @cached_property
    def _wanted(self) -> dict[str, Any]:
        return getattr(self.filters.form, "cleaned_data", {}) if self.filters.is_valid() else {}

    @cached_property
    def _locales(self) -> list[Locale]:
        language = self._wanted.get("language")
        locales = list(Locale.objects.order_by("pk"))
        return [locale for locale in locales if not language or locale.language_code == language]
