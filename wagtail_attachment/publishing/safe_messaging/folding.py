"""Text folded for matching: lower case, uniform apostrophes, no invisible characters."""

from __future__ import annotations

import re
import unicodedata

_FOLDED: dict[str, str] = {
    **dict.fromkeys("’‘ʼ`´", "'"),
    **dict.fromkeys("‐‑", "-"),  # both are hyphens; the second is non-breaking
    **dict.fromkeys("\u00a0\u202f", " "),
    # Soft hyphens, zero-width characters and direction marks.
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff", ""),
    # Arabic as it is usually written: no vowel marks, no elongation, one form of each letter.
    **dict.fromkeys([*map(chr, range(0x64B, 0x653)), "\u0670", "\u0640"], ""),
    **dict.fromkeys("أإآٱ", "ا"),
    "ى": "ي",
    "ة": "ه",
}
# str.translate would take five times as long on a text with a single curly quote.
_TO_FOLD = re.compile(f"[{''.join(_FOLDED)}]")


def compose(text: str) -> str:
    """Return the text with each accented letter composed into one character."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """Return a composed text folded for matching."""
    return _TO_FOLD.sub(lambda found: _FOLDED[found[0]], text.lower())


def locate(text: str, start: int, end: int) -> str:
    """Return the part of a composed text that runs from ``start`` to ``end`` in its folded form."""
    origins = [at for at, character in enumerate(text) for _ in fold(character)]
    return text[origins[start] : origins[end - 1] + 1]
