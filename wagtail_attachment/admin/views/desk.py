"""The Languages desk: all that waits for the translators of one language, each with its link."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.ui.tables import Column, Table, TitleColumn

from wagtail_attachment.desk import Section, get_desks, has_several_languages
from wagtail_attachment.permissions import may_translate

from .own_pages import OwnPageMixin


class DeskView(OwnPageMixin, TemplateView):
    template_name = "wagtail_attachment/admin/desk.html"
    page_title = gettext_lazy("Languages")
    header_icon = "globe"

    def may_open(self) -> bool:
        return may_translate(self.request.user)

    def lead_elsewhere(self) -> None:
        if not has_several_languages():
            raise Http404

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        desks = get_desks(self.request.user)
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
            Column("state", label=gettext_lazy("Status"), classname="wagtail-attachment-sentence"),
            Column("action", label=gettext_lazy("What to do"), accessor=_link_action),
        ],
        section.tasks,
    )


def _link_action(task: Any) -> SafeString | str:
    if not task.url:
        return str(task.action)
    return format_html('<a href="{}">{}</a>', task.url, task.action)
