"""Where the readers are, language by language, and their emergency number."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from wagtail_attachment import permissions
from wagtail_attachment.admin.views.country_lines import NoneExistsForm
from wagtail_attachment.crisis.countries import name_countries_in_sentence
from wagtail_attachment.crisis.known import get_emergency_number
from wagtail_attachment.crisis.versions import CrisisResourceVersion
from wagtail_attachment.safety.descriptions import describe_numbers
from wagtail_attachment.setup import (
    ReadersChange,
    create_groups,
    create_language_groups,
    get_locales,
    load_crisis_resources,
)

from .forms import EmergencyForm, ReadersForm
from .section import Section, require_valid


class ReadersSection(Section):
    acts: ClassVar[dict[str, str]] = {
        "country": permissions.CHANGE_PRACTICE,
        "emergency": permissions.VERIFY_CRISIS_LINE,
    }

    change: ReadersChange | None = None
    """What was asked for, where someone has to read first what it changes."""

    @cached_property
    def form(self) -> ReadersForm:
        return ReadersForm(practice=self.practice, locales=get_locales(self.site))

    @cached_property
    def emergency_form(self) -> EmergencyForm:
        own = self.practice.own_emergency_number
        return EmergencyForm(initial={"number": own.number if own else ""})

    def country(self) -> HttpResponse | None:
        data = self.request.POST
        self.form = ReadersForm(data, practice=self.practice, locales=get_locales(self.site))
        require_valid(self.form)
        change = ReadersChange(self.practice, *self.form.get_countries())
        if change.has_to_be_asked(data):
            self.change = change
            if change.refusal:
                # It leads to where a line of these is verified first.
                self._load_lines([*change.lineless, *change.narrowed])
            return None
        is_first = not self.practice.country
        change.make(self.user, data.get("note", ""))
        self._load_lines(change.countries)
        if is_first:
            # Later a group that is missing was deleted, or renamed, on purpose.
            create_groups(self.site, self.user)
            create_language_groups(self.site, self.user)
        return self.go_on(_("The country is set."), "disclaimer")

    def _load_lines(self, countries: Collection[str]) -> None:
        # Of no country it would load those of all.
        for line in load_crisis_resources(countries) if countries else ():
            log(line, "wagtail.create", user=self.user)

    def emergency(self) -> HttpResponse:
        form = self.emergency_form = EmergencyForm(self.request.POST)
        data = require_valid(form)
        number = data["number"]
        if not number and not self.practice.own_emergency_number:
            raise ValidationError(_("Write the number as it is dialed there, as in: 112."))
        self.practice.state_emergency_number(self.user, number, data["source_url"])
        if not number:
            removed = _("The emergency number your practice entered has been removed.")
            return self.go_on(" ".join([removed, *describe_numbers(self.practice)]), "country")
        shown = self.practice.emergency_number
        return self.go_on(_("Readers see the emergency number %s now.") % shown, "disclaimer")

    def describe(self) -> dict[str, Any]:
        posted = self.request.POST
        note = posted.get("note", "") if posted.get("action") == "country" else ""
        return {
            "readers_form": self.form,
            "country_change": self.change,
            "asked_for": list(self._list_asked_for()) if self.change else [],
            "country_note_form": NoneExistsForm(initial={"note": note}, auto_id="id_country_%s"),
            "emergency_form": self.emergency_form,
            **self._describe_emergency(),
        }

    def _list_asked_for(self) -> Iterator[tuple[str, str]]:
        """Yield what was chosen, to be posted again once it is confirmed."""
        for name in self.form.fields:
            for value in self.request.POST.getlist(name):
                yield name, value

    def _describe_emergency(self) -> dict[str, Any]:
        """Return the number that readers see, who stated it, and who may state another."""
        country, own = self.practice.country, self.practice.own_emergency_number
        shown = get_emergency_number(country, own) if country else None
        # Another site may have stated another number for the same country.
        rows = CrisisResourceVersion.objects.filter(
            act="emergency", country=country, snapshot__number=shown.number if shown else ""
        )
        return {
            "emergency": shown,
            "country_in_sentence": name_countries_in_sentence([country]) if country else "",
            "stated": rows.order_by("-pk").first() if own and shown == own else None,
            "verifiers": permissions.describe_holders(permissions.VERIFY_CRISIS_LINE),
        }
