"""Telephone numbers: how one is dialled, and where one stands in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from .characters import HAS_DIGIT, get_typed_characters, read_han_digits
from .figures import blank_addresses, is_figure, trim
from .spoken_digits import locate_spoken_digits, read_spoken_digits

# Scripts with capitals set a word and a number apart ("B12" is neither). In all others a number may
# touch the letters beside it ("拨打988热线").
CASED = "A-Za-zªºÀ-ÖØ-öø-ɏͰ-ϿЀ-ԯԱ-ևႠ-ჿḀ-ỿἀ-῿"

_DIALLED = re.compile(r"[0-9+*#()./ \-]+")
_NUMBER_IN_TEXT = re.compile(
    rf"(?<![{CASED}\d_@$€£¥₹])(?<!\d[,.:'’٫٬])[+*(]?\d(?:[\d()./\- ]*\d)?#?"
)
# A number of North America that is spelled: 1-800-273-TALK, or in small letters with all its signs.
_SPELLED = re.compile(
    rf"(?<![{CASED}\d_+-])(?:\+?1[ .-]?)?\(?8(?:00|33|44|55|66|77|88)\)?[ .-]"
    rf"(?:\d{{3}}[ .-]?[A-Z]{{4}}|[A-Z]{{7,10}}|[A-Z]{{3}}[ .-][A-Z]{{4}}|\d[ .-][A-Z][ .-][A-Z]{{5,8}}|\d[ .-]?[A-Z]{{6,9}})"
    rf"(?![{CASED}\d_-])"
    rf"|(?<![{CASED}\d_+-])1[.-]8(?:00|33|44|55|66|77|88)[.-](?:\d{{3}}[.-][A-Za-z]{{4}}|[A-Za-z]{{7}})(?![{CASED}\d_-])"
)
_KEYS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")
# The day is written as the number in Chinese: 911事件.
_NINE_ELEVEN = re.compile(r"(?<!\d)911(?= ?(?:事件|恐|袭|襲|攻))")
_NORTH_AMERICAN = re.compile(r"1[2-9]\d\d[2-9]\d{6}")
_ROUND_THE_CLOCK = re.compile(r"(?<!\d)(?:24 ?/ ?7|7 ?/ ?7)(?!\d)")
_TIED_BEFORE = re.compile(r"\d[.\-]\d")
_TIED_AFTER = re.compile(r"[.\-]\d")
_AND = re.compile(r"  +| [-/] |\. ")
_LONG = 7
_SHORTEST_GROUPED = 5
_MOST_GROUPS = 6
_LABEL_LENGTH = 12


@dataclass(frozen=True)
class Found:
    """A number in a text: as it stands there, and where, counted in typed characters."""

    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def is_dialled(text: str) -> bool:
    """Say whether ``text`` can be typed on a telephone: digits, spaces and ``+ * # ( ) . / -``."""
    return bool(_DIALLED.fullmatch(text)) and bool(re.search(r"\d", text))


def is_called(text: str) -> bool:
    """Say whether ``text`` is a number that a link can call: no star code, and two digits at least."""
    return is_dialled(text) and len(get_digits(text)) >= 2


def get_digits(dialled: str) -> str:
    """Return what a link dials for a string as dialled: digits, after a ``+`` if it has one.

    Empty for a star code. The ``(0)`` of ``+44 (0)20 …`` is for callers at home, who leave out the
    rest of the prefix, so it is not dialled.
    """
    if "*" in dialled or "#" in dialled:
        return ""
    if dialled.strip().startswith("+"):
        return "+" + re.sub(r"\D", "", dialled.replace("(0)", ""))
    return re.sub(r"\D", "", dialled)


def read_digits(number: str) -> str:
    """Return the digits of a number as it stands in a text, those of its words or letters too.

    North American numbers have at most eleven, so further letters of a word are not dialled.
    """
    if spoken := read_spoken_digits(number):
        return spoken
    if not re.search("[A-Za-z]", number):
        return re.sub(r"\D", "", number)
    digits = re.sub(r"\D", "", number.upper().translate(_KEYS))
    return digits[: 11 if digits.startswith("1") else 10]


def write_number(number: str) -> str:
    """Return a number written in one way, so that two that are dialled alike are equal.

    Spaces and signs go, letters become digits, and ``00`` becomes ``+``. A North American number has
    its 1, and no ``+``. A short code that was broken up ("9-8-8") stays apart, since it is dialled in
    one piece; a star code keeps its signs.
    """
    number = read_spoken_digits(number) or number
    if re.search(r"[*#]\d|\d#", number):
        return re.sub(r"[^\d*#]", "", number)
    is_international = number.lstrip(" (").startswith(("+", "00"))
    digits = read_digits(number.replace("(0)", "") if is_international else number)
    if len(digits) < _SHORTEST_GROUPED:
        return re.sub(r"\D+", " ", number).strip()
    if is_international:
        digits = digits.removeprefix("00")
        return digits if _NORTH_AMERICAN.fullmatch(digits) else f"+{digits}"
    return f"1{digits}" if _NORTH_AMERICAN.fullmatch(f"1{digits}") else digits


def find_phone_numbers(text: str, known: Iterable[str] = ()) -> list[str]:
    """Return the telephone numbers in a plain text, in any script's digits, as they stand in it.

    A number has at least seven digits, or is one of the ``known`` short ones, alone or beside other
    figures (“988 (24/7)”), in digits or in words (“nine-eight-eight”). It may touch a letter of a
    script without capitals. Dates, years, ranges
    and times, figures with separators, and what is in a web address are none.
    """
    return [found.text for found in locate_phone_numbers(get_typed_characters(text), known)]


def locate_phone_numbers(typed: str, known: Iterable[str] = ()) -> list[Found]:
    """Return them in their order in ``typed``, which :func:`get_typed_characters` returned."""
    short = _Short.of(frozenset(known))
    found = [
        Found(typed[start:end], start) for start, end in locate_spoken_digits(typed, short.digits)
    ]
    if not HAS_DIGIT.search(typed):
        return found
    text = read_han_digits(typed, short.digits)
    text = blank_addresses(_NINE_ELEVEN.sub(lambda match: "\n" * len(match[0]), text))
    found += [Found(match[0], match.start()) for match in _SPELLED.finditer(text)]
    text = _SPELLED.sub(lambda match: "\n" * len(match[0]), text)
    for match in _NUMBER_IN_TEXT.finditer(text):
        for place, part in _divide(trim(text, match), short):
            start = match.start() + place
            before = text[max(start - _LABEL_LENGTH, 0) : start]
            found += _find_in_part(Found(part, start), before, short)
    return sorted(found, key=lambda each: each.start)


@dataclass(frozen=True)
class _Short:
    """Short numbers to look for: their digits, and how those of five digits or less are grouped."""

    digits: frozenset[str]
    grouped: frozenset[str]

    @staticmethod
    @lru_cache(maxsize=64)
    def of(known: frozenset[str]) -> _Short:
        # "15" is a country's ambulance, and a number of minutes far more often.
        known = frozenset(each for each in known if len(re.sub(r"\D", "", each)) > 2)
        digits = frozenset(re.sub(r"\D", "", number) for number in known)
        return _Short(digits, frozenset(_group(number) for number in known))

    def knows(self, figures: str) -> bool:
        """Say whether ``figures`` is one of them: in one piece, grouped as dialled, or spelled out.

        Three or four digits in other groups are a date, a score or a decimal (9/11, 1.12).
        """
        digits = re.sub(r"\D", "", figures)
        if digits not in self.digits:
            return False
        groups = _group(figures).split(" ")
        signs = set(re.findall(r"[^\d+*#]+", figures.strip("()+*# ")))
        return (
            len(groups) == 1
            or " ".join(groups) in self.grouped
            or (len(groups) == len(digits) and len(signs) == 1)
            or (len(digits) >= 5 and min(map(len, groups)) > 1 and not signs & {".", "/"})
        )


def _group(figures: str) -> str:
    return re.sub(r"\D+", " ", figures).strip()


def _divide(figures: str, short: _Short) -> Iterator[tuple[int, str]]:
    """Yield the parts of some figures, each with its place: without “24/7”, and one of each number."""
    start = 0
    for match in [*_ROUND_THE_CLOCK.finditer(figures), None]:
        part = figures[start : match.start() if match else len(figures)]
        pieces = list(_split(part))
        if len(pieces) > 1 and all(short.knows(piece) or _is_long(piece) for _at, piece in pieces):
            yield from ((start + at, piece) for at, piece in pieces)
        elif match or start:
            at = len(part) - len(part.lstrip(" )./-"))
            yield start + at, part[at:].rstrip(" (./-")
        else:
            yield start, part
        if match:
            start = match.end()


def _split(figures: str) -> Iterator[tuple[int, str]]:
    start = 0
    for match in [*_AND.finditer(figures), None]:
        yield start, figures[start : match.start() if match else len(figures)]
        if match:
            start = match.end()


def _is_long(figures: str) -> bool:
    return len(re.sub(r"\D", "", figures)) >= _LONG


def _find_in_part(part: Found, before: str, short: _Short) -> Iterator[Found]:
    if is_figure(part.text, before, is_known=re.sub(r"\D", "", part.text) in short.digits):
        return
    if _is_long(part.text) or short.knows(part.text):
        yield part
    else:
        yield from _find_short_numbers(part, short)


def _find_short_numbers(figures: Found, short: _Short) -> Iterator[Found]:
    """Yield known numbers among others: none that a dash, a point or a slash ties to the next digit."""
    text, end = figures.text, 0
    groups = list(re.finditer(r"\d+", text))
    for index, first in enumerate(groups):
        if _TIED_BEFORE.match(text, max(first.start() - 2, 0)):
            continue
        for last in groups[index : index + _MOST_GROUPS]:
            part = text[first.start() : last.end()]
            is_apart = first.start() >= end and not _TIED_AFTER.match(text, last.end())
            if is_apart and short.knows(part) and not is_figure(part):
                yield Found(part, figures.start + first.start())
                end = last.end()
