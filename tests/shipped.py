"""What the package ships for each language and country, read from its data.

    python -m tests.shipped

writes the tables into the documentation.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from babel import Locale, UnknownLocaleError

from tests import tables
from wagtail_attachment.package_data import load_data

COMMAND = "python -m tests.shipped"
LANGUAGES_PAGE = tables.Page("reference/coverage.md", COMMAND, "the data of languages")
COUNTRIES_PAGE = tables.Page("reference/coverage.md", COMMAND, "the data of countries")
GAPS_PAGE = tables.Page("reference/coverage.md", COMMAND, "the countries without a number")
PACKAGE = tables.TESTS.parent / "wagtail_attachment"
NOTHING = "–"


def render_languages() -> str:
    catalogues = {
        path.name.lower().replace("_", "-")
        for path in (PACKAGE / "locale").iterdir()
        if path.is_dir()
    }
    columns = [
        {"en", *catalogues},
        set(load_data("starter_disclaimers.toml")),
        set(load_data("safe_messaging.toml")["languages"]),
        set(load_data("sensitive_subjects.toml")),
        {code for code in load_data("calling_words.toml") if code not in {"checked", "press"}},
    ]
    head = [
        "Language",
        "Interface and readers' texts",
        "Starter disclaimer",
        "Safe messaging",
        "Sensitive subjects",
        "Numbers to call, in prose",
    ]
    rows = [
        [_name_language(code), *["yes" if _has(column, code) else NOTHING for column in columns]]
        for code in sorted(set().union(*columns) - {"pt"}, key=_name_language)
    ]
    return tables.render(head, rows)


def render_countries() -> str:
    lines = load_data("crisis_lines.toml")["line"]
    notices = Counter(notice["country"] for notice in load_data("starter_notices.toml")["notice"])
    numbers = load_data("emergency_numbers.toml")
    countries = {line["country"] for line in lines} | set(notices)
    rows = []
    for country in sorted(countries, key=_name_country):
        own = [line for line in lines if line["country"] == country]
        for_all = sum(line["audience"] == "general" for line in own)
        languages = sorted({code for line in own for code in line["languages"]})
        rows.append(
            [
                f"{_name_country(country)} ({country})",
                numbers.get(country, {}).get("number", NOTHING),
                f"{len(own)}, {for_all}" if own else NOTHING,
                ", ".join(languages) or NOTHING,
                min((str(line["source_date"]) for line in own), default=NOTHING),
                notices[country] or NOTHING,
            ]
        )
    head = [
        "Country",
        "Emergency number",
        "Lines, for everyone",
        "Languages spoken there",
        "Read on",
        "Notices",
    ]
    return tables.render(head, rows)


def render_gaps() -> str:
    numbers: dict[str, dict[str, Any]] = load_data("emergency_numbers.toml")
    gaps = sorted(_name_country(code) for code, entry in numbers.items() if "gap" in entry)
    return tables.render(
        ["Countries and territories", "How many", "Which"],
        [
            ["with an emergency number", len(numbers) - len(gaps), "all others"],
            ["without one that we can vouch for", len(gaps), ", ".join(gaps)],
        ],
    )


def _has(codes: set[str], code: str) -> bool:
    return code in codes or code.split("-")[0] in codes


def _name_language(code: str) -> str:
    try:
        return f"{Locale.parse(code, sep='-').get_display_name('en')} ({code})"
    except UnknownLocaleError:
        return code


def _name_country(code: str) -> str:
    return Locale("en").territories.get(code, code)


TABLES = [
    (LANGUAGES_PAGE, render_languages),
    (COUNTRIES_PAGE, render_countries),
    (GAPS_PAGE, render_gaps),
]

if __name__ == "__main__":
    for page, render in TABLES:
        page.write(render())
