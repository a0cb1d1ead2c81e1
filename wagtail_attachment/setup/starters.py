"""Drafts to start from. None of them is in force until a named person says so."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Locale, Site

from wagtail_attachment.crisis.channels import CrisisChannel, CrisisText
from wagtail_attachment.crisis.known import get_crisis_lines
from wagtail_attachment.crisis.resources import CrisisResource
from wagtail_attachment.disclaimers.drafts import Disclaimer
from wagtail_attachment.disclaimers.starters import get_starter_disclaimers
from wagtail_attachment.languages import get_language_fallbacks
from wagtail_attachment.practice.booking import BookingCTA
from wagtail_attachment.practice.settings import PracticeSettings


def load_starter_disclaimer(locale: Locale) -> Disclaimer | None:
    """Return the general disclaimer in this language, drafted from the starter if there is none.

    ``None`` for a language in which the package has no starter: it must be written.
    """
    existing = Disclaimer.objects.filter(kind="general", site=None, locale=locale).first()
    if existing:
        return existing
    starters = get_starter_disclaimers()
    for code in get_language_fallbacks(locale.language_code):
        for language, starter in starters.items():
            if code in {language, language.split("-")[0]}:
                return Disclaimer.objects.create(locale=locale, **starter)
    return None


@transaction.atomic
def load_crisis_resources(countries: Collection[str] = ()) -> list[CrisisResource]:
    """Add the well-known lines of ``countries`` (all, if empty) as unverified drafts.

    Returns those that were added; a line that is there already, by country and name, is left as
    it is.
    """
    known = set(
        CrisisResource.objects.filter(texts__isnull=False).values_list("country", "texts__name")
    )
    return [
        _create_line(line)
        for line in get_crisis_lines()
        if (not countries or line["country"] in countries)
        and (line["country"], line["name"]) not in known
    ]


def _create_line(line: dict[str, Any]) -> CrisisResource:
    source = _("Source read on %(date)s; not verified.") % {"date": line["source_date"]}
    resource = CrisisResource(
        country=line["country"],
        area=line["area"],
        audience=line["audience"],
        languages=", ".join(line["languages"]),
        source_url=line["source_url"],
        note=f"{line['note']}\n{source}".strip(),
    )
    resource.texts = [
        CrisisText(
            language=line["language"].lower(), name=line["name"], description=line["description"]
        )
    ]
    resource.channels = [CrisisChannel.from_snapshot(channel) for channel in line["channel"]]
    resource.save()
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
