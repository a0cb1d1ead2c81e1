"""Starter texts that ship with the package: never in force without a named person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.utils.translation import get_language

from wagtail_attachment.crisis.countries import get_country_name
from wagtail_attachment.languages import get_language_fallbacks
from wagtail_attachment.package_data import load_data


@dataclass(frozen=True)
class StarterNotice:
    """A notice of one place to start from: not legal advice, and with parts to fill in."""

    key: str
    name: str
    country: str
    region: str
    law: str
    source_url: str
    source_date: date
    fill_in: str
    """What the practice has to fill in or look up, in English."""
    texts: dict[str, dict[str, str]]
    """The heading and the HTML body by language."""

    @property
    def label(self) -> str:
        return f"{self.name} ({self.region})" if self.region else self.name


def get_starter_disclaimers() -> dict[str, dict[str, str]]:
    """Return the starter wording of each language: its heading and HTML body."""
    return load_data("starter_disclaimers.toml")


@cache
def get_starter_notices() -> dict[str, StarterNotice]:
    """Return all notices to start from, by their keys."""
    notices = [StarterNotice(**facts) for facts in load_data("starter_notices.toml")["notice"]]
    return {notice.key: notice for notice in notices}


def get_starter_choices() -> list[tuple[str, Any]]:
    """Return them for a list to choose from, in groups: the countries, as the reader calls them."""
    language = get_language() or "en"
    groups: dict[str, list[tuple[str, str]]] = {}
    for notice in get_starter_notices().values():
        country = get_country_name(notice.country, language)
        groups.setdefault(country, []).append((notice.key, notice.label))
    return sorted(groups.items())


def find_text(texts: dict[str, dict[str, str]], language: str) -> dict[str, str] | None:
    """Return the one of ``texts`` that is in a language, or may stand for it; ``None`` if none is."""
    codes = get_language_fallbacks(language)
    return next((texts[code] for code in codes if code in texts), None)
