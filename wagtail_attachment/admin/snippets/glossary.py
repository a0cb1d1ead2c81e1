"""The glossary in the admin: its list, its form, and its files."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import CreateView, EditView, IndexView, SnippetViewSet

from wagtail_attachment import permissions
from wagtail_attachment.desk import has_several_languages
from wagtail_attachment.languages import get_language_name
from wagtail_attachment.reports.glossary_files import COLUMNS, write_cell
from wagtail_attachment.translation.glossary import GlossaryTerm


class _LanguageColumn(Column):
    """A language of a term, by its name."""

    def get_value(self, instance: Any) -> str:
        return get_language_name(super().get_value(instance), get_language() or "en")


class _GlossaryMenuItem(MenuItem):
    """Shown where something is translated."""

    def is_shown(self, request: Any) -> bool:
        return permissions.may_see_glossary(request.user) and has_several_languages()


class GlossaryIndexView(IndexView):
    @cached_property
    def header_more_buttons(self) -> list[Any]:
        buttons = list(super().header_more_buttons)
        if permissions.may_import_glossary(self.request.user):
            url = reverse("wagtail_attachment:import_glossary")
            buttons.append(Button(_("Import a glossary"), url, icon_name="download", priority=40))
        return buttons

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        return write_cell(field, value)


class _WithoutSidePanels:
    """A term is neither live nor used anywhere by itself, as Wagtail would say beside it."""

    def get_side_panels(self) -> Any:
        return MediaContainer([])


class GlossaryCreateView(_WithoutSidePanels, CreateView):
    pass


class GlossaryEditView(_WithoutSidePanels, EditView):
    pass


class GlossaryViewSet(SnippetViewSet):
    model = GlossaryTerm
    index_view_class = GlossaryIndexView
    add_view_class = GlossaryCreateView
    edit_view_class = GlossaryEditView
    icon = "list-ul"
    menu_label = _("Glossary")
    purpose = _(
        "The glossary keeps what you call a term in another language. Translators are told where a translation uses other words."
    )
    url_prefix = "practice/glossary"
    copy_view_enabled = False
    list_display = [
        "term",
        Column("target", label=_("Translation")),
        _LanguageColumn("source_language", label=_("Original in"), sort_key="source_language"),
        _LanguageColumn("language", label=_("Translated into"), sort_key="language"),
        "note",
    ]
    list_filter = ["language", "keep_as_is"]
    search_fields = ["term", "translation", "note"]
    list_export = list(COLUMNS)
    export_headings = {name: name for name in COLUMNS}
    export_filename = "glossary"
    panels = [
        "term",
        "translation",
        "keep_as_is",
        FieldRowPanel([FieldPanel("source_language"), FieldPanel("language")]),
        "note",
    ]

    @property
    def menu_item_class(self) -> Any:
        return _GlossaryMenuItem
