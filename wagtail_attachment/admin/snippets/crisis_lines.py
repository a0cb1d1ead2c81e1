"""Crisis lines in the admin: their list and their form."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.models import Locale
from wagtail.snippets.views.snippets import IndexView

from wagtail_attachment import permissions
from wagtail_attachment.admin.panels import StatePanel, TextsPanel
from wagtail_attachment.admin.widgets import ContactMethodSelect, LanguagesInput
from wagtail_attachment.crisis.channels import FACTS
from wagtail_attachment.crisis.news import News, find_news
from wagtail_attachment.crisis.resources import CrisisResource
from wagtail_attachment.crisis.texts import LineTexts, load_line_texts
from wagtail_attachment.desk import has_several_languages
from wagtail_attachment.desk.crisis_lines import find_missing_languages
from wagtail_attachment.desk.tasks import name_language
from wagtail_attachment.languages import get_language_name
from wagtail_attachment.languages.separators import join_items

from .columns import StateColumn
from .true_status import OwnCreateView, OwnEditView, OwnSnippetViewSet

_WIDGETS = {"kind": ContactMethodSelect, "languages": LanguagesInput}


class MissingTextsColumn(Column):
    """In which of the site's languages a crisis line has no text."""

    def __init__(self) -> None:
        super().__init__("languages", label=_("Missing in"))

    @cached_property
    def locales(self) -> list[Locale]:
        return list(Locale.objects.order_by("pk"))

    def get_value(self, instance: Any) -> str:
        return join_items(map(name_language, find_missing_languages(instance, self.locales)))


class BehindTextsColumn(Column):
    """In which languages the text of a crisis line did not follow its source."""

    def __init__(self, texts: dict[int, LineTexts]) -> None:
        super().__init__("behind", label=_("Out of date in"))
        self.texts = texts

    def get_value(self, instance: Any) -> str:
        reader = get_language() or "en"
        behind = self.texts[instance.pk].behind
        return join_items(get_language_name(language, reader) for language in behind)


class NewsColumn(Column):
    """A link to what the package has now of a line, where the practice has other facts."""

    cell_template_name = "wagtail_attachment/admin/package_facts_cell.html"

    def __init__(self, news: dict[int, News]) -> None:
        super().__init__("news", label=_("New in the package"))
        self.news = news

    def get_value(self, instance: Any) -> News | None:
        return self.news.get(instance.pk)


class CrisisStatePanel(StatePanel):
    """How a line stands with readers, and what the package has now of it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__("wagtail_attachment/admin/panels/crisis_state.html", **kwargs)

    def clone_kwargs(self) -> dict[str, Any]:
        return {
            name: value for name, value in super().clone_kwargs().items() if name != "template_name"
        }

    class BoundPanel(StatePanel.BoundPanel):
        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            pk = self.instance.pk
            may = pk and permissions.may_decide_on_facts(self.request.user)
            news = find_news([pk]).get(pk) if may else None
            return {**super().get_context_data(parent_context), "news": news}


class CrisisResourceIndexView(IndexView):
    @cached_property
    def columns(self) -> list[Any]:
        """Leave out the columns about languages that would be empty."""
        columns = super().columns
        if permissions.may_decide_on_facts(self.request.user) and (news := find_news()):
            columns = [*columns, NewsColumn(news)]
        if not has_several_languages():
            return columns
        lines = CrisisResource.objects.prefetch_related("texts")
        of_languages: list[Any] = [MissingTextsColumn(), BehindTextsColumn(load_line_texts(lines))]
        return [*columns, *(each for each in of_languages if any(map(each.get_value, lines)))]

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().prefetch_related("texts")


class _UntilVerifiedMixin:
    """Says after saving that readers see none of it yet, and leads to who or what changes that."""

    def get_success_message(self, *args: Any) -> Any:
        message = super().get_success_message(*args)  # type: ignore[misc]
        if not self._waits:
            return message
        sentences = [message, _("Readers see this only once it is verified.")]
        if not permissions.may_verify(self.request.user):  # type: ignore[attr-defined]
            names = permissions.describe_holders(permissions.VERIFY_CRISIS_LINE)
            sentences.append(_("Ask: %(names)s.") % {"names": names})
        return " ".join(map(str, sentences))

    def get_success_buttons(self) -> list[Any]:
        buttons: list[Any] = super().get_success_buttons()  # type: ignore[misc]
        if self._waits and permissions.may_verify(self.request.user):  # type: ignore[attr-defined]
            url = reverse("wagtail_attachment:verify_line", args=[self._line.pk])
            buttons.insert(0, messages.button(url, _("Verify")))
        return buttons

    @property
    def _line(self) -> CrisisResource:
        line: CrisisResource = self.form.instance  # type: ignore[attr-defined]
        return line

    @cached_property
    def _waits(self) -> bool:
        shown = self._line.get_in_force()
        return shown is None or shown.digest != self._line.digest


class CrisisResourceCreateView(_UntilVerifiedMixin, OwnCreateView):
    pass


class CrisisResourceEditView(_UntilVerifiedMixin, OwnEditView):
    pass


class CrisisResourceViewSet(OwnSnippetViewSet):
    model = CrisisResource
    index_view_class = CrisisResourceIndexView
    add_view_class = CrisisResourceCreateView
    edit_view_class = CrisisResourceEditView
    icon = "warning"
    menu_label = _("Crisis lines")
    purpose = _(
        "Readers see a crisis line only after someone on your team has verified it. Practice setup lists those that this package knows for your country."
    )
    url_prefix = "practice/crisis-lines"
    list_display = [
        "__str__",
        Column("country_name", label=_("Country"), sort_key="country"),
        "audience",
        StateColumn(),
    ]
    list_filter = ["country", "audience"]
    panels = [
        CrisisStatePanel(),
        TextsPanel(heading=_("Name"), label=_("Name in a language"), min_num=1),
        InlinePanel(
            "channels",
            [FieldPanel(fact.name, widget=_WIDGETS.get(fact.name)) for fact in FACTS],
            heading=_("How to reach it"),
            label=_("Contact method"),
            min_num=1,
        ),
        MultiFieldPanel(
            [
                FieldRowPanel(["country", "area"]),
                "audience",
                FieldPanel("languages", widget=LanguagesInput),
            ],
            heading=_("Audience"),
        ),
        MultiFieldPanel(
            ["source_url", "review_months", "note"],
            heading=_("Checking it"),
        ),
    ]
