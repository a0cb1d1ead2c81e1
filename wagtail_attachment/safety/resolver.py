"""What readers of one page must see with it, resolved by rule and read once."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property
from typing import Any

from wagtail.models import Locale

from wagtail_attachment.aliases import get_source
from wagtail_attachment.conf import conf
from wagtail_attachment.covered import CoveredPage
from wagtail_attachment.crisis.intent import asks_for_help
from wagtail_attachment.crisis.known import (
    EmergencyNumber,
    get_crisis_lines,
    get_emergency_numbers,
    get_line_numbers,
)
from wagtail_attachment.crisis.lines import CrisisLine
from wagtail_attachment.crisis.versions import CrisisResourceVersion
from wagtail_attachment.disclaimers.versions import DisclaimerVersion
from wagtail_attachment.languages import get_language_fallbacks
from wagtail_attachment.ledger.reviews import Review, Subject
from wagtail_attachment.practice.booking import BookingCTA
from wagtail_attachment.practice.people import Topic
from wagtail_attachment.translated_fields import translate_all

from .relatives import Relatives, find_relatives
from .shared_facts import SharedFacts, read_lines, read_shared_facts


class Safety:
    """The disclaimers, crisis lines and booking of one page at one time.

    Each part is read when it is first asked for and then kept, so hold one of these for the length
    of a request, not longer.
    """

    def __init__(self, page: CoveredPage, at: datetime | None = None) -> None:
        self.page = page
        self.at = at

    def get_hypothetical(self, **parts: Any) -> Safety:
        """Return what it would be with these parts: ``topics``, ``site_id`` or ``shared``."""
        hypothetical = Safety(self.page, self.at)
        for part in ("locale_id", "site_id", "topics"):
            hypothetical.__dict__[part] = getattr(self, part)
        hypothetical.__dict__.update(parts)
        return hypothetical

    @property
    def locale(self) -> Locale:
        """The language that the text is in: that of the page at the end of the alias chain.

        Never the active language nor the one in the address: an alias shows its source's text.
        """
        return self.shared.locale

    @property
    def language(self) -> str:
        return self.locale.language_code

    @cached_property
    def site_id(self) -> int | None:
        return self.find_site_id()

    def find_site_id(self, cache_object: Any = None) -> int | None:
        """Return the site the page is of; Wagtail keeps what it read on ``cache_object``."""
        parts = self.page.get_url_parts(cache_object) if self.page.url_path else None
        return parts[0] if parts else None

    @cached_property
    def countries(self) -> list[str]:
        """Where this page's readers are: the site's country, or its locale's exception."""
        exception = get_locale_countries(self.language)
        if exception is not None:
            return exception
        return [self.shared.country] if self.shared.country else []

    @cached_property
    def topics(self) -> list[Topic]:
        return list(self.page.get_topics())

    @cached_property
    def kinds(self) -> list[str]:
        """The kinds of disclaimer this page carries, its own first, then its topics'."""
        extra = sorted({topic.disclaimer_kind for topic in self.topics} - {""})
        return list(dict.fromkeys([self.page.disclaimer_kind, *extra]))

    @property
    def disclaimers(self) -> list[DisclaimerVersion]:
        """The wordings in force, in the order of ``kinds``; a kind without one is left out."""
        found = self.shared.wordings
        return [found[kind] for kind in self.kinds if kind in found]

    @property
    def uncovered_kinds(self) -> list[str]:
        covered = {version.kind for version in self.disclaimers}
        return [kind for kind in self.kinds if kind not in covered]

    @property
    def is_withheld(self) -> bool:
        """Whether readers must not get the page: its base disclaimer is not in force."""
        return self.page.disclaimer_kind in self.uncovered_kinds and conf.is_enforcing

    @cached_property
    def crisis_lines(self) -> list[CrisisLine]:
        if not self.countries:
            return []
        rows = read_lines(self.countries, self.at)
        return CrisisResourceVersion.arrange(rows, self.countries, self.language)

    @property
    def emergency_numbers(self) -> list[EmergencyNumber]:
        return get_emergency_numbers(self.countries)

    @property
    def crisis_gap(self) -> str:
        """What is missing: ``"country"``, ``"lines"`` or, where nothing is, an empty string."""
        if not self.countries:
            return "country"
        if self.crisis_lines or CrisisResourceVersion.objects.none_exists(self.countries):
            return ""
        return "lines"

    @property
    def first_number(self) -> tuple[str, str]:
        """What ``{crisis_line}`` stands for, as dialled, and its link."""
        for line in self.crisis_lines:
            for channel in line.channels:
                if channel.is_call:
                    return channel.dialled, channel.href
        for emergency in self.emergency_numbers:
            return emergency.number, emergency.href
        return "", ""

    @property
    def numbers_on_every_card(self) -> list[tuple[str, str]]:
        """What no crisis card may lack, as dialled, each with its link.

        The number of the first line, if one can call it, and the emergency numbers.
        """
        calls = (ch for line in self.crisis_lines[:1] for ch in line.channels if ch.is_call)
        first = [(channel.dialled, channel.href) for channel in calls][:1]
        return first + [(number.number, number.href) for number in self.emergency_numbers]

    @cached_property
    def known_numbers(self) -> frozenset[str]:
        """The short numbers that a text of this page may name: those of its readers' countries.

        The practice's own country counts too, where the readers of one language are elsewhere.
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
        emergency = get_emergency_numbers(countries)
        return frozenset(dialled | {number.number for number in emergency}) - {""}

    @property
    def booking_cta(self) -> BookingCTA | None:
        """The practice's usual invitation, in the page's language where there is a translation."""
        return self.shared.booking if self.page.show_booking else None

    @cached_property
    def locale_id(self) -> int:
        return int(get_source(self.page).locale_id)

    def translate_booking(self, cta: BookingCTA) -> BookingCTA:
        """Return an invitation in the page's language, or as it is where it has none there."""
        return translate_all([cta], self.locale_id)[0]

    @property
    def text_subject(self) -> Subject:
        """What reviews of the text are of: an alias has those of the page whose text it shows."""
        return self.page._meta.label, str(self.page.get_text_page_id())

    @cached_property
    def last_reviews(self) -> dict[str, Review]:
        """The last review of each kind that the text has had."""
        return Review.find_last([self.text_subject])[self.text_subject]

    @cached_property
    def shared(self) -> SharedFacts:
        place = self.locale_id, self.site_id
        return read_shared_facts([place], self.at)[place]

    @cached_property
    def relatives(self) -> Relatives:
        return find_relatives([self.page])[self.page.pk]


def get_locale_countries(language: str) -> list[str] | None:
    """Return the countries that the settings name for readers of a language; mostly ``None``."""
    countries = conf.WAGTAIL_ATTACHMENT_LOCALE_COUNTRIES
    codes = [code for code in get_language_fallbacks(language) if code in countries]
    return list(countries[codes[0]]) if codes else None


class SiteSafety(Safety):
    """The help that a site's readers of one language get on a page that is no article."""

    kinds = ["general"]

    def __init__(self, site_id: int | None, locale_id: int) -> None:
        self.site_id = site_id
        self.at = None
        self.locale_id = locale_id

    @property
    def booking_cta(self) -> BookingCTA | None:
        return self.shared.booking

    def is_asked_for(self, words: str) -> bool:
        """Say whether what a reader typed, into a search say, speaks of a crisis or of a line."""
        return bool(words) and asks_for_help(words, self.known_numbers | get_line_numbers())
