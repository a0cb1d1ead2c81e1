"""What the report of all covered pages can be narrowed to."""

from __future__ import annotations

from typing import Any

import django_filters
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import ContentTypeFilter, WagtailFilterSet
from wagtail.models import Site

from wagtail_attachment.compat import get_base_page_model
from wagtail_attachment.covered import get_covered_models
from wagtail_attachment.publishing import Severity
from wagtail_attachment.publishing.rules import registry
from wagtail_attachment.times import get_today


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
        choices=lambda: [(rule.id, rule.id) for rule in registry],
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
        today = get_today()
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


def get_covered_content_types(*, reviewed: bool = False) -> Any:
    models = [model for model in get_covered_models() if model.has_clinical_review or not reviewed]
    types = ContentType.objects.get_for_models(*models).values()
    return ContentType.objects.filter(pk__in=[content_type.pk for content_type in types])
