"""All settings of the package in one table: their defaults, and how any value is read.

A wrong value is read as a safe one and reported by a system check; neither ever raises. Nothing is
cached, so ``override_settings`` works. No block or field definition may read a setting: a setting
in a definition would write a migration into this package.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Generic, Self, overload

from django.conf import settings

from .reading import (
    HOOK,
    HOST,
    LANGUAGE,
    PHRASE,
    Read,
    Report,
    T,
    choice,
    list_of,
    list_or_none,
    mapping_of,
    matching,
    number,
    read_countries,
    read_country,
    read_number_to_call,
    read_severity,
    string,
)

_A_DAY = 86_400
_TEN_YEARS = 120


class Setting(Generic[T]):
    """One setting, as an attribute of :data:`conf`.

    ``read`` takes the site's value and a function that reports problems, and returns a safe value.
    ``hint`` says what to write, and what is used in place of a wrong value.
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
        """Return the problems with the site's value, as sentences."""
        problems: list[str] = []
        self._read(problems.append)
        return problems

    def _read(self, report: Report) -> T:
        value = getattr(settings, self.name, self.default)
        return self.default if value is self.default else self.read(value, report)


class Settings:
    """Typed access to the ``WAGTAIL_ATTACHMENT_*`` settings."""

    WAGTAIL_ATTACHMENT_ENFORCEMENT = Setting(
        "enforce",
        choice("enforce", "observe"),
        'Write "enforce" or "observe". Anything else counts as "enforce".',
    )
    WAGTAIL_ATTACHMENT_SEVERITIES = Setting[Mapping[str, str]](
        {},
        mapping_of(string("id of a rule"), read_severity),
        'Map ids of rules to "required" or "advice". A wrong entry is ignored, and neither a rule '
        "of safety nor field.missing can be moved.",
    )
    WAGTAIL_ATTACHMENT_LOCALE_COUNTRIES = Setting[Mapping[str, Sequence[str]]](
        {},
        mapping_of(matching(LANGUAGE, "code of a language"), read_countries),
        "Map codes of languages to lists of countries. A wrong country is ignored, and a language "
        "without a right one has the country of the practice.",
    )
    WAGTAIL_ATTACHMENT_EMERGENCY_NUMBERS = Setting[Mapping[str, str]](
        {},
        mapping_of(read_country, read_number_to_call),
        "Map countries to the number to call, as a string. A wrong entry is ignored: the number that "
        "the package knows stays.",
    )
    WAGTAIL_ATTACHMENT_BOOKING_HOSTS = Setting[Sequence[str] | None](
        None,
        list_or_none(matching(HOST, "host: write it without https://, port and path")),
        "Write a list of hosts, or None for any. A wrong host allows nothing.",
    )
    WAGTAIL_ATTACHMENT_REVIEW_MONTHS = Setting[int](
        12,
        number(1, _TEN_YEARS, 12, int),
        "Write a whole number of months from 1 to 120. Anything else counts as 12, and more as 120.",
    )
    WAGTAIL_ATTACHMENT_TRANSLATION_REVIEW = Setting(
        "machine",
        choice("machine", "always", "never"),
        'Write "machine", "always" or "never". Anything else counts as "machine".',
    )
    WAGTAIL_ATTACHMENT_SENSITIVE_WORDS = Setting[Mapping[str, Sequence[str]]](
        {},
        mapping_of(
            matching(LANGUAGE, "code of a language"), list_of(string("word or phrase", PHRASE))
        ),
        "Map codes of languages to lists of words or phrases, as they are written. A wrong one is "
        "ignored.",
    )
    WAGTAIL_ATTACHMENT_RELEASE = Setting[str](
        "", string("string"), "Write a string. Anything else counts as an empty one."
    )
    WAGTAIL_ATTACHMENT_KEPT_SECONDS = Setting[float](
        60,
        number(0, _A_DAY, 0, int | float),
        "Write a number of seconds from 0 to 86400. Anything else counts as 0, and more as 86400.",
    )
    WAGTAIL_ATTACHMENT_PASSED_OVER_HOOKS = Setting[Sequence[str]](
        [],
        list_of(string("dotted name of a hook", HOOK)),
        "Write a list of dotted names. A wrong name is ignored: that hook must run.",
    )

    @property
    def is_enforcing(self) -> bool:
        """Whether unsafe pages are refused and hidden; otherwise they are only reported."""
        return self.WAGTAIL_ATTACHMENT_ENFORCEMENT == "enforce"


SETTINGS: dict[str, Setting[Any]] = {
    name: setting for name, setting in vars(Settings).items() if isinstance(setting, Setting)
}

conf = Settings()
