"""Where the demo's words are: TOML files that anybody can read and change."""

import tomllib
from pathlib import Path
from typing import Any

CONTENT_DIR = Path(__file__).resolve().parents[2] / "content"


def read_pages() -> dict[str, Any]:
    return _read("pages.toml")


def read_people() -> list[dict[str, str]]:
    return _read("people.toml")["person"]


def read_topics() -> list[dict[str, Any]]:
    return _read("topics.toml")["topic"]


def read_articles() -> list[dict[str, Any]]:
    """Return the articles, those on the four attachment styles first."""
    paths = sorted((CONTENT_DIR / "articles").glob("*.toml"))
    articles = [tomllib.loads(path.read_text("utf-8")) for path in paths]
    return sorted(articles, key=lambda article: article["type"] != "style")


def _read(name: str) -> Any:
    return tomllib.loads((CONTENT_DIR / name).read_text("utf-8"))
