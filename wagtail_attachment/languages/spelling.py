"""Words as people type them: compared without accents, by their beginnings, and with a letter wrong."""

from __future__ import annotations

import re
import unicodedata

_ARABIC_FORMS = str.maketrans({"ى": "ي", "ة": "ه", "ـ": None})
# "The", with "and", "so", "with", "like" or "to" in front: written as one with the word.
_ARABIC_ARTICLE = re.compile(r"(?:[وفبك]?ال|لل)(?=\w{3})")
_APOSTROPHES = str.maketrans("’‘ʼ`´", "'''''")
_WORD = re.compile(r"[^\W_]+")
_SHORTEST, _LONGEST = 3, 20
"""How many letters of a word count at least as its beginning, and at most."""


def simplify(text: str) -> str:
    """Return a text without capitals, accents and what Arabic may write in more than one way."""
    characters = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES))
    kept = (sign for sign in characters if unicodedata.category(sign) not in {"Mn", "Cf"})
    return re.sub(r"\s+", " ", "".join(kept).translate(_ARABIC_FORMS).casefold()).strip()


def split_words(text: str) -> list[str]:
    """Return each word of a text once, simplified, in the order in which they come."""
    words = _WORD.findall(simplify(text))
    return list(dict.fromkeys(_ARABIC_ARTICLE.sub("", word, count=1)[:_LONGEST] for word in words))


def split_beginnings(text: str) -> list[str]:
    """Return the words of a text and their beginnings: for a search engine that knows whole words alone."""
    return list(
        dict.fromkeys(
            word[:length]
            for word in split_words(text)
            for length in (*range(_SHORTEST, len(word)), len(word))
        )
    )


def get_near_misses(word: str) -> frozenset[str]:
    """Return the word and what is left of it without one letter.

    Two words that share one of these differ by a letter added, left out, changed or swapped.
    """
    return frozenset([word, *(word[:at] + word[at + 1 :] for at in range(len(word)))])
