"""Search patterns in six languages that ignore case and accents."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable


def fold(text: str) -> str:
    """Return a text without case and accents, and with straight apostrophes.

    >>> fold("D’où ÇA vient")
    "d'ou ca vient"
    """
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.replace("’", "'").casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def compile_words(patterns: Iterable[str]) -> re.Pattern[str]:
    """Return one pattern for folded texts from lower-case patterns for whole words.

    Arabic joins articles and prepositions to a word, so part of a word counts there.
    """
    folded = [fold(pattern) for pattern in patterns]
    return re.compile("|".join(rf"\b(?:{p})\b" if p.isascii() else p for p in folded))
