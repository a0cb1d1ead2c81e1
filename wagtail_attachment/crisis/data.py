"""The dated, sourced facts that ship with the package: where they lie and how they are read."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from wagtail_attachment.conf import conf


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
    entry = _load("emergency_numbers.toml").get(country)
    return EmergencyNumber(country=country, **entry) if entry else None


def get_crisis_lines() -> list[dict[str, Any]]:
    """Return well-known lines, to be loaded as unverified drafts."""
    return list(_load("crisis_lines.toml")["line"])


def get_starter_disclaimers() -> dict[str, dict[str, str]]:
    """Return the starter wording of each language: its heading and HTML body."""
    return _load("starter_disclaimers.toml")


@cache
def get_known_short_numbers() -> frozenset[str]:
    """Return all emergency and crisis numbers that the package knows, to find them in prose."""
    dialled = {channel["dialled"] for line in get_crisis_lines() for channel in line["channel"]}
    emergency = {entry["number"] for entry in _load("emergency_numbers.toml").values()}
    return frozenset(dialled | emergency) - {""}


@cache
def _load(name: str) -> dict[str, Any]:
    return tomllib.loads(files("wagtail_attachment").joinpath("data", name).read_text("utf-8"))
