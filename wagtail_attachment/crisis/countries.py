"""Countries: their codes and names (source: Unicode CLDR)."""

from __future__ import annotations

import re

from django.utils.translation import get_language

from wagtail_attachment.languages import parse_locale


def get_country_name(country: str, language: str) -> str:
    """Return the name of an ISO 3166-1 country in a language (source: Unicode CLDR)."""
    return parse_locale(language).territories.get(country, country)


def get_countries(language: str) -> list[tuple[str, str]]:
    """Return all ISO 3166-1 alpha-2 codes, Kosovo's XK and their names, sorted by name."""
    names = parse_locale(language).territories
    countries = [(code, name) for code, name in names.items() if re.fullmatch("[A-Z]{2}", code)]
    # CLDR's groups and placeholders, and the parts of countries that it names beside them.
    excluded = {"EU", "EZ", "UN", "XA", "XB", "ZZ", "QO"}
    excluded |= {"AC", "CP", "CQ", "DG", "EA", "IC", "TA"}
    return sorted(
        ((code, name) for code, name in countries if code not in excluded), key=lambda c: c[1]
    )


def get_country_choices() -> list[tuple[str, str]]:
    """Return the ISO 3166-1 countries, named in the active language."""
    return get_countries(get_language() or "en")
