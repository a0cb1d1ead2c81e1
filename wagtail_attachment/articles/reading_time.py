"""How long a text takes to read, in any script.

Words cannot be counted where none are separated (Chinese, Japanese, Thai, Khmer), and are long in one
language and short in the next. So letters are counted, and divided by how many a minute people read
in that language.

The rates are of the IReST study (Trauzettel-Klosinski and Dietz 2012, doi:10.1167/iovs.11-8284, table
2): 436 people who read texts of the same content in 17 languages aloud; characters without spaces and
punctuation. Silent reading is somewhat faster, so the estimate is on the generous side, as it should
be for a tired reader.

For other languages nothing was measured there. Theirs is the mean of the study's 15 alphabets: an
assumption, for Thai, Khmer and the scripts of India too, whose vowel signs are counted as letters.
Korean syllables are counted by the letters that they are composed of.
"""

from __future__ import annotations

import math
import unicodedata
from collections import Counter

_LETTERS_A_MINUTE = {
    "ar": 612,
    "de": 920,
    "en": 987,
    "es": 1025,
    "fi": 1078,
    "fr": 998,
    "he": 833,
    "it": 950,
    "ja": 357,
    "nl": 978,
    "pl": 916,
    "pt": 913,
    "ru": 986,
    "sl": 885,
    "sv": 917,
    "tr": 1054,
    "zh": 255,
}
_NOT_ALPHABETS = ("ja", "zh")
_ALPHABETS = [rate for code, rate in _LETTERS_A_MINUTE.items() if code not in _NOT_ALPHABETS]
_MEAN = round(sum(_ALPHABETS) / len(_ALPHABETS))


def estimate_minutes(text: str, language: str) -> int:
    """Return how many minutes ``text`` takes to read in ``language``, at least one."""
    rate = _LETTERS_A_MINUTE.get(language.lower().split("-")[0], _MEAN)
    return max(1, math.ceil(count_letters(text) / rate))


def count_letters(text: str) -> int:
    """Return how many letters, digits and vowel signs there are.

    >>> count_letters("Ça va ? 시")
    6
    """
    signs = Counter(unicodedata.normalize("NFC", text))
    return sum(number * _weigh(sign) for sign, number in signs.items())


def _weigh(sign: str) -> int:
    if unicodedata.category(sign)[0] not in "LMN":
        return 0
    is_hangul = "\uac00" <= sign <= "\ud7a3"
    return len(unicodedata.normalize("NFD", sign)) if is_hangul else 1
