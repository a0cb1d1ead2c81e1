"""The report of all pages that are judged: the issues on each, and when it was reviewed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.views.reports import PageReportView
from wagtail.models import PageLogEntry, Site

from wagtail_attachment.aliases import follow_to_source
from wagtail_attachment.conf import conf
from wagtail_attachment.desk import has_several_languages
from wagtail_attachment.desk.page_tasks import describe_state
from wagtail_attachment.permissions import TO_WRITE, find_pages_to_edit, find_pages_to_write
from wagtail_attachment.safety.publish_anyway import PUBLISH_ANYWAY
from wagtail_attachment.translation.many import find_pending_translations

from .cells import as_cell
from .filters import ArticlesFilterSet, get_judged_content_types
from .rows import ArticleRow, judge


class ArticlesReportView(PageReportView):
    page_title = gettext_lazy("Articles: publishing and review")
    header_icon = "clipboard-list"
    results_template_name = "wagtail_attachment/admin/articles_report_results.html"
    filterset_class = ArticlesFilterSet
    index_url_name = "wagtail_attachment:articles_report"
    index_results_url_name = "wagtail_attachment:articles_report_results"
    any_permission_required = TO_WRITE
    export_filename = "articles"
    export_headings = {
        "page.get_admin_display_title": gettext_lazy("Title"),
        "page.full_url": gettext_lazy("Address"),
        "page.page_type_display_name": gettext_lazy("Type"),
        "safety.language": gettext_lazy("Language"),
        "site": gettext_lazy("Site"),
        "page.status_string": gettext_lazy("Status"),
        "readers_get": gettext_lazy("Shown to readers"),
        "sensitivity": gettext_lazy("Help above the text"),
        "enforcement": gettext_lazy("Enforcement"),
        "safety_problems": gettext_lazy("Safety"),
        "required_problems": gettext_lazy("Required"),
        "advice": gettext_lazy("Advice"),
        "published_anyway": gettext_lazy("Published anyway"),
        "translation": gettext_lazy("Translation"),
        "page.last_published_at": gettext_lazy("Last published"),
        "last_reviewed_at": gettext_lazy("Last clinical review"),
        "last_reviewer": gettext_lazy("Reviewed by"),
        "review_due": gettext_lazy("Next review due"),
    }
    list_export = list(export_headings)

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        value = super().preprocess_field_value(field, value, export_format)
        return as_cell(value) if export_format == self.FORMAT_CSV else value

    def get_queryset(self) -> Any:
        pages = find_pages_to_write(self.request.user)
        # Only for what is live now: publishing it again would need another override.
        overrides = PageLogEntry.objects.filter(
            action=PUBLISH_ANYWAY, page=OuterRef("pk"), revision=OuterRef("live_revision")
        )
        return (
            pages.filter(content_type__in=get_judged_content_types())
            .annotate(text_page_id=follow_to_source("pk"))
            .annotate(
                **{
                    f"override_{name}": Subquery(overrides.values(f"data__{name}")[:1])
                    for name in ("person_name", "reason")
                },
            )
            .annotate_approved_schedule()
            .prefetch_workflow_states()
            .order_by("-live", "title", "pk")
        )

    def get_filtered_queryset(self) -> Any:
        pages = super().get_filtered_queryset()
        wanted = getattr(self.filters.form, "cleaned_data", {})
        asked = [
            wanted.get(name, "") for name in ("severity", "violation", "sensitivity", "review")
        ]
        if not any(asked):
            return pages
        rows = self._judge(pages)
        return pages.filter(pk__in=[row.page.pk for row in rows if row.matches(*asked)])

    def decorate_paginated_queryset(self, object_list: Any) -> list[ArticleRow]:
        rows = list(self._judge(object_list))
        states = find_pending_translations([row.page for row in rows])
        texts = find_pages_to_edit(self.request.user).filter(
            pk__in=[row.page.text_page_id for row in rows]
        )
        editable = set(texts.values_list("pk", flat=True))
        return [
            replace(
                row,
                may_ask=row.page.has_clinical_review and row.page.text_page_id in editable,
                translation=(describe_state(states[row.page.pk]) or _("Up to date"))
                if row.page.pk in states
                else row.translation,
            )
            for row in rows
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            is_observing=not conf.is_enforcing,
            has_many_sites=len(self._sites) > 1,
            has_many_languages=has_several_languages(),
            **kwargs,
        )

    @cached_property
    def _sites(self) -> dict[int, Site]:
        return Site.objects.in_bulk()

    def _judge(self, pages: Any) -> Iterator[ArticleRow]:
        for page, safety, violations in judge(pages.select_related("locale").specific()):
            yield ArticleRow(page, violations, safety, self._sites.get(safety.site_id or 0))
