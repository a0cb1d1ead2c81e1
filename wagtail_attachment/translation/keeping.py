"""Which texts may be the same in two languages without being reviewed one by one."""

from __future__ import annotations

import re

from .pairs import Pair
from .terms import is_without_spaces

_MOST_WORDS = 5
_MOST_SIGNS = 15
"""In a script without spaces, about as long as five words."""
_FEWEST_IN_SENTENCE = 2
_SENTENCE_END = re.compile(r"[.!?…。．！？؟۔।॥។။։]\W*$")


def is_in_original(pair: Pair, source_language: str, language: str) -> bool:
    """Say whether readers of a translation get a text in the original's language.

    This is false if the two are regions of one language, or if the text may be a name, which
    belongs to no language.
    """
    if not pair.is_equal or differ_by_region(source_language, language):
        return False
    return not may_be_name(pair.words)


def may_be_name(words: str) -> bool:
    """Say whether a text is short enough for a name, a brand or a title, and not a sentence.

    >>> may_be_name("Sound Harbor Therapy, Inc."), may_be_name("Call 988 now.")
    (False, False)
    >>> may_be_name("Adult Attachment Interview"), may_be_name("Why?")
    (True, True)
    """
    if is_without_spaces(words):
        return len(words) <= _MOST_SIGNS and not _SENTENCE_END.search(words)
    number = len(words.split())
    ends = number >= _FEWEST_IN_SENTENCE and bool(_SENTENCE_END.search(words))
    return number <= _MOST_WORDS and not ends


def differ_by_region(one: str, other: str) -> bool:
    """Say whether two codes name one language, in one script, as it is used in two regions.

    >>> differ_by_region("en-gb", "en-us"), differ_by_region("es", "es-mx")
    (True, True)
    >>> differ_by_region("en", "es"), differ_by_region("zh-hans", "zh-hant")
    (False, False)
    """
    return _drop_region(one) == _drop_region(other)


def _drop_region(code: str) -> list[str]:
    """Return a language code's subtags without its region: two letters, or three digits."""
    language, *others = code.lower().split("-")
    return [language, *(tag for tag in others if not re.fullmatch(r"[a-z]{2}|\d{3}", tag))]
