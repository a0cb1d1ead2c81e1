"""The stored rows that decide what readers must see, read once for all pages that share them.

Pages of one language and site share their country, booking and wordings; those whose readers are in
one country share its crisis lines.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils import timezone
from wagtail.models import Locale

from wagtail_attachment.crisis.versions import CrisisResourceVersion
from wagtail_attachment.disclaimers.versions import DisclaimerVersion
from wagtail_attachment.languages import get_language_fallbacks
from wagtail_attachment.ledger.memo import end_edition_by, remember_each
from wagtail_attachment.practice.booking import BookingCTA
from wagtail_attachment.practice.settings import PracticeSettings
from wagtail_attachment.translated_fields import translate_all

Place = tuple[int, int | None]
"""A language and a site, by their ids."""


@dataclass(frozen=True)
class SharedFacts:
    """What the rules for the pages of one language and site work on."""

    locale: Locale
    country: str
    booking: BookingCTA | None
    """The practice's usual invitation, in the language where it is translated."""
    wordings: dict[str, DisclaimerVersion]
    """The wording in force of each kind that has one."""


def read_shared_facts(
    places: Collection[Place], at: datetime | None = None
) -> dict[Place, SharedFacts]:
    """Return it for each place: as of ``at`` or, if that is left out, as readers have it now."""
    if at is not None:
        return _read(set(places), at)
    return remember_each("shared_facts", places, _read)


def read_lines(
    countries: Collection[str], at: datetime | None = None
) -> list[CrisisResourceVersion]:
    """Return the verified rows of ``countries``, as of ``at`` or as readers have them now."""
    if at is not None:
        return list(CrisisResourceVersion.objects.verified(countries, at))
    found = remember_each("lines", countries, _read_lines)
    return [row for rows in found.values() for row in rows]


def _read(places: set[Place], at: datetime | None = None) -> dict[Place, SharedFacts]:
    site_ids = {site_id for _locale_id, site_id in places if site_id}
    locales = Locale.all_objects.in_bulk({locale_id for locale_id, _site_id in places})
    practices = {
        practice.site_id: practice
        for practice in PracticeSettings.objects.filter(site__in=site_ids).select_related(
            "booking__locale"
        )
    }
    codes = {locale.language_code for locale in locales.values()}
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
    found = {}
    for locale_id, site_id in places:
        locale, practice = locales[locale_id], practices.get(site_id)
        booking = practice.booking if practice else None
        found[locale_id, site_id] = SharedFacts(
            locale=locale,
            country=practice.country if practice else "",
            booking=translate_all([booking], locale_id)[0] if booking else None,
            wordings=DisclaimerVersion.choose(rows, locale.language_code, site_id),
        )
    return found


def _read_lines(countries: set[str]) -> dict[str, list[CrisisResourceVersion]]:
    found: dict[str, list[CrisisResourceVersion]] = {country: [] for country in countries}
    for row in CrisisResourceVersion.objects.verified(countries):
        found[row.country].append(row)
    return found
