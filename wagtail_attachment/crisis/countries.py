"""Countries: their codes and names (source: Unicode CLDR)."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import get_language

from wagtail_attachment.conf.country_codes import get_country_codes
from wagtail_attachment.languages import join_in_words, parse_locale


def get_country_name(country: str, language: str) -> str:
    """Return the name of an ISO 3166-1 country in a language (source: Unicode CLDR)."""
    return parse_locale(language).territories.get(country, country)


def name_countries(countries: Iterable[str]) -> str:
    """Return the names of countries as a list in words, in the active language."""
    language = get_language() or "en"
    return join_in_words((get_country_name(country, language) for country in countries), language)


def get_countries(language: str) -> list[tuple[str, str]]:
    """Return all countries: their ISO 3166-1 alpha-2 codes and their names, sorted by name."""
    names = parse_locale(language).territories
    countries = [(code, names[code]) for code in get_country_codes() if code in names]
    return sorted(countries, key=lambda country: country[1])


def get_country_choices() -> list[tuple[str, str]]:
    """Return the ISO 3166-1 countries, named in the active language."""
    return get_countries(get_language() or "en")
