"""Columns of the lists of snippets: how each stands with readers, its language, a person's licences."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.contrib.admin.utils import quote
from django.db.models import Case, OuterRef, Subquery, When
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import IndexView

from wagtail_attachment.desk import has_several_languages
from wagtail_attachment.desk.tasks import list_links, name_language
from wagtail_attachment.languages.source import get_source_language
from wagtail_attachment.practice.licences import Licence, describe_licences, find_licences
from wagtail_attachment.times import get_today


class StateColumn(Column):
    """How a snippet stands with readers: in force, in force with changes, not at all."""

    def __init__(self) -> None:
        super().__init__("state", label=_("What readers see"))

    def get_value(self, instance: Any) -> str:
        return str(instance.get_state())


class LanguagesColumn(Column):
    """The languages that an entry is there in, each with a link to it there."""

    def __init__(self, model: Any) -> None:
        classname = "wagtail-attachment-languages"
        super().__init__("languages", label=_("Languages"), classname=classname)
        self.model = model

    @cached_property
    def links(self) -> dict[Any, list[tuple[str, str]]]:
        url_name = self.model.snippet_viewset.get_url_name("edit")
        links: dict[Any, list[tuple[str, str]]] = defaultdict(list)
        for entry in self.model.objects.select_related("locale").order_by("locale_id"):
            link = (reverse(url_name, args=[quote(entry.pk)]), name_language(entry.locale))
            links[entry.translation_key].append(link)
        return links

    def get_value(self, instance: Any) -> str:
        return list_links(self.links[instance.translation_key])


class LicencesColumn(Column):
    """How a person's licences stand today, in whichever language they are kept."""

    def __init__(self, people: Any) -> None:
        super().__init__("licences", label=_("Licences"))
        self.people = people

    @cached_property
    def licences(self) -> dict[Any, list[Licence]]:
        return find_licences(self.people)

    def get_value(self, instance: Any) -> str:
        return describe_licences(self.licences.get(instance.translation_key, []), get_today())


class LeftColumn(Column):
    """Since when a person is not a member of the practice any more."""

    def __init__(self) -> None:
        super().__init__("left_on", label=_("Has left"), sort_key="left_on")

    def get_value(self, instance: Any) -> str:
        return date_format(instance.left_on) if instance.left_on else ""


class TranslatedIndexView(IndexView):
    """A list with one row for an entry in all its languages, which a column names if there are several.

    Who asks for one language, or searches in all of them, is shown each entry that is found.
    """

    @cached_property
    def columns(self) -> list[Any]:
        columns = list(super().columns)
        return [*columns, LanguagesColumn(self.model)] if has_several_languages() else columns

    def get_base_queryset(self) -> Any:
        entries = super().get_base_queryset()
        if self.request.GET.get("locale") or self.request.GET.get("q"):
            return entries
        source = Case(When(locale__language_code=get_source_language(), then=0), default=1)
        same = self.model.objects.filter(translation_key=OuterRef("translation_key"))
        return entries.filter(pk=Subquery(same.order_by(source, "locale_id").values("pk")[:1]))
