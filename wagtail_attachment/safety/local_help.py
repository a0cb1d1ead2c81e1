"""The help that readers of one language can call on one site, and the numbers a text may name."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property

from django.utils import translation
from wagtail.models import Locale

from wagtail_attachment.crisis.first_number import choose_first_number
from wagtail_attachment.crisis.known import (
    EmergencyNumber,
    get_crisis_lines,
    get_emergency_numbers,
)
from wagtail_attachment.crisis.lines import CrisisLine
from wagtail_attachment.crisis.placeholder import CRISIS_LINE, fill_anywhere, fill_html, fill_text
from wagtail_attachment.crisis.standing_in import Way, get_ways
from wagtail_attachment.crisis.versions import CrisisResourceVersion

from .shared_facts import (
    RecordedLines,
    SharedFacts,
    get_locale_countries,
    read_lines,
    read_shared_facts,
)


class LocalHelp:
    """The crisis lines and emergency numbers of one language and site, as of ``at`` or now.

    Each part is read when it is first asked for and then kept.
    """

    at: datetime | None

    @cached_property
    def locale_id(self) -> int:
        raise NotImplementedError

    @cached_property
    def site_id(self) -> int | None:
        raise NotImplementedError

    @cached_property
    def shared(self) -> SharedFacts:
        place = self.locale_id, self.site_id
        return read_shared_facts([place], self.at)[place]

    @property
    def locale(self) -> Locale:
        """The language of the text, taken from the page at the end of the alias chain.

        It is neither the active language nor that of the address: an alias shows its source's text.
        """
        return self.shared.locale

    @property
    def language(self) -> str:
        return self.locale.language_code

    @cached_property
    def countries(self) -> list[str]:
        """The countries of these readers: the site's own, or those set for its language."""
        exception = get_locale_countries(self.language, self.shared.language_countries)
        if exception is not None:
            return exception
        return [self.shared.country] if self.shared.country else []

    @cached_property
    def crisis_lines(self) -> list[CrisisLine]:
        if not self.countries:
            return []
        rows = read_lines(self.countries, self.at)
        return CrisisResourceVersion.arrange(rows, self.countries, self.language)

    @property
    def emergency_numbers(self) -> list[EmergencyNumber]:
        return get_emergency_numbers(self.countries, self.shared.emergency)

    @property
    def crisis_gap(self) -> str:
        """What is missing: ``"country"`` or ``"lines"``; an empty string if nothing is."""
        if not self.countries:
            return "country"
        if self.crisis_lines or CrisisResourceVersion.objects.none_exists(self.countries):
            return ""
        return "lines"

    @property
    def first_number(self) -> tuple[str, str]:
        """What replaces ``{crisis_line}``, as dialled or with its description, and its link."""
        with translation.override(self.language):
            return choose_first_number(self.crisis_lines, self.emergency_numbers)

    def fill_html(self, html: str) -> str:
        """Return rich text with the first line's number, as a link, for ``{crisis_line}``."""
        return fill_html(html, *self.first_number, self.language) if CRISIS_LINE in html else html

    def fill_anywhere(self, html: str) -> str:
        """Return HTML with the first line's number for ``{crisis_line}``, wherever it stands."""
        if CRISIS_LINE not in html:
            return html
        return fill_anywhere(html, self.first_number[0], self.language)

    def fill_text(self, text: str) -> str:
        """Return plain text with the first line's number for ``{crisis_line}``."""
        if CRISIS_LINE not in text:
            return text
        return fill_text(text, self.first_number[0], self.language)

    @property
    def numbers_on_every_card(self) -> list[tuple[str, str]]:
        """The numbers that every crisis card must show, as dialled, each with its link.

        They are the first line's number, if it has one to call, and the emergency numbers.
        """
        calls = [line.first_call for line in self.crisis_lines[:1]]
        first = [(call.dialled, call.href) for call in calls if call]
        return first + [(number.number, number.href) for number in self.emergency_numbers]

    @property
    def verified_numbers(self) -> frozenset[str]:
        """The numbers, as dialled, that a text may give these readers.

        They are those of the lines shown to them, and the emergency numbers.
        """
        lines = {channel.dialled for line in self.crisis_lines for channel in line.channels}
        return frozenset(lines | {number.number for number in self.emergency_numbers}) - {""}

    @cached_property
    def recorded_lines(self) -> RecordedLines:
        """The lines that a person verified at any time, in any country, by number."""
        return RecordedLines()

    @cached_property
    def ways(self) -> frozenset[Way]:
        """The ways to reach the lines shown to these readers, which a translation may name."""
        return get_ways(self.crisis_lines)

    @cached_property
    def known_numbers(self) -> frozenset[str]:
        """The short numbers of these readers' countries, which a text for them may name.

        The practice's own country is included, even if the readers of one language are elsewhere.
        """
        countries, lines = list(self.countries), list(self.crisis_lines)
        home = self.shared.country
        if home and home not in countries:
            lines += CrisisResourceVersion.objects.in_force([home], self.language, self.at)
            countries.append(home)
        dialled = {channel.dialled for line in lines for channel in line.channels}
        for line in get_crisis_lines():
            if line["country"] in countries:
                dialled |= {channel["dialled"] for channel in line["channel"]}
        emergency = get_emergency_numbers(countries, self.shared.emergency)
        return frozenset(dialled | {number.number for number in emergency}) - {""}
