"""The site that is set up, and its languages."""

from __future__ import annotations

from typing import Any

from wagtail.models import Locale, Site

from wagtail_attachment.practice.settings import PracticeSettings
from wagtail_attachment.safety.shared_facts import SharedFacts
from wagtail_attachment.safety.site_safety import SiteSafety


def find_site(request: Any) -> Any:
    """Return the site that is set up: that of the address, else the first; ``None`` if there is none."""
    return Site.find_for_request(request) or Site.objects.first()


def get_homes(site: Site | None) -> list[Any]:
    """Return a site's home page in each language; that of the default site, if left out."""
    site = site or Site.objects.order_by("-is_default_site", "pk").first()
    if site is None:
        return []
    return list(site.root_page.get_translations(inclusive=True).select_related("locale"))


def get_locales(site: Site) -> list[Locale]:
    """Return the languages of the site's home page."""
    homes = site.root_page.get_translations(inclusive=True)
    return list(Locale.objects.filter(pk__in=homes.order_by().values("locale_id")).order_by("pk"))


def read_help(practice: PracticeSettings, locales: list[Locale]) -> list[SiteSafety]:
    """Return the help that readers get, once for each choice of countries, in whichever languages.

    No more of the shared facts is read than where readers are, which is all that it hangs on.
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
