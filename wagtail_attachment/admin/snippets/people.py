"""People, topics, and who reviews what, in the admin."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    Panel,
    TitleFieldPanel,
)
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import Button
from wagtail.admin.widgets.slug import SlugInput
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet

from wagtail_attachment import permissions
from wagtail_attachment.admin.widgets import LanguagesInput
from wagtail_attachment.practice.licences import find_keeper
from wagtail_attachment.practice.people import Practitioner, Topic
from wagtail_attachment.practice.review_scopes import ReviewScope

from .columns import LeftColumn, LicencesColumn, TranslatedIndexView
from .true_status import OwnSnippetViewSet


class LicencesPanel(InlinePanel):
    """The licences of a person, or where they are kept: with one of the entries in each language."""

    def __init__(self, **kwargs: Any) -> None:
        panels = [
            "kind",
            FieldRowPanel(["number", "issued_by"]),
            FieldRowPanel(["country", "area"]),
            FieldRowPanel(["valid_until", "is_public"]),
            "source_url",
        ]
        super().__init__("licences", **{"panels": panels, "icon": "clipboard-list", **kwargs})

    def clone_kwargs(self) -> dict[str, Any]:
        return {
            name: value for name, value in super().clone_kwargs().items() if name != "relation_name"
        }

    def get_bound_panel(self, **kwargs: Any) -> Any:
        form = kwargs.get("form")
        if form is None or "licences" in form.formsets:
            return super().get_bound_panel(**kwargs)
        panel = _KeptElsewherePanel(heading=self.heading, icon=self.icon)
        return panel.bind_to_model(self.model).get_bound_panel(**kwargs)


class _KeptElsewherePanel(Panel):
    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtail_attachment/admin/panels/licences_elsewhere.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            keeper = find_keeper(self.instance)
            return {**super().get_context_data(parent_context), "keeper": keeper}


class LeavingPanel(Panel):
    """Whether a person has left the practice, and the way to say so."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtail_attachment/admin/panels/leaving.html"

        def is_shown(self) -> bool:
            return super().is_shown() and self.instance.pk is not None

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            may = permissions.may_say_who_has_left(self.request.user)
            return {**super().get_context_data(parent_context), "may": may}


class PractitionerIndexView(TranslatedIndexView):
    @cached_property
    def columns(self) -> list[Any]:
        has_former = Practitioner.objects.exclude(left_on=None).exists()
        columns = [*super().columns, LicencesColumn(Practitioner.objects.only("translation_key"))]
        return [*columns, LeftColumn()] if has_former else columns


def offer_leaving(snippet: Any, user: Any, next_url: Any = None) -> Iterator[Any]:
    """Offer to say that a person has left, in the list: a ``register_snippet_listing_buttons`` hook."""
    if isinstance(snippet, Practitioner) and permissions.may_say_who_has_left(user):
        label = _("Has come back") if snippet.left_on else _("Has left")
        url = reverse("wagtail_attachment:leaving", args=[snippet.pk])
        yield Button(label, url, icon_name="logout", priority=35)


class _MembersMixin:
    """Offers those who have not left. What is chosen already shows at its field."""

    def get_object_list(self) -> Any:
        return super().get_object_list().filter(left_on=None)  # type: ignore[misc]


class MembersView(_MembersMixin, ChooseView):
    pass


class MembersResultsView(_MembersMixin, ChooseResultsView):
    pass


class PractitionerChooserViewSet(SnippetChooserViewSet):
    choose_view_class = MembersView
    choose_results_view_class = MembersResultsView


class PractitionerViewSet(OwnSnippetViewSet):
    model = Practitioner
    index_view_class = PractitionerIndexView
    chooser_viewset_class = PractitionerChooserViewSet
    copy_view_enabled = False  # nobody is there twice
    icon = "group"
    menu_label = _("People")
    purpose = _(
        "Articles name their authors and who reviewed them. Readers see a person’s credentials and portrait, and the licences you choose to show."
    )
    url_prefix = "practice/people"
    list_display = ["name", "credentials", "job_title"]
    panels = [
        "name",
        "credentials",
        "job_title",
        "bio",
        "image",
        MultiFieldPanel(
            [FieldPanel("languages", widget=LanguagesInput), "website"],
            heading=_("Languages and page elsewhere"),
        ),
        LicencesPanel(heading=_("Licences"), label=_("Licence")),
        "user",
        LeavingPanel(heading=_("Member of the practice")),
    ]


class TopicNamePanel(TitleFieldPanel):
    """The name of a topic, which suggests the slug of a new one; addresses keep that of an old one."""

    class BoundPanel(TitleFieldPanel.BoundPanel):
        def get_should_apply(self) -> bool:
            return self.instance.pk is None


class SensitiveColumn(Column):
    """Whether help stands above the articles about a topic: in words, where Wagtail would write "False"."""

    def __init__(self) -> None:
        label = capfirst(Topic._meta.get_field("sensitive").verbose_name)
        super().__init__("sensitive", label=label, sort_key="sensitive")

    def get_value(self, instance: Any) -> str:
        return str(_("Yes")) if instance.sensitive else ""


class TopicViewSet(OwnSnippetViewSet):
    model = Topic
    index_view_class = TranslatedIndexView
    icon = "tag"
    menu_label = _("Topics")
    purpose = _(
        "Topics help readers to find articles. A topic can also put help above the text of its articles."
    )
    url_prefix = "practice/topics"
    list_display = ["name", SensitiveColumn(), "notice"]
    panels = [
        TopicNamePanel("name", classname="", placeholder=False),
        FieldPanel("slug", widget=SlugInput),
        "description",
        "sensitive",
        "quick_exit",
        FieldPanel("notice", widget=forms.Select),
        "review_months",
    ]


class ReviewScopeViewSet(OwnSnippetViewSet):
    model = ReviewScope
    icon = "glasses"
    menu_label = _("Reviewers")
    purpose = _(
        "Whoever has the permission may review every article. Add a reviewer here to limit what they review."
    )
    url_prefix = "practice/reviewers"
    list_display = [
        "__str__",
        Column("list_topics", label=_("Topics")),
        Column("list_languages", label=_("Languages")),
    ]
    panels = [
        FieldPanel("user", widget=forms.Select),
        FieldPanel("topics", widget=forms.CheckboxSelectMultiple),
        FieldPanel("languages", widget=forms.CheckboxSelectMultiple),
    ]
