"""Where the demo's words are: TOML files that anybody can read and change.

Those in English are in ``content``; a folder there for each other language mirrors it.
"""

import tomllib
from pathlib import Path
from typing import Any

CONTENT_DIR = Path(__file__).resolve().parents[2] / "content"


def read_pages() -> dict[str, Any]:
    return _read("pages.toml")


def read_people() -> list[dict[str, Any]]:
    return _read("people.toml")["person"]


def read_topics() -> list[dict[str, Any]]:
    return _read("topics.toml")["topic"]


def read_articles() -> list[dict[str, Any]]:
    """Return the articles, those on the attachment styles last: a list begins with the newest."""
    articles = [_read(f"articles/{slug}.toml") for slug in _list_articles()]
    return sorted(articles, key=lambda article: article["type"] == "style")


def read_crisis_texts_to_add() -> dict[str, dict[str, str]]:
    """Return what is said of the crisis lines beside what the package ships, by their names."""
    return _read("crisis_lines.toml")


def read_crisis_texts(language: str) -> dict[str, dict[str, str]]:
    """Return what the crisis lines are called in another language, by their names in English."""
    return _read(f"{language}/crisis_lines.toml")


def list_translated_articles(language: str) -> list[str]:
    """Return the slugs of the articles that someone has translated, in the originals' order."""
    translated = set(_list_articles(language))
    return [article["slug"] for article in read_articles() if article["slug"] in translated]


def read_pairs(language: str) -> list[tuple[str, str]]:
    """Return each text in English with what it is in another language."""
    names = ["pages.toml", "people.toml", "topics.toml"]
    names += [f"articles/{slug}.toml" for slug in _list_articles(language)]
    return [pair for name in names for pair in _pair(_read(name), _read(f"{language}/{name}"))]


def _pair(source: Any, translation: Any) -> list[tuple[str, str]]:
    """Pair two texts that are built alike; what stays as it is the translation leaves out."""
    if isinstance(translation, dict):
        return [pair for key, value in translation.items() for pair in _pair(source[key], value)]
    if isinstance(translation, list):
        return [pair for both in zip(source, translation, strict=False) for pair in _pair(*both)]
    return [(source, translation)]


def _list_articles(folder: str = "") -> list[str]:
    return sorted(path.stem for path in (CONTENT_DIR / folder / "articles").glob("*.toml"))


def _read(name: str) -> Any:
    return tomllib.loads((CONTENT_DIR / name).read_text("utf-8"))
