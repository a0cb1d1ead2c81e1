"""The change of a site's country in the set-up: what readers would see first, then the change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db import transaction
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import log

from wagtail_attachment.crisis.countries import get_country_choices, name_countries_in_sentence
from wagtail_attachment.crisis.versions import CrisisResourceVersion
from wagtail_attachment.practice.settings import PracticeSettings
from wagtail_attachment.publishing.refusals import ChangeRefused
from wagtail_attachment.safety.descriptions import describe_change
from wagtail_attachment.safety.guards import refuse_change


class CountryForm(forms.Form):
    country = forms.ChoiceField(
        label=gettext_lazy("Country"),
        choices=lambda: [("", _("Choose a country")), *get_country_choices()],
    )


class CountryChange:
    """Another country for the readers of a site."""

    def __init__(self, practice: PracticeSettings, country: str) -> None:
        self.country = country
        self._pk = practice.pk

    @cached_property
    def practice(self) -> PracticeSettings:
        """The settings as they would be; those of the page that shows this stay as they are."""
        practice = PracticeSettings.objects.get(pk=self._pk)
        practice.country = self.country
        return practice

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

    @property
    def country_name(self) -> str:
        return name_countries_in_sentence([self.country])

    @property
    def lines_url(self) -> str:
        return reverse("wagtail_attachment:country_lines", args=[self.country])

    def has_to_be_asked(self, data: Mapping[str, str]) -> bool:
        """Say whether somebody has to read first what changes, or to state that readers see no line."""
        if self.refusal and not data.get("note", "").strip():
            return True
        return bool(self.sentences) and "has_read_changes" not in data

    def make(self, user: Any, note: str) -> None:
        """Change the country; ``note`` says why readers there see no crisis line.

        Raises ``ChangeRefused`` where readers would be left without one and nobody states that, and
        ``PermissionDenied`` where the person may not state it.
        """
        with transaction.atomic():
            if self.refusal and note.strip():
                CrisisResourceVersion.state_none_exists(user, self.country, note)
            self.practice.save()
            log(self.practice, "wagtail.edit", user=user)
