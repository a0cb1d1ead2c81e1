"""What the package knows of countries: emergency numbers and well-known lines, each dated and sourced."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from typing import Any

from wagtail_attachment.conf import conf
from wagtail_attachment.package_data import load_data

from .facts import ChannelFacts


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


def get_emergency_number(
    country: str, own: EmergencyNumber | None = None
) -> EmergencyNumber | None:
    """Return a country's number; ``None`` where nobody knows one.

    That of the settings goes before ``own``, which the practice stated, and that before the package's.
    """
    configured = conf.WAGTAIL_ATTACHMENT_EMERGENCY_NUMBERS.get(country)
    if configured:
        return EmergencyNumber(country=country, number=configured)
    if own and own.country == country:
        return own
    return get_known_emergency_number(country)


def get_known_emergency_number(country: str) -> EmergencyNumber | None:
    """Return the package's number of a country; ``None`` where it is sure of none."""
    entry = _load_emergency().get(country, {})
    names = ("number", "source", "checked")
    return (
        EmergencyNumber(country=country, **{name: entry[name] for name in names})
        if "number" in entry
        else None
    )


def get_emergency_numbers(
    countries: Iterable[str], own: EmergencyNumber | None = None
) -> list[EmergencyNumber]:
    """Return the numbers of those countries that have one."""
    numbers = (get_emergency_number(country, own) for country in countries)
    return [number for number in numbers if number]


def get_crisis_lines() -> list[dict[str, Any]]:
    """Return well-known lines, to be loaded as unverified drafts, without maintainers' notes."""
    return list(_load_lines().values())


def find_crisis_line(key: str) -> dict[str, Any] | None:
    """Return the well-known line with this key; ``None`` where this version has none."""
    return _load_lines().get(key)


def get_facts(line: dict[str, Any] | None) -> dict[str, Any]:
    """Return the facts of a well-known line, as a crisis line's snapshot has them; none of no line."""
    if line is None:
        return {}
    text = {
        "language": line["language"].lower(),
        "name": line["name"],
        "description": line["description"],
    }
    names = ("country", "area", "audience", "languages", "source_url")
    return {**{name: line[name] for name in names}, "texts": [text], "channels": line["channel"]}


@cache
def get_known_short_numbers() -> frozenset[str]:
    """Return all emergency and crisis numbers that the package knows, to find them in prose."""
    emergency = {entry["number"] for entry in _load_emergency().values() if "number" in entry}
    return get_line_numbers() | emergency


@cache
def get_line_numbers() -> frozenset[str]:
    """Return all numbers of the crisis lines that the package knows, as dialled."""
    channels = [channel for line in get_crisis_lines() for channel in line["channel"]]
    return frozenset(channel["dialled"] for channel in channels) - {""}


@cache
def get_keywords() -> frozenset[str]:
    """Return the words, in capitals, that one sends to the crisis lines that the package knows."""
    channels = [channel for line in get_crisis_lines() for channel in line["channel"]]
    return frozenset(channel["sms_keyword"].upper() for channel in channels) - {""}


def _load_emergency() -> dict[str, dict[str, Any]]:
    return load_data("emergency_numbers.toml")


@cache
def _load_lines() -> dict[str, dict[str, Any]]:
    return {line["key"]: _fill(line) for line in load_data("crisis_lines.toml")["line"]}


def _fill(line: dict[str, Any]) -> dict[str, Any]:
    """Return an entry with the values that it leaves out, and without its note."""
    channels = [asdict(ChannelFacts(**channel)) for channel in line["channel"]]
    return {
        "area": "",
        "unsure": [],
        **{name: value for name, value in line.items() if name != "note"},
        "channel": [{**each, "languages": list(each["languages"])} for each in channels],
    }
