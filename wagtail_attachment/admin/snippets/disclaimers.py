"""Disclaimers in the admin: their list, their form, and approving from it."""

from __future__ import annotations

from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter
from wagtail.admin.panels import FieldRowPanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.models import Locale, Site
from wagtail.snippets.action_menu import ActionMenuItem
from wagtail.snippets.views.snippets import IndexView

from wagtail_attachment import permissions
from wagtail_attachment.admin.panels import SourceWordingPanel, StarterPanel, StatePanel
from wagtail_attachment.desk import has_several_languages
from wagtail_attachment.desk.filters import LeanFilterSet
from wagtail_attachment.desk.tasks import Task, list_links, name_language
from wagtail_attachment.desk.wordings import find_wordings, read_kind
from wagtail_attachment.disclaimers.drafts import Disclaimer
from wagtail_attachment.disclaimers.forms import has_one_of_each
from wagtail_attachment.disclaimers.languages import WordingState
from wagtail_attachment.disclaimers.notices import Notice
from wagtail_attachment.languages.source import get_source_language

from .columns import StateColumn
from .true_status import OwnCreateView, OwnSnippetViewSet


class NameColumn(Column):
    """Whether a text is the disclaimer's or a notice's, by its name."""

    def __init__(self) -> None:
        super().__init__("kind", label=_("Text of"))

    @cached_property
    def names(self) -> dict[str, str]:
        return Notice.find_names()

    def get_value(self, instance: Any) -> str:
        return self.names.get(instance.kind, "")


class DisclaimerFilterSet(LeanFilterSet):
    kind = ChoiceFilter(label=_("Text of"), choices=lambda: list(Notice.find_names().items()))

    class Meta:
        model = Disclaimer
        fields = ("kind", "locale")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(Notice.find_names()) < 2:
            del self.filters["kind"]


class OtherWordingsColumn(Column):
    """Of which languages a wording is missing or behind, beside the source; of itself elsewhere."""

    def __init__(self) -> None:
        super().__init__("languages", label=_("Other languages"))

    @cached_property
    def tasks(self) -> list[tuple[WordingState, Task]]:
        wordings = find_wordings(Locale.objects.order_by("pk"))
        return [(state, standing.task) for state, standing in wordings if standing.task]

    def get_value(self, instance: Any) -> Any:
        is_source = instance.language == get_source_language()
        return list_links(
            (task.url, f"{name_language(state.locale)}: {task.state}")
            for state, task in self.tasks
            if (state.kind, state.site_id) == (instance.kind, instance.site_id)
            and (is_source or state.locale.pk == instance.locale_id)
        )


class DisclaimerIndexView(IndexView):
    @cached_property
    def columns(self) -> list[Any]:
        """Leave out what a practice with one language and one site need not know of."""
        # One of its own for each request: a notice may have been added, or the language be another.
        columns = [NameColumn() if each.name == "kind" else each for each in super().columns]
        if has_one_of_each(Disclaimer):
            return [column for column in columns if column.name not in {"kind", "locale"}]
        return [*columns, OtherWordingsColumn()] if has_several_languages() else columns


class DisclaimerCreateView(OwnCreateView):
    def get_initial_form_instance(self) -> Any:
        """Begin with the text and the language that an article lacks, where that led here."""
        kind = read_kind(self.request)
        return Disclaimer(
            kind=kind if kind in Notice.find_names() else "general",
            locale=Locale.objects.filter(pk=_to_id(self.request.GET.get("locale"))).first(),
            site=Site.objects.filter(pk=_to_id(self.request.GET.get("site"))).first(),
        )


def _to_id(text: str | None) -> int | None:
    return int(text[:18]) if text and text.isdecimal() else None


class DisclaimerViewSet(OwnSnippetViewSet):
    model = Disclaimer
    add_view_class = DisclaimerCreateView
    index_view_class = DisclaimerIndexView
    icon = "clipboard-list"
    menu_label = _("Disclaimers")
    purpose = _("Every article shows your disclaimer to readers once someone approves it.")
    url_prefix = "practice/disclaimers"
    list_display = ["heading", "kind", "locale", StateColumn()]
    filterset_class = DisclaimerFilterSet
    panels = [
        StatePanel("wagtail_attachment/admin/panels/disclaimer_state.html"),
        StarterPanel(),
        "heading",
        FieldRowPanel(["body", SourceWordingPanel()]),
        MultiFieldPanel(
            [FieldRowPanel(["kind", "locale", "site"])],
            heading=_("Applies to"),
            classname="collapsed",
        ),
    ]


class ApproveMenuItem(ActionMenuItem):
    """Saves, and puts in force: for those who may."""

    name = "action-approve"
    label = _("Save and approve")
    icon_name = "success"

    def is_shown(self, context: Any) -> bool:
        return super().is_shown(context) and permissions.may_approve(context["request"].user)


class AskForApprovalMenuItem(ActionMenuItem):
    """Saves, and tells those who may put it in force."""

    name = "action-ask-approval"
    label = _("Save and ask for approval")
    icon_name = "mail"

    def is_shown(self, context: Any) -> bool:
        return super().is_shown(context) and not permissions.may_approve(context["request"].user)
