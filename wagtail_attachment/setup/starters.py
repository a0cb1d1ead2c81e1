"""Drafts to start from. None of them is in force until a named person says so."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Locale, Site

from wagtail_attachment.crisis.known import get_crisis_lines, get_facts
from wagtail_attachment.crisis.news import write_facts
from wagtail_attachment.crisis.origins import CrisisLineOrigin
from wagtail_attachment.crisis.resources import CrisisResource
from wagtail_attachment.disclaimers.drafts import Disclaimer
from wagtail_attachment.disclaimers.notices import Notice
from wagtail_attachment.disclaimers.starters import (
    find_text,
    get_starter_disclaimers,
    get_starter_notices,
)
from wagtail_attachment.practice.booking import BookingCTA
from wagtail_attachment.practice.settings import PracticeSettings


def load_starter_disclaimer(locale: Locale) -> Disclaimer | None:
    """Return the general disclaimer in this language, drafted from the starter if there is none.

    ``None`` for a language in which the package has no starter: it must be written.
    """
    existing = Disclaimer.objects.filter(kind="general", site=None, locale=locale).first()
    if existing:
        return existing
    starter = find_text(get_starter_disclaimers(), locale.language_code)
    return Disclaimer.objects.create(locale=locale, **starter) if starter else None


def load_starter_notice(notice: Notice) -> list[Disclaimer]:
    """Draft the texts of a notice in those of the site's languages that its starter has.

    Returns the drafts that were made; a language that has a draft is left as it is.
    """
    starter = get_starter_notices().get(notice.starter)
    drafts = Disclaimer.objects.filter(kind=notice.slug, site=None)
    written = set(drafts.values_list("locale_id", flat=True))
    return [
        Disclaimer.objects.create(kind=notice.slug, locale=locale, **text)
        for locale in Locale.objects.order_by("pk")
        if starter
        and locale.pk not in written
        and (text := find_text(starter.texts, locale.language_code))
    ]


@transaction.atomic
def load_crisis_resources(countries: Collection[str] = ()) -> list[CrisisResource]:
    """Add the well-known lines of ``countries`` (all, if empty) as unverified drafts.

    Returns those that were added. A line that is there already, by its key or by country and name,
    is left as it is; ``find_news`` says where the package now has other facts.
    """
    keys = set(CrisisLineOrigin.objects.values_list("key", flat=True))
    names = set(
        CrisisResource.objects.filter(texts__isnull=False).values_list("country", "texts__name")
    )
    return [
        _create_line(line)
        for line in get_crisis_lines()
        if (not countries or line["country"] in countries)
        and line["key"] not in keys
        and (line["country"], line["name"]) not in names
    ]


def _create_line(line: dict[str, Any]) -> CrisisResource:
    facts = get_facts(line)
    resource = CrisisResource()
    write_facts(resource, facts)
    resource.save()
    CrisisLineOrigin.objects.create(resource=resource, key=line["key"], facts=facts)
    return resource


def make_booking(site: Site, url: str) -> BookingCTA:
    """Create the usual invitation from a booking page's address and make it the site's.

    The one that is the site's already is returned where it leads to this address. Raises
    ``ValidationError`` for an address that is not safe.
    """
    url = url.strip()
    practice = PracticeSettings.for_site(site)
    if url and practice.booking and practice.booking.url == url:
        return practice.booking
    locale = site.root_page.locale
    with override(locale.language_code):
        cta = BookingCTA(
            heading=_("Ready for a next step?"),
            text=_("If you would like company in working through this, we are here."),
            button_label=_("Book a session"),
            url=url,
            locale=locale,
        )
    cta.full_clean()
    cta.save()
    practice.booking = cta
    practice.booking_postponed = False
    practice.save()
    return cta
