"""Invisible characters, and superscript and subscript characters."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.utils.translation import gettext as _

_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# Invisible: controls, soft hyphens, zero-width spaces and lone surrogates. The joiners of emoji and
# of Persian, and the direction marks of Arabic, stay.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\ud800-\udfff]"
)
_OVERRIDES, _EMBEDDINGS, _ISOLATES = "\u202d\u202e", "\u202a\u202b", "\u2066\u2067\u2068"
_END_OF_EMBEDDING, _END_OF_ISOLATE = "\u202c", "\u2069"
_DIRECTIONS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_RAISED = str.maketrans("0123456789+-−–=()nix", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ⁿⁱˣ")
_LOWERED = str.maketrans("0123456789+-−–=()aehklmnopstx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎ₐₑₕₖₗₘₙₒₚₛₜₓ")
_SIGNS = {"TM": "™", "SM": "℠", "R": "®", "(R)": "®", "®": "®", "™": "™"}


def clean(text: str) -> str:
    """Return a text without invisible characters and with uniform line ends."""
    text = _UNSEEN.sub("", _LINE_ENDS.sub("\n", text)).replace("\u2007", "\u00a0")
    return _settle_directions(text)


def describe_turned(texts: Iterable[str]) -> list[str]:
    """Return a notice if :func:`clean` removes direction changes from any of the texts."""
    lines = (_LINE_ENDS.sub("\n", text) for text in texts)
    if all(_settle_directions(line) == line for line in lines):
        return []
    return [_("Left out: invisible characters that change the order in which letters are shown.")]


def _settle_directions(text: str) -> str:
    """Return a text without overrides and without direction changes that are never closed.

    An embedding that is closed in its line stays: it keeps a telephone number readable in Arabic.
    """
    if not _DIRECTIONS.search(text):
        return text
    return "\n".join(map(_settle_line, text.split("\n")))


def _settle_line(line: str) -> str:
    opened: list[int] = []
    kept: set[int] = set()
    for found in _DIRECTIONS.finditer(line):
        place, character = found.start(), found[0]
        if character not in {_END_OF_EMBEDDING, _END_OF_ISOLATE}:
            opened.append(place)
            continue
        closes = _ISOLATES if character == _END_OF_ISOLATE else _EMBEDDINGS + _OVERRIDES
        # The end of an isolate also ends what was left open inside it.
        while opened and character == _END_OF_ISOLATE and line[opened[-1]] not in closes:
            opened.pop()
        if opened and line[opened[-1]] in closes:
            begin = opened.pop()
            kept |= set() if line[begin] in _OVERRIDES else {begin, place}
    return _DIRECTIONS.sub(lambda match: match[0] if match.start() in kept else "", line)


def raise_characters(text: str) -> str:
    """Return superscript text as Unicode characters: 10³, not 103.

    Markup would split the sentence for translators: wagtail-localize starts a new segment at every
    ``<sup>``.

    >>> raise_characters("-2"), raise_characters("st"), raise_characters("a/b")
    ('⁻²', 'st', '^(a/b)')
    """
    if text.upper() in _SIGNS:
        return _SIGNS[text.upper()]
    return _shift(text, _RAISED, "^")


def lower_characters(text: str) -> str:
    """Return subscript text as Unicode characters: H₂O."""
    return _shift(text, _LOWERED, "_")


def _shift(text: str, table: dict[int, int], mark: str) -> str:
    shifted = text.translate(table)
    if not text.strip() or all(ord(character) in table or character == " " for character in text):
        return shifted
    # An ordinal ("1st", "1er", "nº") reads the same on the line.
    return text if text.strip().isalpha() else f"{mark}({text.strip()})"
