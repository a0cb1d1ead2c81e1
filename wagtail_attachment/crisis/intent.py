"""Whether the words that somebody types speak of a crisis, in any language the package knows."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache

from wagtail_attachment.languages.spelling import get_near_misses, simplify
from wagtail_attachment.package_data import load_data

from .numbers import find_phone_numbers, get_digits

_READ_AT_MOST = 500
"""How many characters of what somebody typed are read: more than a question in a search box has."""


def asks_for_help(text: str, numbers: Collection[str] = ()) -> bool:
    """Say whether ``text`` speaks of suicide, self-harm or abuse, or holds one of ``numbers``.

    For what is typed into a search box, so it errs on the side of help: in every language at once,
    whatever the page's is, and with a letter wrong. Only its beginning is read.
    """
    text = text[:_READ_AT_MOST]
    plain = simplify(text)
    return bool(
        _get_patterns().search(plain)
        or any(get_near_misses(word) & _get_misspelt() for word in _find_words(plain))
        or _find_numbers(text, numbers)
    )


def _find_numbers(text: str, numbers: Collection[str]) -> bool:
    """Say whether one of ``numbers`` is in ``text``; of two digits it must be all that was typed."""
    if text.strip() in numbers:
        return True
    longer = {digits for digits in map(get_digits, numbers) if len(digits) > 2}
    found = find_phone_numbers(text, longer)
    return any(get_digits(each).removeprefix("+") in longer for each in found)


@cache
def _get_patterns() -> re.Pattern[str]:
    data = load_data("crisis_intent.toml")
    languages = [patterns for name in ("suicide", "abuse") for patterns in data[name].values()]
    return re.compile("|".join(simplify(each) for patterns in languages for each in patterns))


def _find_words(text: str) -> Iterator[str]:
    """Yield each word of a text, and up to four that follow one another as one."""
    words = re.findall(r"\w+", text)
    for length in range(1, 5):
        for start in range(len(words) - length + 1):
            joined = "".join(words[start : start + length])
            if 5 <= len(joined) <= 20:
                yield joined


@cache
def _get_misspelt() -> frozenset[str]:
    words = map(simplify, load_data("crisis_intent.toml")["misspelt"])
    return frozenset(near for word in words for near in get_near_misses(word))
