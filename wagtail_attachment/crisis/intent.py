"""Whether the words that someone types speak of a crisis, in any language the package knows."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache

from wagtail_attachment.languages.spelling import get_near_misses, simplify
from wagtail_attachment.package_data import load_data

from .known import get_known_short_numbers
from .numbers import find_phone_numbers, get_digits, read_digits

SUICIDE, ABUSE, HELP = "suicide", "abuse", "help"
_NEEDS = (SUICIDE, ABUSE, "eating", HELP)
"""What words may speak of; those of two speak of the first."""

_READ_AT_MOST = 500
"""How many characters of what someone typed are read: more than a question in a search box has."""
_AROUND = re.compile(r"^\W+|\W+$")
_NUMBER_ALONE = re.compile(r"[\d\s().-]+")


def find_need(text: str, numbers: Collection[str] = ()) -> str:
    """Return what ``text`` speaks of: ``suicide``, ``abuse``, ``eating`` or ``help``; empty for none of it.

    One of ``numbers`` in it asks for ``help``, and so does any country's emergency number that is all of it.

    For what is typed into a search box, so it errs on the side of help: in every language at once,
    whatever the page's is, and with a letter wrong. Only its beginning is read.
    """
    text = text[:_READ_AT_MOST]
    plain = _AROUND.sub("", simplify(text))
    found = {need for need in _NEEDS if _get_pattern(need).search(plain)}
    if any(_is_misspelt(word) for word in _find_words(plain)):
        found.add(SUICIDE)
    if _find_numbers(text, numbers):
        found.add(HELP)
    return next((need for need in _NEEDS if need in found), "")


def _find_numbers(text: str, numbers: Collection[str]) -> bool:
    """Say whether one of ``numbers`` is in ``text``; of two digits it must be all that was typed."""
    alone = _AROUND.sub("", simplify(text))
    if _NUMBER_ALONE.fullmatch(alone) and _read(alone) in _get_numbers_alone() | set(numbers):
        return True
    longer = {digits for digits in map(get_digits, numbers) if len(digits) > 2}
    found = find_phone_numbers(text, longer)
    return any(read_digits(each) in longer for each in found)


def _read(figures: str) -> str:
    return "".join(str(int(sign)) for sign in figures if sign.isdecimal())


@cache
def _get_numbers_alone() -> frozenset[str]:
    return frozenset(map(get_digits, get_known_short_numbers())) - {""}


@cache
def _get_pattern(need: str) -> re.Pattern[str]:
    languages = load_data("crisis_intent.toml")[need].values()
    return re.compile("|".join(simplify(each) for patterns in languages for each in patterns))


def _find_words(text: str) -> Iterator[str]:
    """Yield each word of a text, and up to four that follow one another as one."""
    words = re.findall(r"\w+", text)
    for length in range(1, 5):
        for start in range(len(words) - length + 1):
            joined = "".join(words[start : start + length])
            if 5 <= len(joined) <= 20:
                yield joined


def _is_misspelt(word: str) -> bool:
    ordinary = load_data("crisis_intent.toml")["ordinary"]
    return bool(get_near_misses(word) & _get_misspelt()) and word not in ordinary


@cache
def _get_misspelt() -> frozenset[str]:
    words = map(simplify, load_data("crisis_intent.toml")["misspelt"])
    return frozenset(near for word in words for near in get_near_misses(word))
