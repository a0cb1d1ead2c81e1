"""Every piece of code in the README and the documentation is run, on the oldest and the newest versions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


@dataclass(frozen=True)
class Snippet:
    """A block of code on a page, and which of the page's blocks it is."""

    page: str
    number: int
    language: str
    source: str

    def __str__(self) -> str:
        return f"{self.page}-{self.number}"


def read_snippets(*languages: str) -> list[Snippet]:
    return [
        Snippet(page.relative_to(ROOT).as_posix(), number, language, source)
        for page in PAGES
        for number, (language, source) in enumerate(
            re.findall(r"^```(\w+)\n(.*?)^```", page.read_text("utf-8"), re.DOTALL | re.MULTILINE)
        )
        if language in languages
    ]


def defines_pages(snippet: Snippet) -> bool:
    """Return whether it declares page types, which have to be there before Django has started."""
    return bool(re.search(r"^class \w+\(.*(?:Page|Mixin)", snippet.source, re.MULTILINE))
