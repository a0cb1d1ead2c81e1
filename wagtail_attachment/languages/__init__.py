"""Languages: which may stand for which, and what each is called."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.lists import format_list
from django.utils.translation import get_language_info

_SOUNDS_LIKE_Y = re.compile(r"h?[ií](?!e)", re.IGNORECASE)


def get_language_fallbacks(language: str) -> list[str]:
    """Return the languages that may stand for ``language``: itself, and its own base alone.

    >>> get_language_fallbacks("es-mx")
    ['es-mx', 'es']
    """
    code = language.lower()
    return list(dict.fromkeys([code, code.split("-")[0]]))


def get_language_name(code: str, language: str) -> str:
    """Return the name of a BCP 47 language in another one (source: Unicode CLDR)."""
    reader = parse_locale(language)
    if name := reader.languages.get(code):
        return str(name)
    try:
        name = Locale.parse(code, sep="-").get_display_name(reader)
    except (ValueError, UnknownLocaleError):
        # CLDR has no data of some languages, and names a few of them in English alone.
        name = Locale("en").languages.get(code)
    return str(name or code)


def get_text_direction(code: str) -> str:
    """Return ``rtl`` or ``ltr`` for a language."""
    try:
        return "rtl" if get_language_info(code)["bidi"] else "ltr"
    except KeyError:
        return "ltr"


def find_language_code(name: str, language: str) -> str:
    """Return the BCP 47 code of what a language calls ``name``; ``name`` itself where it calls none so."""
    return _get_codes(language).get(name.casefold(), name)


@cache
def _get_codes(language: str) -> dict[str, str]:
    names = parse_locale(language).languages
    return {name.casefold(): code.replace("_", "-") for code, name in names.items()}


def parse_locale(language: str) -> Locale:
    """Return Babel's locale of a language code, English where it knows none."""
    try:
        return Locale.parse(language, sep="-")
    except (ValueError, UnknownLocaleError):
        return Locale("en")


def join_in_words(names: Iterable[str], language: str) -> str:
    """Return a list in words, in a language's way: "English and Spanish" (source: Unicode CLDR)."""
    locale, parts = parse_locale(language), list(names)
    text = format_list(parts, locale=locale)
    # In Spanish "y" becomes "e" before the sound of i, and CLDR leaves that to programs.
    if locale.language == "es" and len(parts) > 1 and _SOUNDS_LIKE_Y.match(parts[-1]):
        text = f"{text.removesuffix(f'y {parts[-1]}')}e {parts[-1]}"
    return text
