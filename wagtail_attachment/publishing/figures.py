"""The figures in a text other than phone numbers, normalised to compare two languages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from .questions import Doubt

_FIGURE = re.compile(r"\d+(?:[.,'’٫٬]\d+| \d{3}(?!\d))*")
_EITHER = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
_ITEM = re.compile(r"\s*\(?\d{1,2}[.)、](?=\s|\D)")
_CLOCK = re.compile(r"(?<!\d)24 ?/ ?7(?!\d)")
_DATE = re.compile(
    r"(?<!\d)(?:\d{4} ?[-/.年] ?\d\d?(?: ?[-/.月] ?\d\d?)|\d\d?[-/.]\d\d?[-/.]\d{2}(?:\d\d)?)(?!\d)"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_AFTERNOON = re.compile(r"(?::\d\d)? ?(?:p\.? ?m\b|مساء|بعد الظهر|בערב|אחר הצה)", re.IGNORECASE)
_AFTERNOON_BEFORE = re.compile(r"(?:下午|晚上|午後|오후|शाम|रात) ?$")
_NOON = 12
_ALONE = 12

# Words that multiply the figure before them, each used in some languages.
_TIMES = [
    (1_000, "thousand|mil(?![a-zí])|tausend|mille(?!t)|ألف|آلاف|אלף|हज़ार|हजार|พัน"),
    (10_000, "万|萬|หมื่น"),
    (100_000, "lakh|लाख|แสน"),
    (1_000_000, "million|mill[oó]n|milhão|milhões|مليون|ملايين|מיליון|ล้าน|百万"),
    (10_000_000, "crore|करोड़"),
    (100_000_000, "億|亿"),
]
_MULTIPLIERS = [(factor, re.compile(f" ?(?:{words})", re.IGNORECASE)) for factor, words in _TIMES]
# Units of a dose as each language writes them. A unit that is not listed counts as a different one,
# so a person is asked.
_UNITS = {
    "mg": r"mg\b|milligram|miligram|毫克|ミリグラム|มก|มิลลิกรัม|ملغ|ملجم|مجم|ملليغرام|מ[\"״]ג|מיליגרם|मिलीग्राम|मि\.? ?ग्रा",
    "mcg": r"mcg\b|[µμ]g\b|microgram|微克|マイクログラム|ไมโครกรัม|ميكروغرام|מק[\"״]ג|מיקרוגרם|माइक्रोग्राम",
    "ml": r"ml\b|millilit|mililit|毫升|ミリリットル|มล|มิลลิลิตร|مل\b|ملليلتر|מ[\"״]ל|מיליליטר|मिलीलीटर|मिली",
    "g": r"g\b|gram|gramo|克|グラム|กรัม|غرام|جرام|גרם|ग्राम",
}
_DOSES = {unit: re.compile(f" ?-?(?:{words})", re.IGNORECASE) for unit, words in _UNITS.items()}


@dataclass(frozen=True)
class Figure:
    """A figure with a normalised value: no thousands separators, a point before decimals."""

    value: str
    unit: str = ""
    """The unit, if the figure is a dose."""
    either: str = field(default="", compare=False)
    """A dose as written, if one language reads it as thousands and another as a decimal."""
    is_of_date: bool = False
    """Whether it is part of a date; the order of the parts depends on the language."""


def find_figures(text: str) -> list[Figure]:
    """Return the figures of a text in typed characters, in order, leaving out list markers."""
    text = _ITEM.sub(lambda match: " " * len(match[0]), text, count=1) if _starts(text) else text
    found: list[Figure] = []
    start = 0
    for date in [*_DATE.finditer(text), None]:
        found += _find(text, start, date.start() if date else len(text))
        if date:
            found += [Figure(_trim(part), is_of_date=True) for part in re.findall(r"\d+", date[0])]
            start = date.end()
    return found


def compare_figures(
    ours: Sequence[Figure], theirs: Sequence[Figure]
) -> tuple[Doubt, list[str], list[str]] | None:
    """Return the doubt, the old figures and the new ones; ``None`` if both sides agree."""
    doses, others = (
        [f"{each.value} {each.unit}" for each in some if each.unit] for some in (ours, theirs)
    )
    if Counter(doses) != Counter(others):
        return Doubt.DOSE, doses, others
    if any(each.either for each in (*ours, *theirs)):
        # “1.500 mg” is one and a half in English, and fifteen hundred in German.
        return Doubt.DOSE, _list_doses(ours), _list_doses(theirs)
    before, after = (Counter(each.value for each in some) for some in (ours, theirs))
    missing, added = list((before - after).elements()), list((after - before).elements())
    alone = [*missing, *added]
    if len(alone) > 1 or not all(map(_is_small, alone)):
        return Doubt.FIGURES, missing, added
    # The order of the parts of a date depends on the language.
    free = {*alone, *(each.value for each in (*ours, *theirs) if each.is_of_date)}
    order, other = (
        [each.value for each in some if each.value not in free] for some in (ours, theirs)
    )
    return (Doubt.FIGURE_ORDER, order, other) if order != other else None


def _list_doses(figures: Sequence[Figure]) -> list[str]:
    """Return, as written, the doses that can be read in two ways."""
    return [f"{each.either or each.value} {each.unit}" for each in figures if each.unit]


def _is_small(value: str) -> bool:
    """Say whether many languages would write this figure as a word: “three times”."""
    return len(value) <= 2 and value.isdigit() and int(value) <= _ALONE


def is_round_the_clock(text: str) -> bool:
    """Say whether a text writes “24/7”, which counts as two figures in some languages only."""
    return bool(_CLOCK.search(text))


def _starts(text: str) -> bool:
    return bool(_ITEM.match(text))


def _find(text: str, start: int, end: int) -> Iterator[Figure]:
    for match in _FIGURE.finditer(text, start, end):
        values = _read(match[0])
        if len(values) > 1 or "." in values[0]:
            pass
        elif _YEAR.fullmatch(match[0]):
            yield Figure(values[0], is_of_date=True)
            continue
        elif _is_of_afternoon(text, match):
            values = [str(int(values[0]) + _NOON)]
        unit = next((unit for unit, words in _DOSES.items() if words.match(text, match.end())), "")
        yield from map(Figure, values[:-1])
        either = match[0] if unit and _EITHER.fullmatch(match[0]) else ""
        yield Figure(_multiply(values[-1], text, match.end()), unit, either=either)


def _is_of_afternoon(text: str, match: re.Match[str]) -> bool:
    if len(match[0]) > 2 or int(match[0]) >= _NOON:
        return False
    before = text[max(match.start() - 4, 0) : match.start()]
    return bool(_AFTERNOON.match(text, match.end()) or _AFTERNOON_BEFORE.search(before))


def _read(figures: str) -> list[str]:
    """Return the values of some groups of digits.

    They are one value with thousands or decimals, or one value each.
    """
    groups = re.split(r"\D", figures)
    signs = re.findall(r"\D", figures)
    if not signs:
        return [_trim(figures)]
    if _are_thousands(groups, signs):
        return [_trim("".join(groups))]
    whole, last = groups[:-1], signs[-1]
    if (
        last != " "
        and last not in signs[:-1]
        and (len(whole) == 1 or _are_thousands(whole, signs[:-1]))
    ):
        return [_trim("".join(whole), groups[-1])]
    return [_trim(group) for group in groups]


def _are_thousands(groups: list[str], signs: list[str]) -> bool:
    """Say whether the separators mark thousands.

    They are all alike, and mark groups of three, or of two with a last group of three as in India.
    """
    if len(set(signs)) > 1 or "٫" in signs or len(groups[0]) > 3 or groups[0].startswith("0"):
        return False
    lengths = {len(group) for group in groups[1:-1]}
    return len(groups[-1]) == 3 and (lengths <= {3} or (lengths == {2} and signs[0] in ",٬"))


def _trim(whole: str, decimals: str = "") -> str:
    whole, decimals = whole.lstrip("0") or "0", decimals.rstrip("0")
    return f"{whole}.{decimals}" if decimals else whole


def _multiply(value: str, text: str, end: int) -> str:
    for factor, words in _MULTIPLIERS:
        if words.match(text, end):
            return format((Decimal(value) * factor).normalize(), "f")
    return value
