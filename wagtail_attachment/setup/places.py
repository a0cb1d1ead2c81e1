"""The site that is set up, and its languages."""

from __future__ import annotations

from typing import Any

from wagtail.models import Locale, Site

from wagtail_attachment.safety.shared_facts import read_shared_facts
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
    ids = site.root_page.get_translations(inclusive=True).values_list("locale_id", flat=True)
    return list(Locale.objects.filter(pk__in=list(ids)).order_by("pk"))


def read_help(site: Site) -> list[SiteSafety]:
    """Return the help that readers of each of the site's languages get, read at once."""
    places = [(locale.pk, site.pk) for locale in get_locales(site)]
    shared = read_shared_facts(places)
    found = [SiteSafety(site.pk, locale_id) for locale_id, _site_id in places]
    for safety, place in zip(found, places, strict=True):
        safety.shared = shared[place]
    return found
