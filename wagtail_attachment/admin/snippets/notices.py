"""Notices in the admin: their list and their form."""

from __future__ import annotations

from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.models import Site
from wagtail.snippets.views.snippets import IndexView

from wagtail_attachment.admin.panels import NoticeTextsPanel
from wagtail_attachment.disclaimers.notices import Notice

from .true_status import OwnSnippetViewSet


class NoticeIndexView(IndexView):
    @cached_property
    def columns(self) -> list[Any]:
        """Leave out the column of sites where there is only one site."""
        columns = super().columns
        if Site.objects.count() < 2:
            return [column for column in columns if column.name != "site"]
        return list(columns)


class NoticeViewSet(OwnSnippetViewSet):
    model = Notice
    index_view_class = NoticeIndexView
    icon = "form"
    menu_label = _("Notices")
    purpose = _(
        "A notice is a text beside the disclaimer, for example one that a licensing board requires. Readers see it once someone approves it."
    )
    url_prefix = "practice/notices"
    list_display = [
        "name",
        Column("placement", label=_("Applies to"), sort_key="applies_to"),
        "site",
    ]
    panels = [
        NoticeTextsPanel(),
        "name",
        FieldPanel("start_from"),
        "applies_to",
        "country",
        "area",
        "site",
    ]
