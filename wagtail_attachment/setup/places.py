"""The site being set up, and its languages."""

from __future__ import annotations

from typing import Any

from wagtail.models import Locale, Site

from wagtail_attachment.practice.settings import PracticeSettings
from wagtail_attachment.safety.shared_facts import SharedFacts
from wagtail_attachment.safety.site_safety import SiteSafety


def find_site(request: Any) -> Any:
    """Return the site to set up: the request's, or else the first; ``None`` without any."""
    return Site.find_for_request(request) or Site.objects.first()


def get_homes(site: Site | None) -> list[Any]:
    """Return a site's home page in each language; by default those of the default site."""
    site = site or Site.objects.order_by("-is_default_site", "pk").first()
    if site is None:
        return []
    return list(site.root_page.get_translations(inclusive=True).select_related("locale"))


def get_locales(site: Site) -> list[Locale]:
    """Return the languages of the site's home page."""
    homes = site.root_page.get_translations(inclusive=True)
    return list(Locale.objects.filter(pk__in=homes.order_by().values("locale_id")).order_by("pk"))


def read_help(practice: PracticeSettings, locales: list[Locale]) -> list[SiteSafety]:
    """Return the help that readers get, once per choice of countries, in any one of its languages.

    Of the shared facts only the readers' countries are set, since nothing else affects the help.
    """
    found: dict[tuple[str, ...], SiteSafety] = {}
    for locale in locales:
        safety = SiteSafety(practice.site_id, locale.pk)
        safety.shared = SharedFacts(
            locale=locale,
            country=practice.country,
            booking=None,
            wordings={},
            language_countries=practice.language_countries,
        )
        found.setdefault(tuple(safety.countries), safety)
    return list(found.values())
