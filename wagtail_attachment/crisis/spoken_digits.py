"""Numbers that are written as one says them, digit by digit or with a pair: “nine-eight-eight”."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import pairwise

_WORDS = {
    "0": "zero oh cero zéro null صفر",
    "1": "one uno un eins um واحد",
    "2": "two dos deux zwei zwo dois اثنان اثنين إثنان إثنين",
    "3": "three tres trois drei três ثلاثة ثلاثه ثلاث",
    "4": "four cuatro quatre vier quatro أربعة اربعة أربعه اربعه أربع اربع",
    "5": "five cinco cinq fünf خمسة خمسه خمس",
    "6": "six seis sechs meia ستة سته ست",
    "7": "seven siete sept sieben sete سبعة سبعه سبع",
    "8": "eight ocho huit acht oito ثمانية ثمانيه ثماني ثمان",
    "9": "nine nueve neuf neun nove تسعة تسعه تسع",
}
# Not every pair: these are how a line is called by those who know it, as in “nine eighty-eight”.
_PAIRS = {
    "14": ["quatorze"],
    "24": ["veinticuatro"],
    "31": ["trente et un", "trente-et-un"],
    "88": ["eighty-eight", "eighty eight", "achtundachtzig", "ochenta y ocho", "oitenta e oito"],
}
_SHORTEST = 3
_DIGITS = {
    **{word: digit for digit, words in _WORDS.items() for word in words.split()},
    **{word: digits for digits, words in _PAIRS.items() for word in words},
}
_WORD = rf"(?:{'|'.join(sorted(_DIGITS, key=len, reverse=True))})"
_BETWEEN = r"(?:, ?|، ?| ?- ?| )"
# The first letters are looked at before the words, which spares most of a long text.
_ROW = re.compile(
    rf"(?<![\w-])(?=[{''.join(sorted({word[0] for word in _DIGITS}))}])"
    rf"{_WORD}(?:{_BETWEEN}{_WORD}){{1,14}}(?![\w-])",
    re.IGNORECASE,
)
_SAID = re.compile(_WORD, re.IGNORECASE)


def locate_spoken_digits(typed: str, known: Collection[str]) -> Iterator[tuple[int, int]]:
    """Yield where a row of such words stands in ``typed`` that spells one of the ``known`` digits.

    Nobody counts to a crisis line: a row that goes up one by one names steps or breaths.
    """
    for match in _ROW.finditer(typed):
        digits = read_spoken_digits(match[0])
        if digits in known and len(digits) >= _SHORTEST and not _counts_up(digits):
            yield match.span()


def has_spoken_digits(typed: str) -> bool:
    rows = (read_spoken_digits(match[0]) for match in _ROW.finditer(typed))
    return any(len(digits) >= _SHORTEST for digits in rows)


def read_spoken_digits(number: str) -> str:
    """Return the digits of a number that is spelled in words; empty for any other."""
    if not _ROW.fullmatch(number):
        return ""
    return "".join(_DIGITS[word.lower()] for word in _SAID.findall(number))


def _counts_up(digits: str) -> bool:
    return all(int(after) == int(before) + 1 for before, after in pairwise(digits))
