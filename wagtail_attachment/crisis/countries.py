"""Countries: their codes and names (source: Unicode CLDR)."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import get_language

from wagtail_attachment.conf.country_codes import get_country_codes
from wagtail_attachment.languages import join_in_words, parse_locale

_WITH_ARTICLE = frozenset(
    [
        "AE",
        "AX",
        "BS",
        "CC",
        "CF",
        "CK",
        "DO",
        "FK",
        "FO",
        "GB",
        "GM",
        "IM",
        "IO",
        "KM",
        "KY",
        "MH",
        "MP",
        "MV",
        "NL",
        "PH",
        "PS",
        "SB",
        "TC",
        "TF",
        "UM",
        "US",
        "VG",
        "VI",
    ]
)


def get_country_name(country: str, language: str) -> str:
    """Return the name of an ISO 3166-1 country in a language (source: Unicode CLDR)."""
    return parse_locale(language).territories.get(country, country)


def name_countries(countries: Iterable[str]) -> str:
    """Return the names of countries as a list in words, in the active language."""
    language = get_language() or "en"
    return join_in_words((get_country_name(country, language) for country in countries), language)


def name_countries_in_sentence(countries: Iterable[str]) -> str:
    """Return the same list as it stands within a sentence: in English, with “the” where it belongs."""
    language = get_language() or "en"
    the = _WITH_ARTICLE if language.startswith("en") else ()
    names = (
        f"the {get_country_name(country, language)}"
        if country in the
        else get_country_name(country, language)
        for country in countries
    )
    return join_in_words(names, language)


def get_countries(language: str) -> list[tuple[str, str]]:
    """Return all countries: their ISO 3166-1 alpha-2 codes and their names, sorted by name."""
    names = parse_locale(language).territories
    countries = [(code, names[code]) for code in get_country_codes() if code in names]
    return sorted(countries, key=lambda country: country[1])


def get_country_choices() -> list[tuple[str, str]]:
    """Return the ISO 3166-1 countries, named in the active language."""
    return get_countries(get_language() or "en")
