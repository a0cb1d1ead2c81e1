"""The practice's snippets in the admin, in one menu."""

from __future__ import annotations

from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.models import Locale, Site
from wagtail.snippets.action_menu import ActionMenuItem
from wagtail.snippets.views.snippets import (
    CreateView,
    IndexView,
    SnippetViewSet,
    SnippetViewSetGroup,
)

from wagtail_attachment import permissions
from wagtail_attachment.crisis.resources import CrisisResource
from wagtail_attachment.crisis.texts import LineTexts, load_line_texts
from wagtail_attachment.desk import has_several_languages, may_see_desk
from wagtail_attachment.desk.crisis_lines import find_missing_languages
from wagtail_attachment.desk.tasks import Task, list_links, name_language
from wagtail_attachment.desk.wordings import find_wording_tasks
from wagtail_attachment.disclaimers.drafts import Disclaimer
from wagtail_attachment.disclaimers.forms import has_one_of_each
from wagtail_attachment.disclaimers.languages import WordingState
from wagtail_attachment.languages import get_language_name, get_source_language
from wagtail_attachment.permissions import may_see_evidence, may_see_report, may_set_up
from wagtail_attachment.practice.booking import BookingCTA
from wagtail_attachment.practice.people import Practitioner, Topic

from .menu import OwnPageMenuItem
from .panels import SourceWordingPanel, StatePanel, TextsPanel


class StateColumn(Column):
    """How a snippet stands with readers: in force, in force with changes, not at all."""

    def __init__(self) -> None:
        super().__init__("state", label=_("What readers see"))

    def get_value(self, instance: Any) -> str:
        return str(instance.get_state())


class OtherWordingsColumn(Column):
    """Of which languages a wording is missing or behind, beside the source; of itself elsewhere."""

    def __init__(self) -> None:
        super().__init__("languages", label=_("Other languages"))

    @cached_property
    def tasks(self) -> list[tuple[WordingState, Task]]:
        return find_wording_tasks(Locale.objects.order_by("pk"))

    def get_value(self, instance: Any) -> Any:
        is_source = instance.language == get_source_language()
        return list_links(
            (task.url, f"{name_language(state.locale)}: {task.state}")
            for state, task in self.tasks
            if (state.kind, state.site_id) == (instance.kind, instance.site_id)
            and (is_source or state.locale.pk == instance.locale_id)
        )


class MissingTextsColumn(Column):
    """In which of the site's languages a crisis line has no text."""

    def __init__(self) -> None:
        super().__init__("languages", label=_("Missing in"))

    @cached_property
    def locales(self) -> list[Locale]:
        return list(Locale.objects.order_by("pk"))

    def get_value(self, instance: Any) -> str:
        return ", ".join(map(name_language, find_missing_languages(instance, self.locales)))


class BehindTextsColumn(Column):
    """In which languages the text of a crisis line did not follow its source."""

    def __init__(self, texts: dict[int, LineTexts]) -> None:
        super().__init__("behind", label=_("Behind in"))
        self.texts = texts

    def get_value(self, instance: Any) -> str:
        reader = get_language() or "en"
        behind = self.texts[instance.pk].behind
        return ", ".join(get_language_name(language, reader) for language in behind)


class DisclaimerIndexView(IndexView):
    @cached_property
    def columns(self) -> list[Any]:
        """Leave out what a practice with one language and one site need not know of."""
        columns = super().columns
        if has_one_of_each(Disclaimer):
            return [column for column in columns if column.name not in {"kind", "locale"}]
        return [*columns, OtherWordingsColumn()] if has_several_languages() else columns


class CrisisResourceIndexView(IndexView):
    @cached_property
    def columns(self) -> list[Any]:
        columns = super().columns
        if not has_several_languages():
            return columns
        texts = load_line_texts(CrisisResource.objects.prefetch_related("texts"))
        return [*columns, MissingTextsColumn(), BehindTextsColumn(texts)]

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().prefetch_related("texts")


class DisclaimerCreateView(CreateView):
    def get_initial_form_instance(self) -> Any:
        """Begin with the kind and the language that an article lacks, where that led here."""
        return Disclaimer(
            kind=self.request.GET.get("kind") or "general",
            locale=Locale.objects.filter(pk=_to_id(self.request.GET.get("locale"))).first(),
            site=Site.objects.filter(pk=_to_id(self.request.GET.get("site"))).first(),
        )


def _to_id(text: str | None) -> int | None:
    return int(text[:18]) if text and text.isdecimal() else None


class DisclaimerViewSet(SnippetViewSet):
    model = Disclaimer
    add_view_class = DisclaimerCreateView
    index_view_class = DisclaimerIndexView
    icon = "clipboard-list"
    menu_label = _("Disclaimers")
    url_prefix = "practice/disclaimers"
    list_display = ["heading", Column("kind", label=_("Kind")), "locale", StateColumn()]
    list_filter = ["kind", "locale"]
    panels = [
        StatePanel("wagtail_attachment/admin/panels/disclaimer_state.html"),
        FieldPanel("heading"),
        FieldRowPanel([FieldPanel("body"), SourceWordingPanel()]),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("kind"), FieldPanel("locale"), FieldPanel("site")])],
            heading=_("Where it belongs"),
            classname="collapsed",
        ),
    ]


class CrisisResourceViewSet(SnippetViewSet):
    model = CrisisResource
    index_view_class = CrisisResourceIndexView
    icon = "warning"
    menu_label = _("Crisis lines")
    url_prefix = "practice/crisis-lines"
    list_display = [
        "__str__",
        Column("country_name", label=_("Country"), sort_key="country"),
        "audience",
        StateColumn(),
    ]
    list_filter = ["country", "audience"]
    panels = [
        StatePanel("wagtail_attachment/admin/panels/crisis_state.html"),
        TextsPanel(heading=_("Name"), label=_("Name in a language"), min_num=1),
        InlinePanel(
            "channels", heading=_("How to reach it"), label=_("Way to reach it"), min_num=1
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("country"), FieldPanel("area")]),
                FieldRowPanel([FieldPanel("audience"), FieldPanel("languages")]),
            ],
            heading=_("For whom"),
        ),
        MultiFieldPanel(
            [FieldPanel("source_url"), FieldPanel("review_months"), FieldPanel("note")],
            heading=_("Checking it"),
        ),
    ]


class BookingCTAViewSet(SnippetViewSet):
    model = BookingCTA
    icon = "calendar-alt"
    menu_label = _("Booking")
    url_prefix = "practice/booking"
    list_display = ["heading", "button_label", "state"]
    panels = [
        FieldPanel("heading"),
        FieldPanel("text"),
        FieldPanel("button_label"),
        FieldPanel("state"),
        MultiFieldPanel(
            [
                FieldPanel("url"),
                FieldPanel("destination_page"),
                FieldPanel("phone"),
                FieldPanel("email"),
            ],
            heading=_("Where the button leads"),
            help_text=_("Give one of these."),
        ),
        FieldPanel("practitioner"),
    ]


class PractitionerViewSet(SnippetViewSet):
    model = Practitioner
    icon = "group"
    menu_label = _("People")
    url_prefix = "practice/people"
    list_display = ["name", "credentials", "job_title"]
    panels = [
        FieldPanel("name"),
        FieldPanel("credentials"),
        FieldPanel("job_title"),
        FieldPanel("bio"),
        FieldPanel("image"),
    ]


class TopicViewSet(SnippetViewSet):
    model = Topic
    icon = "tag"
    menu_label = _("Topics")
    url_prefix = "practice/topics"
    list_display = ["name", "sensitive", "disclaimer_kind"]
    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("description"),
        FieldPanel("sensitive"),
        FieldPanel("disclaimer_kind"),
    ]


class PracticeViewSetGroup(SnippetViewSetGroup):
    items = (
        DisclaimerViewSet,
        CrisisResourceViewSet,
        BookingCTAViewSet,
        PractitionerViewSet,
        TopicViewSet,
    )
    menu_label = _("Practice")
    menu_name = "practice"
    menu_icon = "clipboard-list"
    menu_order = 150

    def get_submenu_items(self) -> list[Any]:
        return [
            OwnPageMenuItem(_("Setup"), "setup", may_open=may_set_up, icon_name="cog", order=0),
            *super().get_submenu_items(),
            OwnPageMenuItem(
                _("Languages"), "desk", may_open=may_see_desk, icon_name="globe", order=800
            ),
            OwnPageMenuItem(
                _("Articles report"),
                "articles_report",
                may_open=may_see_report,
                icon_name="clipboard-list",
                order=900,
            ),
            OwnPageMenuItem(
                _("What readers saw"),
                "disclosure",
                may_open=may_see_evidence,
                icon_name="history",
                order=910,
            ),
        ]


class ApproveMenuItem(ActionMenuItem):
    """Saves, and puts in force: for those who may."""

    name = "action-approve"
    label = _("Save and put in force")
    icon_name = "success"

    def is_shown(self, context: Any) -> bool:
        return super().is_shown(context) and context["request"].user.has_perm(
            permissions.APPROVE_DISCLAIMER
        )


class AskForApprovalMenuItem(ActionMenuItem):
    """Saves, and tells those who may put it in force."""

    name = "action-ask-approval"
    label = _("Save and ask for approval")
    icon_name = "mail"

    def is_shown(self, context: Any) -> bool:
        return super().is_shown(context) and not context["request"].user.has_perm(
            permissions.APPROVE_DISCLAIMER
        )
