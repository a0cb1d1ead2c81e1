"""Figures in a text that look like a number to call and are none: dates, ranges, times, addresses."""

from __future__ import annotations

import re

_YEAR = r"(?:1[6-9]|20)\d\d"
_DAY = rf"(?:{_YEAR}[-./]\d\d?[-./]\d\d?|\d\d?[-./]\d\d?[-./]{_YEAR})"
# The loop gives nothing back: what readers type could be read in more ways than can be tried.
_DATES = re.compile(rf"(?:{_DAY}|{_YEAR})(?:(?: ?[-/] ?| )(?:{_DAY}|(?:19|20)\d\d|\d\d)(?!\d))*+")
_MODERN = re.compile(r"(?:19|20)\d\d")
_TIMES = re.compile(r"[0-2]?\d\.[0-5]\d ?- ?[0-2]?\d\.[0-5]\d")
_DECIMAL = re.compile(r"\d\.\d+")
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:([. ])\d{3})(?:\1\d{3})*")
_RANGE = re.compile(r"([1-9]\d{0,17}) ?- ?([1-9]\d{0,17})")
_LONGEST_RANGE = 500
_LABELLED = re.compile(r"(?:ISBN|ISSN|PMID|PMCID|PubMed)(?:-1[03])?[\s:.#-]*$", re.IGNORECASE)
_REFERENCE = re.compile(
    r"(?:ISBN|ISSN|PMID|PMCID|PubMed)(?:-1[03])?[\s:.#-]{0,4}(?:PMC)?\d[\d -]{3,16}[\dXx]?"
    r"|(?<!\d)97[89][ -]?\d(?:[ -]?\d){9}(?!\d)",
    re.IGNORECASE,
)
_BOOK = re.compile(r"97[89][\d -]{10,14}")

# Of the signs of an address alone, so that the words of a script without spaces are left.
_WORD = re.compile(r"[!-~]+")
_ADDRESS = re.compile(
    r"://|(?i:^\W?www\.)|.@\w|(?i:^\W?(?:doi:)?10\.\d{4,9}/)|[\w-]\.[a-z]{2,}(?:/|\W*$)"
)
# What follows a figure and makes it another one: 10mg, 1,000, 12:30, 20 %.
_GOES_ON = re.compile(r"[A-Za-zªºÀ-ÖØ-öø-ɏͰ-ϿЀ-ԯ_]|[,.:'’٫٬]\d| ?[%€$£°٪]")


def blank_addresses(text: str) -> str:
    """Return a text with line breaks in the place of web and mail addresses and of DOIs."""
    return _WORD.sub(
        lambda word: "\n" * len(word[0]) if _ADDRESS.search(word[0]) else word[0], text
    )


def blank_references(text: str) -> str:
    """Return a text with line breaks in the place of the numbers of books, journals and articles."""
    return _REFERENCE.sub(lambda match: "\n" * len(match[0]), text)


def trim(text: str, match: re.Match[str]) -> str:
    """Return the figures that ``match`` found in ``text``, without a last one that is a quantity."""
    if _GOES_ON.match(text, match.end()):
        return match[0].rstrip("#").rstrip("0123456789").rstrip(" ()./-+*")
    return match[0]


def is_figure(figures: str, before: str = "", *, is_known: bool = False) -> bool:
    """Say whether ``figures`` is no number to call; ``before`` is what stands right before it.

    ``is_known`` tells that someone is called by these digits, however they are grouped.
    """
    figures = figures.strip()
    if _MODERN.fullmatch(figures) or _LABELLED.search(before):
        return True
    if is_known:
        return False
    return bool(
        _DATES.fullmatch(figures)
        or _TIMES.fullmatch(figures)
        or _DECIMAL.fullmatch(figures)
        or (_BOOK.fullmatch(figures) and len(re.sub(r"\D", "", figures)) == 13)
        or _is_large_figure(figures)
        or _is_range(figures)
    )


def _is_large_figure(figures: str) -> bool:
    """Say whether spaces or points mark thousands: 1 000 000, 12.345.678, but not 717 003 717."""
    if not _THOUSANDS.fullmatch(figures):
        return False
    groups = re.split("[. ]", figures)
    return len(groups[0]) < 3 or groups[-1] == "000"


def _is_range(figures: str) -> bool:
    match = _RANGE.fullmatch(figures)
    return match is not None and 0 < int(match[2]) - int(match[1]) < _LONGEST_RANGE
