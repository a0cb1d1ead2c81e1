"""A text as patterns read it: in small letters, each apostrophe alike, without marks nobody sees."""

from __future__ import annotations

import re
import unicodedata

_FOLDED: dict[str, str] = {
    **dict.fromkeys("’‘ʼ`´", "'"),
    **dict.fromkeys("‐‑", "-"),  # both are hyphens, the second does not break
    **dict.fromkeys("\u00a0\u202f", " "),
    # A soft hyphen, and what has no width but directs the writing.
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff", ""),
    # In Arabic, as it is mostly written: no vowels, no lengthened letters, one form of each letter.
    **dict.fromkeys([*map(chr, range(0x64B, 0x653)), "\u0670", "\u0640"], ""),
    **dict.fromkeys("أإآٱ", "ا"),
    "ى": "ي",
    "ة": "ه",
}
# str.translate would take five times as long for a text with one curly quote in it.
_TO_FOLD = re.compile(f"[{''.join(_FOLDED)}]")


def compose(text: str) -> str:
    """Return the text with each accented letter as one character."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """Return a composed text as patterns read it."""
    return _TO_FOLD.sub(lambda found: _FOLDED[found[0]], text.lower())


def locate(text: str, start: int, end: int) -> str:
    """Return that part of a composed text which stands from ``start`` to ``end`` of its fold."""
    origins = [at for at, character in enumerate(text) for _ in fold(character)]
    return text[origins[start] : origins[end - 1] + 1]
