"""Where the readers of a site are: first what a change would mean for them, then the change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.log_actions import log
from wagtail.models import Site

from wagtail_attachment.crisis.countries import name_countries_in_sentence
from wagtail_attachment.practice.settings import PracticeSettings
from wagtail_attachment.publishing.refusals import ChangeRefused
from wagtail_attachment.safety.descriptions import describe_change
from wagtail_attachment.safety.guards import refuse_change
from wagtail_attachment.safety.line_changes import LineChange, find_changes_by_country
from wagtail_attachment.safety.line_losses import Losses

from .places import get_locales, read_help


def find_reader_countries(site: Site) -> list[str]:
    """Return the countries of a site's readers, in all its languages, each once."""
    found = read_help(PracticeSettings.for_site(site), get_locales(site))
    return list(dict.fromkeys(country for each in found for country in each.countries))


class ReadersChange:
    """A change of the countries of a site's readers: of all readers, or of single languages."""

    def __init__(
        self,
        practice: PracticeSettings,
        country: str,
        language_countries: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        self.country = country
        self.language_countries = {
            code: list(countries)
            for code, countries in (language_countries or {}).items()
            if countries
        }
        self._pk = practice.pk

    @cached_property
    def practice(self) -> PracticeSettings:
        """The settings as they would be; the page that shows this keeps its own."""
        practice = PracticeSettings.objects.get(pk=self._pk)
        practice.country = self.country
        practice.language_countries = self.language_countries
        return practice

    @property
    def is_one(self) -> bool:
        """Whether anything differs from what is stored."""
        stored = PracticeSettings.objects.get(pk=self._pk)
        return (stored.country, stored.language_countries) != (
            self.country,
            self.language_countries,
        )

    @property
    def countries(self) -> set[str]:
        """All the countries named."""
        return {self.country}.union(*self.language_countries.values())

    @cached_property
    def sentences(self) -> list[str]:
        return describe_change(self.practice)

    @cached_property
    def refusal(self) -> ChangeRefused | None:
        try:
            refuse_change(self.practice)
        except ChangeRefused as refusal:
            return refusal
        return None

    @cached_property
    def changes(self) -> list[LineChange]:
        """What the change means for the live articles of each group of readers."""
        return find_changes_by_country(self.practice)

    @cached_property
    def lineless(self) -> list[str]:
        """The countries whose readers would be left without a verified crisis line."""
        left = (change.then for change in self.changes if change.then.crisis_gap == "lines")
        return sorted({country for then in left for country in then.countries})

    @cached_property
    def narrowed(self) -> list[str]:
        """The countries whose readers would be left with lines for some people only."""
        return list(Losses.find(self.changes).narrowed)

    @property
    def lineless_names(self) -> str:
        return name_countries_in_sentence(self.lineless)

    @property
    def narrowed_names(self) -> str:
        return name_countries_in_sentence(self.narrowed)

    @property
    def lines_url(self) -> str:
        country = next(iter([*self.lineless, *self.narrowed]), self.country)
        return reverse("wagtail_attachment:country_lines", args=[country])

    def has_to_be_asked(self, data: Mapping[str, str]) -> bool:
        """Say whether someone must first read what changes, or confirm that readers see no line."""
        if self.refusal and not data.get("note", "").strip():
            return True
        return bool(self.sentences) and "has_read_changes" not in data

    def make(self, user: Any, note: str = "") -> None:
        """Change the countries.

        ``note`` says why readers there see no crisis line, or none for everyone. Raises
        ``ChangeRefused`` if readers would be left without one and nobody confirms it, and
        ``PermissionDenied`` if the user may not confirm it.
        """
        with transaction.atomic():
            if self.refusal and note.strip():
                Losses(tuple(self.lineless), tuple(self.narrowed)).answer_for(user, note)
            self.practice.save()
            log(self.practice, "wagtail.edit", user=user)
