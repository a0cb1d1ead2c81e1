"""A text as a keyboard would type it: the digits, spaces, dashes and points of every script as one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

# What is written between digits and is drawn alike, in whichever script: a point, a slash, a dash.
_DRAWN = {
    **dict.fromkeys("·‧∙⋅․", "."),
    **dict.fromkeys("・･•⁄∕", "/"),
    "−": "-",
}
_FULL_WIDTH = "＋（）．／＊＃＠"
_KEYCAP = "\ufe0f\u20e3"  # a digit as it is drawn on a key
_BETWEEN = re.compile(r"(?<=\d)[_ー～](?=\d)")
_TYPED_BETWEEN = {"_": ".", "ー": "-", "～": "-"}

_HAN = "〇零一二三四五六七八九"
# A digit in a circle, in brackets or with a point, and Ethiopic ones. One alone is the mark of a list.
_DRAWN_DIGITS = (
    "\u1369-\u1371\u2460-\u2468\u2474-\u247c\u2488-\u2490\u24ea\u24f5-\u24fd\u24ff"
    "\u2776-\u277e\u2780-\u2788\u278a-\u2792\U0001f100-\U0001f10a"
)
_DRAWN_ROW = re.compile(f"[{_DRAWN_DIGITS}]{{2,}}")
HAS_DIGIT = re.compile(rf"[\d{_HAN}{_DRAWN_DIGITS}]")
_HAN_DIGITS = str.maketrans(_HAN, "00123456789")
# Beside a word of counting it is no row of single digits: 一百二十, 第九八八.
_HAN_RUN = re.compile(rf"(?<![{_HAN}十百千万萬億亿第])[{_HAN}]{{3,}}(?![{_HAN}十百千万萬億亿年])")


def get_typed_characters(text: str) -> str:
    """Return a text with the digits, spaces, dashes and points of a keyboard, whatever its script's are.

    Each character that is seen stays one character; those that nobody sees are left out.
    """
    if text.isascii():
        typed = text
    else:
        typed = "".join(map(_type, _DRAWN_ROW.sub(_read_drawn_digits, text)))
    return _BETWEEN.sub(lambda match: _TYPED_BETWEEN[match[0]], typed)


def read_han_digits(typed: str, known: Collection[str]) -> str:
    """Return a text with those rows of Han digits typed that are one of ``known``: 九八八 for 988.

    Any other row may be a year or a count, and stays as it is.
    """

    def read(match: re.Match[str]) -> str:
        digits = match[0].translate(_HAN_DIGITS)
        return digits if digits in known else match[0]

    return typed if typed.isascii() else _HAN_RUN.sub(read, typed)


def _read_drawn_digits(row: re.Match[str]) -> str:
    """Return digits for a row such as ⑨①①, but not for ①②③, which names steps one after another."""
    digits = [unicodedata.digit(character) for character in row[0]]
    counts_up = digits == list(range(digits[0], digits[0] + len(digits)))
    return row[0] if counts_up else "".join(map(str, digits))


def _type(character: str) -> str:
    match unicodedata.category(character):
        case "Nd":
            return str(unicodedata.decimal(character))
        case "Zs":
            return " "
        case "Pd":
            return "-"
        case "Cf":  # seen by nobody: direction marks, zero-width joiners
            return ""
    if character in _KEYCAP:
        return ""
    if character in _FULL_WIDTH:
        return chr(ord(character) - 0xFEE0)
    return _DRAWN.get(character, character)
