"""What the package knows of countries: emergency numbers and well-known lines, each dated and sourced."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from wagtail_attachment.conf import conf
from wagtail_attachment.package_data import load_data


@dataclass(frozen=True)
class EmergencyNumber:
    """The number to call in a medical or life-threatening emergency in one country."""

    country: str
    number: str
    source: str = ""
    checked: date | None = None

    @property
    def href(self) -> str:
        return f"tel:{self.number}"


def get_emergency_number(country: str) -> EmergencyNumber | None:
    """Return a country's number, the site's own over the package's; ``None`` where neither has one."""
    own = conf.WAGTAIL_ATTACHMENT_EMERGENCY_NUMBERS.get(country)
    if own:
        return EmergencyNumber(country=country, number=own)
    entry = load_data("emergency_numbers.toml").get(country)
    return EmergencyNumber(country=country, **entry) if entry else None


def get_emergency_numbers(countries: Iterable[str]) -> list[EmergencyNumber]:
    """Return the numbers of those countries that have one."""
    numbers = map(get_emergency_number, countries)
    return [number for number in numbers if number]


def get_crisis_lines() -> list[dict[str, Any]]:
    """Return well-known lines, to be loaded as unverified drafts."""
    return list(load_data("crisis_lines.toml")["line"])


@cache
def get_known_short_numbers() -> frozenset[str]:
    """Return all emergency and crisis numbers that the package knows, to find them in prose."""
    emergency = {entry["number"] for entry in load_data("emergency_numbers.toml").values()}
    return get_line_numbers() | emergency


@cache
def get_line_numbers() -> frozenset[str]:
    """Return all numbers of the crisis lines that the package knows, as dialled."""
    lines = get_crisis_lines()
    return frozenset(channel["dialled"] for line in lines for channel in line["channel"]) - {""}
