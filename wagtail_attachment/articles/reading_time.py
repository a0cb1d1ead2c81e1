"""How long a text takes to read, in any script.

Words cannot be counted where none are separated (Chinese, Japanese, Thai, Khmer), and are long in one
language and short in the next. So letters are counted, and divided by how many a minute people read.

The rates are of the IReST study (Trauzettel-Klosinski and Dietz 2012, doi:10.1167/iovs.11-8284, table
2): 436 people who read texts of the same content in 17 languages aloud; characters without spaces and
punctuation. Silent reading is somewhat faster, so the estimate is on the generous side, as it should
be for a tired reader.

Named are English and those that lie far from the mean of the study's 15 alphabets; the others are
within about 15 % of it. For languages that were not measured that mean is an assumption.
"""

from __future__ import annotations

import math
import unicodedata
from collections import Counter

_LETTERS_A_MINUTE = {"ar": 612, "en": 987, "ja": 357, "zh": 255}
_MEAN = 937


def estimate_minutes(text: str, language: str) -> int:
    """Return how many minutes ``text`` takes to read in ``language``, at least one."""
    rate = _LETTERS_A_MINUTE.get(language.lower().split("-")[0], _MEAN)
    return max(1, math.ceil(count_letters(text) / rate))


def count_letters(text: str) -> int:
    """Return how many letters, digits and vowel signs there are; accents are a part of their letter.

    Korean syllables count as the letters that they are composed of.

    >>> count_letters("Ça va ? 시")
    6
    """
    signs = Counter(unicodedata.normalize("NFD", text))
    return sum(
        number
        for sign, number in signs.items()
        if unicodedata.category(sign)[0] in "LMN" and not unicodedata.combining(sign)
    )
