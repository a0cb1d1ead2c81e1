"""Columns of the lists of snippets: how each stands with readers, its language, a person's licences."""

from __future__ import annotations

from typing import Any

from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import IndexView

from wagtail_attachment.desk import has_several_languages
from wagtail_attachment.desk.tasks import name_language
from wagtail_attachment.practice.licences import Licence, describe_licences, find_licences
from wagtail_attachment.times import get_today


class StateColumn(Column):
    """How a snippet stands with readers: in force, in force with changes, not at all."""

    def __init__(self) -> None:
        super().__init__("state", label=_("What readers see"))

    def get_value(self, instance: Any) -> str:
        return str(instance.get_state())


class LanguageColumn(Column):
    """The language that an entry is in."""

    def __init__(self) -> None:
        super().__init__("locale", label=_("Language"), sort_key="locale")

    def get_value(self, instance: Any) -> str:
        return name_language(instance.locale)


class LicencesColumn(Column):
    """How a person's licences stand today, in whichever language they are kept."""

    def __init__(self, people: Any) -> None:
        super().__init__("licences", label=_("Licenses"))
        self.people = people

    @cached_property
    def licences(self) -> dict[Any, list[Licence]]:
        return find_licences(self.people)

    def get_value(self, instance: Any) -> str:
        return describe_licences(self.licences.get(instance.translation_key, []), get_today())


class LeftColumn(Column):
    """Since when a person is not a member of the practice anymore."""

    def __init__(self) -> None:
        super().__init__("left_on", label=_("Has left"), sort_key="left_on")

    def get_value(self, instance: Any) -> str:
        return date_format(instance.left_on) if instance.left_on else ""


class TranslatedIndexView(IndexView):
    """A list that says in which language each entry is, where the site has several."""

    @cached_property
    def columns(self) -> list[Any]:
        columns = list(super().columns)
        return [*columns, LanguageColumn()] if has_several_languages() else columns

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().select_related("locale")
