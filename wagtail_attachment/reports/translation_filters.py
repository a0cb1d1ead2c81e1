"""The filters for the list of translations."""

from __future__ import annotations

from typing import Any

import django_filters
from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import ContentTypeFilter, WagtailFilterSet
from wagtail.models import Locale

from wagtail_attachment.compat import get_base_page_model
from wagtail_attachment.desk.listed_pages import get_listed_types
from wagtail_attachment.desk.shared import get_shared_types
from wagtail_attachment.desk.states import State
from wagtail_attachment.desk.tasks import name_language
from wagtail_attachment.permissions import find_admin_users


class TranslationsFilterSet(WagtailFilterSet):
    """Filters for translations: the database filters by type, the rows are filtered by the rest."""

    language = django_filters.ChoiceFilter(
        label=gettext_lazy("Language"),
        choices=lambda: [
            (locale.language_code, name_language(locale))
            for locale in Locale.objects.order_by("pk")
        ],
        empty_label=gettext_lazy("All"),
        method="leave_to_the_rows",
    )
    state = django_filters.ChoiceFilter(
        label=gettext_lazy("State"),
        choices=[choice for choice in State.choices if choice[0] != State.ORIGINAL],
        empty_label=gettext_lazy("All"),
        method="leave_to_the_rows",
    )
    content_type = ContentTypeFilter(
        label=gettext_lazy("Type"),
        queryset=lambda request: ContentType.objects.filter(
            pk__in=[*get_listed_types(), *get_shared_types()]
        ),
    )
    person = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Last worked on by"),
        queryset=lambda request: find_admin_users(),
        method="leave_to_the_rows",
    )

    class Meta:
        model = get_base_page_model()
        fields: list[str] = []

    def leave_to_the_rows(self, pages: Any, name: str, value: Any) -> Any:
        """Keep all pages: see ``TranslationsReportView.get_filtered_queryset``."""
        return pages
