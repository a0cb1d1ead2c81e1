"""What readers are told in a language that the package has no texts for: the practice's own words.

The package speaks the languages of its catalogues. In another one its sentences would be English; a
practice may write them itself. Who keeps what it wrote registers here, a floor above.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from django.utils.functional import Promise
from django.utils.translation import get_language, override, to_language, to_locale

Texts = Mapping[str, str]

SPOKEN_INSTEAD = "en"
"""The language of the package's sentences where it has none in the reader's."""

_PLACE = re.compile(r"%\((\w+)\)[sd]")

_loaders: list[Callable[[str], Texts]] = []


@cache
def has_package_texts(language: str) -> bool:
    """Say whether the package has texts in a language, as Django finds them.

    ``es-mx`` reads those of ``es``; ``pt`` does not read those of ``pt-br``, nor ``zh-hant`` those of
    ``zh-hans``.
    """
    locale = to_locale(language)
    codes = {locale, locale.partition("_")[0]}
    return SPOKEN_INSTEAD in codes or bool(codes & _get_catalogues())


@cache
def _get_catalogues() -> frozenset[str]:
    folder = Path(__file__).parent.parent / "locale"
    return frozenset(path.parent.parent.name for path in folder.glob("*/LC_MESSAGES/django.mo"))


def get_catalogue_languages() -> list[str]:
    """Return the codes of the languages that the package has texts in, as Django writes them."""
    return [SPOKEN_INSTEAD, *sorted(map(to_language, _get_catalogues() - {SPOKEN_INSTEAD}))]


def get_package_languages() -> list[str]:
    """Return the codes of the languages that the package speaks, whatever country each is from."""
    return [SPOKEN_INSTEAD, *sorted({name.partition("_")[0] for name in _get_catalogues()})]


def register_loader(load: Callable[[str], Texts]) -> None:
    """Let ``load`` return the practice's texts in a language, by the package's sentence in English."""
    _loaders[:] = [load]


def get_own_texts(language: str = "") -> Texts:
    """Return the practice's own sentences in a language, the active one if left out.

    None are asked for where the package has texts.
    """
    language = language or get_language() or SPOKEN_INSTEAD
    if has_package_texts(language) or not _loaders:
        return {}
    return _loaders[0](language)


def say(message: str | Promise) -> str:
    """Return a sentence of the package, marked for translation, in the practice's words if it has any."""
    own = get_own_texts()
    return own.get(get_message(message)) or str(message) if own else str(message)


def fill_places(text: str, find: Callable[[str], object]) -> str:
    """Return a sentence with what ``find`` returns for each of its places, by name.

    Any other "%" stays: a practice may write "100%" where the package does not.
    """
    return _PLACE.sub(lambda place: str(find(place[1])), text)


def get_message(message: str | Promise) -> str:
    """Return a sentence as it is written in the code."""
    with override(None):
        return str(message)
