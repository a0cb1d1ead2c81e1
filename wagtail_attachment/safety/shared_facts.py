"""The stored rows that decide what readers must see, read once for all pages that share them.

Pages of one language and site share their country, booking prompt and disclaimer texts; pages whose
readers are in one country share its crisis lines.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from django.db.models import Exists, Q
from django.utils import timezone
from wagtail.models import Locale

from wagtail_attachment.conf import conf
from wagtail_attachment.crisis.directory import KnownNumber, get_keys, index_numbers
from wagtail_attachment.crisis.known import EmergencyNumber
from wagtail_attachment.crisis.versions import CrisisResourceVersion
from wagtail_attachment.disclaimers.notices import Notice
from wagtail_attachment.disclaimers.versions import DisclaimerVersion
from wagtail_attachment.languages import get_language_fallbacks
from wagtail_attachment.ledger.memo import end_edition_by, remember_each
from wagtail_attachment.practice.booking import BookingCTA
from wagtail_attachment.practice.licences import Licence
from wagtail_attachment.practice.settings import QUICK_EXIT, PracticeSettings
from wagtail_attachment.practice.standing import NO_LICENCES, LicencesOnFile, read_licences
from wagtail_attachment.times import get_practice_day, get_start

Place = tuple[int, int | None]
"""The ids of a language and a site."""


@dataclass(frozen=True)
class SharedFacts:
    """The stored facts that apply to all pages of one language and site."""

    locale: Locale
    country: str
    booking: BookingCTA | None
    """The practice's usual booking prompt, translated if there is a translation."""
    wordings: dict[str, DisclaimerVersion]
    """The approved text of each kind that has one."""
    language_countries: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """The countries that the practice set for the readers of single languages, by language code."""
    emergency: EmergencyNumber | None = None
    """The emergency number that the practice entered for its country."""
    notices: tuple[Notice, ...] = ()
    """The notices that can apply to a page of this site, in the order that readers see them."""
    licences: LicencesOnFile = NO_LICENCES
    quick_exit: str = QUICK_EXIT
    """Where the quick exit leads, on pages that have one."""


def read_shared_facts(
    places: Collection[Place], at: datetime | None = None
) -> dict[Place, SharedFacts]:
    """Return the facts for each place: as of ``at``, or by default as readers have them now."""
    if at is not None:
        return _read(set(places), at)
    return remember_each("shared_facts", places, _read)


def read_lines(
    countries: Collection[str], at: datetime | None = None
) -> list[CrisisResourceVersion]:
    """Return the verified lines of ``countries``, as of ``at`` or as readers have them now."""
    if at is not None:
        return list(CrisisResourceVersion.objects.verified(countries, at))
    found = remember_each("lines", countries, _read_lines)
    return [row for rows in found.values() for row in rows]


class RecordedLines:
    """The lines that a person verified at any time, by number; read on first use.

    Many pages that are judged at once share one of these.
    """

    def find(self, number: str) -> list[KnownNumber]:
        """Return the lines that had ``number``."""
        found = (each for key in get_keys(number) for each in self._by_key.get(key, ()))
        return list(dict.fromkeys(found))

    @cached_property
    def _by_key(self) -> dict[str, list[KnownNumber]]:
        return index_numbers(_read_recorded())


def _read_recorded() -> Iterator[KnownNumber]:
    verified = CrisisResourceVersion.objects.filter(act=CrisisResourceVersion.Act.VERIFIED)
    for country, snapshot in verified.values_list("country", "snapshot"):
        for channel in snapshot["channels"]:
            if channel["dialled"]:
                yield KnownNumber(channel["dialled"], country, snapshot["texts"][0]["name"])


def _read(places: set[Place], at: datetime | None = None) -> dict[Place, SharedFacts]:
    site_ids = {site_id for _locale_id, site_id in places if site_id}
    # Most practices have no notices or licences. Checking for them in this query saves them
    # another.
    with_marks = Locale.all_objects.annotate(
        has_notices=Exists(Notice.objects.placed()), has_licences=Exists(Licence.objects.all())
    )
    locales = with_marks.in_bulk({locale_id for locale_id, _site_id in places})
    practices = {
        practice.site_id: practice
        for practice in PracticeSettings.objects.filter(site__in=site_ids).select_related(
            "booking__locale"
        )
    }
    has_notices = any(locale.has_notices for locale in locales.values())
    notices = list(Notice.objects.placed(site_ids)) if has_notices else []
    codes = {locale.language_code for locale in locales.values()}
    has_licences = any(locale.has_licences for locale in locales.values())
    licences = read_licences() if has_licences else NO_LICENCES
    at = at or timezone.now()
    versions = DisclaimerVersion.objects
    wordings = versions.filter(
        Q(pk__in=versions.statements(at).values("pk"))
        | Q(pk__in=versions.pending(at).values("pk")),
        Q(site_id__in=site_ids) | Q(site_id=None),
        language__in={each for code in codes for each in get_language_fallbacks(code)},
    )
    rows = [row for row in wordings if row.effective_from <= at]
    end_edition_by(min((row.effective_from for row in wordings if row not in rows), default=None))
    if lapse := licences.find_next_change(get_practice_day(at)):
        end_edition_by(get_start(lapse))
    found = {}
    for locale_id, site_id in places:
        locale, practice = locales[locale_id], practices.get(site_id)
        booking = practice.booking if practice else None
        found[locale_id, site_id] = SharedFacts(
            locale=locale,
            country=practice.country if practice else "",
            language_countries=practice.language_countries if practice else {},
            booking=BookingCTA.find_in_language(booking, locale_id) if booking else None,
            wordings=DisclaimerVersion.choose(rows, locale.language_code, site_id),
            emergency=practice.own_emergency_number if practice else None,
            notices=tuple(each for each in notices if each.site_id in (None, site_id)),
            licences=licences,
            quick_exit=(practice.quick_exit_url if practice else "") or QUICK_EXIT,
        )
    return found


def _read_lines(countries: set[str]) -> dict[str, list[CrisisResourceVersion]]:
    found: dict[str, list[CrisisResourceVersion]] = {country: [] for country in countries}
    for row in CrisisResourceVersion.objects.verified(countries):
        found[row.country].append(row)
    return found


def get_locale_countries(
    language: str, chosen: Mapping[str, Sequence[str]] | None = None
) -> list[str] | None:
    """Return the countries of a language's readers, or ``None`` if, as usually, none are set.

    The countries that a practice has ``chosen`` for a language take precedence over the settings.
    """
    countries = {**conf.WAGTAIL_ATTACHMENT_LOCALE_COUNTRIES, **(chosen or {})}
    codes = [code for code in get_language_fallbacks(language) if code in countries]
    return list(countries[codes[0]]) if codes else None
