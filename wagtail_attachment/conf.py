"""Every setting of the package in one table: its default, and how any value at all is read.

A wrong value is read to the safe side and named by a system check; neither ever raises. Nothing is
cached, so ``override_settings`` works, and no block or field definition may read a setting: a setting
in a definition would write a migration into this package.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from reprlib import repr as _shorten
from typing import Any, Generic, Self, TypeVar, overload

from django.conf import settings

from .country_codes import get_country_codes

T = TypeVar("T")
Report = Callable[[str], Any]
"""Takes a sentence about what is wrong with a value."""
Read = Callable[[Any, Report], T]

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{1,8})*")
_NUMBER = re.compile(r"\+?[0-9]{2,15}")
_HOST = re.compile(r"[\w-]+(\.[\w-]+)*")
_HOOK = re.compile(r"\S+\.\S+")
_SEVERITIES = ("required", "advice")
_A_DAY = 86_400
_TEN_YEARS = 120


class Setting(Generic[T]):
    """One setting, as an attribute of :data:`conf`.

    ``read`` takes what a site has set and a function to report to, and returns the safe reading.
    ``hint`` says what to write, and what counts in the place of a wrong value.
    """

    def __init__(self, default: T, read: Read[T], hint: str) -> None:
        self.default, self.read, self.hint = default, read, hint

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, instance: None, owner: type) -> Self: ...
    @overload
    def __get__(self, instance: Settings, owner: type) -> T: ...
    def __get__(self, instance: Settings | None, owner: type) -> Self | T:
        return self if instance is None else self._read(lambda problem: None)

    def find_problems(self) -> list[str]:
        """Return what is wrong with the value that is set, a sentence each."""
        problems: list[str] = []
        self._read(problems.append)
        return problems

    def _read(self, report: Report) -> T:
        value = getattr(settings, self.name, self.default)
        return self.default if value is self.default else self.read(value, report)


def show(value: Any) -> str:
    """Return a value in short, for a message; whatever its ``repr`` raises."""
    try:
        return _shorten(value)
    except Exception:
        return f"A {type(value).__name__}"


def _choice(*choices: str) -> Read[str]:
    """Read one of ``choices``; the first counts for whatever else is set."""

    def read(value: Any, report: Report) -> str:
        if isinstance(value, str) and value in choices:
            return value
        report(f"{show(value)} is none of {', '.join(map(repr, choices))}.")
        return choices[0]

    return read


def _number(at_least: float, at_most: float, otherwise: float, kind: Any) -> Read[Any]:
    """Read a number; ``otherwise`` counts for what is none, or too small."""

    def read(value: Any, report: Report) -> Any:
        is_number = isinstance(value, kind) and not isinstance(value, bool)
        if not is_number or not value >= at_least:
            report(f"{show(value)} is no number from {at_least} to {at_most}.")
            return otherwise
        if value > at_most:
            report(f"{show(value)} is more than {at_most}.")
        return min(value, at_most)

    return read


def _read_release(value: Any, report: Report) -> str:
    if isinstance(value, str):
        return value
    report(f"{show(value)} is no string.")
    return ""


def _matching(pattern: re.Pattern[str], what: str) -> Read[str]:
    """Read a name in lower case; an empty one counts for what is none."""

    def read(value: Any, report: Report) -> str:
        name = value.strip().lower() if isinstance(value, str) else ""
        if pattern.fullmatch(name):
            return name
        report(f"{show(value)} is no {what}.")
        return ""

    return read


def _read_country(value: Any, report: Report) -> str:
    code = value.strip().upper() if isinstance(value, str) else ""
    if code not in get_country_codes():
        report(f"{show(value)} is no country: write its two letters of ISO 3166-1, as in 'US'.")
        return ""
    if code != value:
        report(f"{show(value)} counts as {code!r}.")
    return code


def _read_number_to_call(value: Any, report: Report) -> str:
    number = re.sub(r"[\s().-]", "", value) if isinstance(value, str) else ""
    if not _NUMBER.fullmatch(number):
        report(f"{show(value)} is no number to call: write a string, as in '112'.")
        return ""
    return number


def _read_hook(value: Any, report: Report) -> str:
    if isinstance(value, str) and _HOOK.fullmatch(value):
        return value
    report(f"{show(value)} is no dotted name of a hook.")
    return ""


def _read_severity(value: Any, report: Report) -> str:
    if isinstance(value, str) and value in _SEVERITIES:
        return str(value)
    report(f"{show(value)} is neither 'required' nor 'advice'.")
    return ""


def _read_rule(value: Any, report: Report) -> str:
    if isinstance(value, str):
        return value
    report(f"{show(value)} is no id of a rule.")
    return ""


def _list(read_each: Read[str]) -> Read[Sequence[str]]:
    """Read a list, without what is wrong in it; a single string counts as a list of one."""

    def read(value: Any, report: Report) -> Sequence[str]:
        if isinstance(value, str):
            report(f"{show(value)} is no list: write it in brackets.")
            value = [value]
        if not isinstance(value, list | tuple | set | frozenset):
            report(f"{show(value)} is no list.")
            return []
        found = dict.fromkeys(name for each in value if (name := read_each(each, report)))
        return sorted(found) if isinstance(value, set | frozenset) else list(found)

    return read


def _read_countries(value: Any, report: Report) -> Sequence[str]:
    countries = _list(_read_country)(value, report)
    if not countries:
        report("no country is left, so that of the practice counts.")
    return countries


def _list_or_none(read_each: Read[str]) -> Read[Sequence[str] | None]:
    read_list = _list(read_each)
    return lambda value, report: None if value is None else read_list(value, report)


def _report_entry(report: Report, name: Any, problem: str) -> None:
    report(f"entry {show(name)}: {problem}")


def _mapping(read_key: Read[str], read_value: Read[Any]) -> Read[Mapping[str, Any]]:
    """Read a mapping, without the entries that are wrong or say nothing."""

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


class Settings:
    """Typed access to the ``WAGTAIL_ATTACHMENT_*`` settings."""

    WAGTAIL_ATTACHMENT_ENFORCEMENT = Setting(
        "enforce",
        _choice("enforce", "observe"),
        'Write "enforce" or "observe". Anything else counts as "enforce".',
    )
    WAGTAIL_ATTACHMENT_SEVERITIES = Setting[Mapping[str, str]](
        {},
        _mapping(_read_rule, _read_severity),
        'Map ids of rules to "required" or "advice". A wrong entry is ignored, and a rule of safety '
        "cannot be moved.",
    )
    WAGTAIL_ATTACHMENT_LOCALE_COUNTRIES = Setting[Mapping[str, Sequence[str]]](
        {},
        _mapping(_matching(_LANGUAGE, "code of a language"), _read_countries),
        "Map codes of languages to lists of countries. A wrong country is ignored, and a language "
        "without a right one has the country of the practice.",
    )
    WAGTAIL_ATTACHMENT_EMERGENCY_NUMBERS = Setting[Mapping[str, str]](
        {},
        _mapping(_read_country, _read_number_to_call),
        "Map countries to the number to call, as a string. A wrong entry is ignored: the number that "
        "the package knows stays.",
    )
    WAGTAIL_ATTACHMENT_BOOKING_HOSTS = Setting[Sequence[str] | None](
        None,
        _list_or_none(_matching(_HOST, "host: write it without https://, port and path")),
        "Write a list of hosts, or None for any. A wrong host allows nothing.",
    )
    WAGTAIL_ATTACHMENT_REVIEW_MONTHS = Setting[int](
        12,
        _number(1, _TEN_YEARS, 12, int),
        "Write a whole number of months from 1 to 120. Anything else counts as 12, and more as 120.",
    )
    WAGTAIL_ATTACHMENT_TRANSLATION_REVIEW = Setting(
        "machine",
        _choice("machine", "always", "never"),
        'Write "machine", "always" or "never". Anything else counts as "machine".',
    )
    WAGTAIL_ATTACHMENT_RELEASE = Setting[str](
        "", _read_release, "Write a string. Anything else counts as an empty one."
    )
    WAGTAIL_ATTACHMENT_KEPT_SECONDS = Setting[float](
        60,
        _number(0, _A_DAY, 0, int | float),
        "Write a number of seconds from 0 to 86400. Anything else counts as 0, and more as 86400.",
    )
    WAGTAIL_ATTACHMENT_PASSED_OVER_HOOKS = Setting[Sequence[str]](
        [],
        _list(_read_hook),
        "Write a list of dotted names. A wrong name is ignored: that hook must run.",
    )

    @property
    def is_enforcing(self) -> bool:
        """Whether what is unsafe is refused and hidden; else it is reported only."""
        return self.WAGTAIL_ATTACHMENT_ENFORCEMENT == "enforce"


SETTINGS: dict[str, Setting[Any]] = {
    name: setting for name, setting in vars(Settings).items() if isinstance(setting, Setting)
}

conf = Settings()
