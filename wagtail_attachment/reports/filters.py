"""The filters for the report of all pages that are judged."""

from __future__ import annotations

from typing import Any

import django_filters
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import ContentTypeFilter
from wagtail.models import Site

from wagtail_attachment.compat import get_base_page_model
from wagtail_attachment.covered import get_judged_models
from wagtail_attachment.desk import has_several_languages
from wagtail_attachment.desk.filters import LeanFilterSet
from wagtail_attachment.publishing import Severity
from wagtail_attachment.publishing.rules import registry


class ArticlesFilterSet(LeanFilterSet):
    live = django_filters.ChoiceFilter(
        label=gettext_lazy("Status"),
        choices=[("true", gettext_lazy("Live")), ("false", gettext_lazy("Draft"))],
        empty_label=gettext_lazy("All"),
        method="filter_live",
    )
    content_type = ContentTypeFilter(
        label=gettext_lazy("Type"), queryset=lambda request: get_content_types_in_use()
    )
    site = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Site"), queryset=Site.objects.all(), method="filter_site"
    )
    review = django_filters.ChoiceFilter(
        label=gettext_lazy("Clinical review"),
        choices=[
            ("never", gettext_lazy("Never reviewed, or withdrawn")),
            ("overdue", gettext_lazy("Overdue")),
            ("current", gettext_lazy("Up to date")),
        ],
        empty_label=gettext_lazy("All"),
        method="leave_to_the_rules",
    )
    sensitivity = django_filters.ChoiceFilter(
        label=gettext_lazy("Help above the text"),
        choices=[
            ("sensitive", gettext_lazy("Yes")),
            ("lowered", gettext_lazy("No, by a person's decision")),
        ],
        empty_label=gettext_lazy("All"),
        method="leave_to_the_rules",
    )
    severity = django_filters.ChoiceFilter(
        label=gettext_lazy("Severity"),
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
        choices=lambda: [(rule_id, rule_id) for rule_id in list_rules()],
        empty_label=gettext_lazy("All"),
        method="leave_to_the_rules",
    )

    class Meta:
        model = get_base_page_model()
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if get_content_types_in_use().count() < 2:
            del self.filters["content_type"]

    def filter_live(self, pages: Any, name: str, value: str) -> Any:
        return pages.filter(live=value == "true")

    def filter_site(self, pages: Any, name: str, site: Site) -> Any:
        roots = site.root_page.get_translations(inclusive=True)
        return pages.filter(
            Q(*(("path__startswith", root.path) for root in roots), _connector=Q.OR)
        )

    def leave_to_the_rules(self, pages: Any, name: str, value: str) -> Any:
        """Leave all pages in: the database cannot tell review, sensitivity or issues.

        See ``get_filtered_queryset``.
        """
        return pages


def list_rules() -> list[str]:
    """Return the ids of the rules that apply; rules for translations only if there are any."""
    return [
        rule.id
        for rule in registry
        if has_several_languages() or not rule.id.startswith("translation.")
    ]


def get_judged_content_types() -> Any:
    types = ContentType.objects.get_for_models(*get_judged_models()).values()
    return ContentType.objects.filter(pk__in=[content_type.pk for content_type in types])


def get_content_types_in_use() -> Any:
    """Return the content types of which the site has a page."""
    pages = get_base_page_model().objects.order_by()
    return get_judged_content_types().filter(pk__in=pages.values("content_type"))
