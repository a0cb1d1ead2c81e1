"""The Languages desk: all that waits for the translators of one language, each with its link."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.ui.tables import Column, Table, TitleColumn
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from wagtail_attachment.desk import Section, get_desks, has_several_languages
from wagtail_attachment.permissions import may_translate


class DeskView(WagtailAdminTemplateMixin, TemplateView):
    template_name = "wagtail_attachment/admin/desk.html"
    page_title = gettext_lazy("Languages")
    header_icon = "globe"
    _show_breadcrumbs = True

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if not may_translate(request.user):
            raise PermissionDenied
        if not has_several_languages():
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        desks = get_desks()
        wanted = self.request.GET.get("language", "")
        busiest = max(desks, key=lambda desk: desk.count)
        desk = next((desk for desk in desks if desk.locale.language_code == wanted), busiest)
        return super().get_context_data(
            desks=desks,
            desk=desk,
            sections=[(section, _make_table(section)) for section in desk.sections],
            **kwargs,
        )


def _make_table(section: Section) -> Table:
    return Table(
        [
            TitleColumn("title", label=gettext_lazy("What"), get_url=lambda task: task.url),
            Column("state", label=gettext_lazy("How it stands")),
            Column("action", label=gettext_lazy("What to do")),
        ],
        section.tasks,
    )
