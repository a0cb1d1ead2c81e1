"""Characters: what is seen of a text, and what stands above or below its line."""

from __future__ import annotations

import re

_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# Seen by nobody: controls, soft hyphens, zero-width spaces, halves of characters. The joiners of
# emoji and of Persian, and the direction marks of Arabic, stay.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b\u2060\ufeff\ufffe\uffff\ud800-\udfff]"
)
_RAISED = str.maketrans("0123456789+-−–=()nix", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ⁿⁱˣ")
_LOWERED = str.maketrans("0123456789+-−–=()aehklmnopstx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎ₐₑₕₖₗₘₙₒₚₛₜₓ")
_SIGNS = {"TM": "™", "SM": "℠", "R": "®", "(R)": "®", "®": "®", "™": "™"}


def clean(text: str) -> str:
    """Return a text without what nobody sees, with one kind of line end."""
    return _UNSEEN.sub("", _LINE_ENDS.sub("\n", text)).replace("\u2007", "\u00a0")


def raise_characters(text: str) -> str:
    """Return what stands above the line as characters that say so by themselves: 10³, not 103.

    As markup it would tear the sentence apart for translators: wagtail-localize begins another text
    at every ``<sup>``.

    >>> raise_characters("-2"), raise_characters("st"), raise_characters("a/b")
    ('⁻²', 'st', '^(a/b)')
    """
    if text.upper() in _SIGNS:
        return _SIGNS[text.upper()]
    return _shift(text, _RAISED, "^")


def lower_characters(text: str) -> str:
    """Return what stands below the line as characters that say so by themselves: H₂O."""
    return _shift(text, _LOWERED, "_")


def _shift(text: str, table: dict[int, int], mark: str) -> str:
    shifted = text.translate(table)
    if not text.strip() or all(ord(character) in table or character == " " for character in text):
        return shifted
    # An ordinal ("1st", "1er", "nº") reads the same on the line.
    return text if text.strip().isalpha() else f"{mark}({text.strip()})"
