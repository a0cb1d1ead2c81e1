"""The report of all covered pages: what is wrong with each, and when it was reviewed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any

import django_filters
from django.contrib.contenttypes.models import ContentType
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import ContentTypeFilter, WagtailFilterSet
from wagtail.admin.views.reports import PageReportView
from wagtail.models import PageLogEntry, Revision, Site
from wagtail.permissions import page_permission_policy

from .compat import get_base_page_model
from .conf import conf
from .desk import has_several_languages
from .desk.articles import describe_state
from .menu import REPORT_RIGHTS
from .models import Review
from .models.covered import get_covered_models
from .models.loading import with_safety
from .models.overrides import PUBLISH_ANYWAY
from .models.safety import Safety
from .models.translation_states import find_pending_translations
from .publishing import Severity, Violation
from .publishing.violations import SEVERITIES


class ArticlesFilterSet(WagtailFilterSet):
    live = django_filters.ChoiceFilter(
        label=gettext_lazy("Status"),
        choices=[("true", gettext_lazy("Live")), ("false", gettext_lazy("Draft"))],
        empty_label=gettext_lazy("All"),
        method="filter_live",
    )
    content_type = ContentTypeFilter(
        label=gettext_lazy("Type"), queryset=lambda request: get_covered_content_types()
    )
    site = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Site"), queryset=Site.objects.all(), method="filter_site"
    )
    review = django_filters.ChoiceFilter(
        label=gettext_lazy("Clinical review"),
        choices=[
            ("never", gettext_lazy("Never reviewed")),
            ("overdue", gettext_lazy("Overdue")),
            ("current", gettext_lazy("Up to date")),
        ],
        empty_label=gettext_lazy("All"),
        method="filter_review",
    )
    severity = django_filters.ChoiceFilter(
        label=gettext_lazy("How grave"),
        choices=[
            (Severity.SAFETY.value, gettext_lazy("Safety: readers could be harmed")),
            (Severity.REQUIRED.value, gettext_lazy("Required to publish")),
            (Severity.ADVICE.value, gettext_lazy("Advice")),
        ],
        empty_label=gettext_lazy("All"),
        method="leave_to_the_rules",
    )
    violation = django_filters.ChoiceFilter(
        label=gettext_lazy("Problem"),
        choices=[(name, name) for name in SEVERITIES],
        empty_label=gettext_lazy("All"),
        method="leave_to_the_rules",
    )

    class Meta:
        model = get_base_page_model()
        fields: list[str] = []

    def filter_live(self, pages: Any, name: str, value: str) -> Any:
        return pages.filter(live=value == "true")

    def filter_site(self, pages: Any, name: str, site: Site) -> Any:
        roots = site.root_page.get_translations(inclusive=True)
        return pages.filter(
            Q(*(("path__startswith", root.path) for root in roots), _connector=Q.OR)
        )

    def filter_review(self, pages: Any, name: str, state: str) -> Any:
        today = timezone.localdate()
        if state == "never":
            return pages.filter(
                last_reviewed_at=None, content_type__in=get_covered_content_types(reviewed=True)
            )
        reviewed = pages.exclude(last_reviewed_at=None)
        if state == "overdue":
            return reviewed.filter(review_due__lt=today)
        return reviewed.filter(Q(review_due=None) | Q(review_due__gte=today))

    def leave_to_the_rules(self, pages: Any, name: str, value: str) -> Any:
        """What is wrong with a page the database cannot tell: see ``get_filtered_queryset``."""
        return pages


@dataclass(frozen=True)
class ArticleRow:
    """One page of the report. The public names are the columns of its export."""

    page: Any
    violations: list[Violation]
    safety: Safety
    site: Site | None
    translation: str = ""
    """What it lacks as a translation; empty for an original too."""

    @property
    def readers_get(self) -> str:
        if not self.page.live:
            return _("Nothing: it is not public")
        if self.safety.is_withheld:
            return _("Help in its place (503)")
        if self.page.disclaimer_kind in self.safety.uncovered_kinds:
            return _("The page without a disclaimer")
        return _("The page")

    @property
    def is_safe(self) -> bool:
        return not self.with_severity(Severity.SAFETY)

    @property
    def title(self) -> str:
        return self.page.get_admin_display_title()

    @property
    def url(self) -> str:
        return self.page.full_url or ""

    @property
    def language(self) -> str:
        return self.safety.language

    @property
    def type(self) -> str:
        return str(self.page.page_type_display_name)

    @property
    def status(self) -> str:
        return str(self.page.status_string)

    @property
    def enforcement(self) -> str:
        return conf.WAGTAIL_ATTACHMENT_ENFORCEMENT

    @property
    def safety_problems(self) -> str:
        return self._join(Severity.SAFETY)

    @property
    def required_problems(self) -> str:
        return self._join(Severity.REQUIRED)

    @property
    def advice(self) -> str:
        return self._join(Severity.ADVICE)

    @property
    def published_anyway(self) -> str:
        """Who published it in spite of what is missing, and why."""
        if not self.page.override_reason:
            return ""
        return _("Published anyway by %(name)s: “%(reason)s”") % {
            "name": self.page.override_person_name,
            "reason": self.page.override_reason,
        }

    @property
    def published(self) -> datetime | None:
        return self.page.last_published_at

    @property
    def reviewed(self) -> datetime | None:
        return self.page.last_reviewed_at

    @property
    def reviewer(self) -> str:
        return self.page.last_reviewer or ""

    @property
    def review_due(self) -> date | None:
        return self.page.review_due

    @property
    def is_overdue(self) -> bool:
        return any(violation.id == "review.overdue" for violation in self.violations)

    def with_severity(self, severity: Severity) -> list[Violation]:
        return [violation for violation in self.violations if violation.severity is severity]

    def matches(self, severity: str, violation_id: str) -> bool:
        """Say whether anything is wrong that is as asked for; empty asks for all."""
        return any(
            (not severity or violation.severity == severity)
            and (not violation_id or violation.id == violation_id)
            for violation in self.violations
        )

    def _join(self, severity: Severity) -> str:
        return " ".join(violation.message for violation in self.with_severity(severity))


class ArticlesReportView(PageReportView):
    page_title = gettext_lazy("Articles: publishing and review")
    header_icon = "clipboard-list"
    results_template_name = "wagtail_attachment/admin/articles_report_results.html"
    filterset_class = ArticlesFilterSet
    index_url_name = "wagtail_attachment:articles_report"
    index_results_url_name = "wagtail_attachment:articles_report_results"
    any_permission_required = REPORT_RIGHTS
    export_filename = "articles"
    export_headings = {
        "title": gettext_lazy("Title"),
        "url": gettext_lazy("Address"),
        "type": gettext_lazy("Type"),
        "language": gettext_lazy("Language"),
        "site": gettext_lazy("Site"),
        "status": gettext_lazy("Status"),
        "readers_get": gettext_lazy("What readers get"),
        "enforcement": gettext_lazy("Enforcement"),
        "safety_problems": gettext_lazy("Safety"),
        "required_problems": gettext_lazy("Required"),
        "advice": gettext_lazy("Advice"),
        "published_anyway": gettext_lazy("Published anyway"),
        "translation": gettext_lazy("Translation"),
        "published": gettext_lazy("Last published"),
        "reviewed": gettext_lazy("Last clinical review"),
        "reviewer": gettext_lazy("Reviewed by"),
        "review_due": gettext_lazy("Next review due"),
    }
    list_export = list(export_headings)

    def get_queryset(self) -> Any:
        pages = page_permission_policy.instances_user_has_any_permission_for(
            self.request.user, set(REPORT_RIGHTS)
        )
        reviews = Review.objects.filter(
            kind=Review.Kind.CLINICAL,
            # An alias has those of the page whose text it shows, which may be an alias as well.
            object_id=Coalesce(
                OuterRef("alias_of__alias_of"), OuterRef("alias_of"), OuterRef("pk")
            ),
            object_type__in=[model._meta.label for model in get_covered_models()],
        ).order_by("-pk")
        # Only of what is live now: publishing it anew is another act.
        overrides = PageLogEntry.objects.filter(
            action=PUBLISH_ANYWAY, page=OuterRef("pk"), revision=OuterRef("live_revision")
        )
        return (
            pages.filter(content_type__in=get_covered_content_types())
            .annotate(
                last_reviewed_at=Subquery(reviews.values("at")[:1]),
                last_reviewer=Subquery(reviews.values("person_name")[:1]),
                review_due=Subquery(reviews.values("next_due")[:1]),
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
        severity, violation_id = wanted.get("severity", ""), wanted.get("violation", "")
        if not (severity or violation_id):
            return pages
        rows = self._judge(pages)
        return pages.filter(
            pk__in=[row.page.pk for row in rows if row.matches(severity, violation_id)]
        )

    def decorate_paginated_queryset(self, object_list: Any) -> list[ArticleRow]:
        rows = list(self._judge(object_list))
        states = find_pending_translations([row.page for row in rows])
        return [
            replace(row, translation=describe_state(states[row.page.pk]) or _("Up to date"))
            if row.page.pk in states
            else row
            for row in rows
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            is_observing=conf.WAGTAIL_ATTACHMENT_ENFORCEMENT == "observe",
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


def judge(pages: Iterable[Any]) -> Iterator[tuple[Any, Safety, list[Violation]]]:
    """Yield each page with what is wrong with it: a live one as it is read, a draft as it is now."""
    for page in with_safety(pages):
        subject = page if page.live else get_draft(page)
        at = None if page.live else subject.publication_time
        safety = page.safety_at_hand if page.live else Safety(subject, at)
        with subject.using_safety(safety):
            yield page, safety, subject.evaluate(at)


def get_draft(page: Any) -> Any:
    """Return a page that is not public with the content that publishing it would make so."""
    revision = Revision.objects.filter(pk=page.latest_revision_id).first()
    draft = page.with_content_json(revision.content) if revision else page
    draft.reviews_at_hand = page.reviews_at_hand
    return draft


def get_covered_content_types(*, reviewed: bool = False) -> Any:
    models = [model for model in get_covered_models() if model.has_clinical_review or not reviewed]
    types = ContentType.objects.get_for_models(*models).values()
    return ContentType.objects.filter(pk__in=[content_type.pk for content_type in types])
