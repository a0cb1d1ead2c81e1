"""Readers for the values of settings: each returns a safe value and reports what is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from reprlib import repr as _shorten
from typing import Any, TypeVar

from .country_codes import get_country_codes

T = TypeVar("T")
Report = Callable[[str], Any]
"""A function that takes a sentence about what is wrong with a value."""
Read = Callable[[Any, Report], T]

LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{1,8})*")
HOOK = re.compile(r"\S+\.\S+")
PHRASE = re.compile(r".*\w.*", re.DOTALL)
HOST = re.compile(r"[\w-]+(\.[\w-]+)*")
_NUMBER = re.compile(r"\+?[0-9]{2,15}")
_ANYTHING = re.compile(r".*", re.DOTALL)
# The severities that a setting can choose from; publishing/rules/rule.py keeps SAFETY.
_SEVERITIES = ("required", "advice")


def show(value: Any) -> str:
    """Return a short form of a value for a message, even if its ``repr`` raises."""
    try:
        return _shorten(value)
    except Exception:
        return f"A {type(value).__name__}"


def choice(*choices: str) -> Read[str]:
    """Return a reader of one of ``choices``; any other value counts as the first."""

    def read(value: Any, report: Report) -> str:
        if isinstance(value, str) and value in choices:
            return value
        report(f"{show(value)} is none of {', '.join(map(repr, choices))}.")
        return choices[0]

    return read


def number(at_least: float, at_most: float, otherwise: float, kind: Any) -> Read[Any]:
    """Return a reader of a number; ``otherwise`` replaces one that is invalid or too small."""

    def read(value: Any, report: Report) -> Any:
        is_number = isinstance(value, kind) and not isinstance(value, bool)
        if not is_number or not value >= at_least:
            report(f"{show(value)} is no number from {at_least} to {at_most}.")
            return otherwise
        if value > at_most:
            report(f"{show(value)} is more than {at_most}.")
        return min(value, at_most)

    return read


def string(what: str, pattern: re.Pattern[str] = _ANYTHING) -> Read[str]:
    """Return a reader that keeps a string as it is; anything else counts as an empty one."""

    def read(value: Any, report: Report) -> str:
        if isinstance(value, str) and pattern.fullmatch(value):
            return value
        report(f"{show(value)} is no {what}.")
        return ""

    return read


def matching(pattern: re.Pattern[str], what: str) -> Read[str]:
    """Return a reader of a name in lower case; anything else counts as an empty one."""

    def read(value: Any, report: Report) -> str:
        name = value.strip().lower() if isinstance(value, str) else ""
        if pattern.fullmatch(name):
            return name
        report(f"{show(value)} is no {what}.")
        return ""

    return read


def read_country(value: Any, report: Report) -> str:
    code = value.strip().upper() if isinstance(value, str) else ""
    if code not in get_country_codes():
        report(f"{show(value)} is no country: write its two letters of ISO 3166-1, as in 'US'.")
        return ""
    if code != value:
        report(f"{show(value)} counts as {code!r}.")
    return code


def read_number_to_call(value: Any, report: Report) -> str:
    number = re.sub(r"[\s().-]", "", value) if isinstance(value, str) else ""
    if not _NUMBER.fullmatch(number):
        report(f"{show(value)} is no number to call: write a string, as in '112'.")
        return ""
    return number


def read_severity(value: Any, report: Report) -> str:
    if isinstance(value, str) and value in _SEVERITIES:
        return str(value)
    report(f"{show(value)} is neither 'required' nor 'advice'.")
    return ""


def list_of(read_each: Read[str]) -> Read[Sequence[str]]:
    """Return a reader of a list that drops wrong entries; a string counts as a list of one."""

    def read(value: Any, report: Report) -> Sequence[str]:
        if isinstance(value, str):
            report(f"{show(value)} is no list, and counts as its one entry: write it in brackets.")
            value = [value]
        if not isinstance(value, list | tuple | set | frozenset):
            report(f"{show(value)} is no list.")
            return []
        found = dict.fromkeys(name for each in value if (name := read_each(each, report)))
        return sorted(found) if isinstance(value, set | frozenset) else list(found)

    return read


def read_countries(value: Any, report: Report) -> Sequence[str]:
    countries = list_of(read_country)(value, report)
    if not countries:
        report("no country is left, so that of the practice counts.")
    return countries


def list_or_none(read_each: Read[str]) -> Read[Sequence[str] | None]:
    read_list = list_of(read_each)
    return lambda value, report: None if value is None else read_list(value, report)


def _report_entry(report: Report, name: Any, problem: str) -> None:
    report(f"entry {show(name)}: {problem}")


def mapping_of(read_key: Read[str], read_value: Read[Any]) -> Read[Mapping[str, Any]]:
    """Return a reader of a mapping that drops entries that are wrong or empty."""

    def read(value: Any, report: Report) -> Mapping[str, Any]:
        if not isinstance(value, Mapping):
            report(f"{show(value)} is no mapping.")
            return {}
        found = {}
        for name, entry in value.items():
            of_entry = partial(_report_entry, report, name)
            if (key := read_key(name, report)) and (what := read_value(entry, of_entry)):
                found[key] = what
        return found

    return read
