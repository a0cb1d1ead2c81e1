"""Front matter: the title, date, author and tags between two marker lines at the top of a file."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any, NamedTuple

import yaml
from django.utils.translation import gettext as _

from .dates import read_day, to_noon
from .links import get_safe_href
from .reading import Meta, Reading

_YAML = re.compile(r"\A---[ \t]*\r?\n(.*?\n)?(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_TOML = re.compile(r"\A\+\+\+[ \t]*\r?\n(.*?\n)?\+\+\+[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_TITLE = re.compile(r"^title[ \t]*[:=][ \t]*(?![\[{!&*|>])(\S[^\n]*)", re.MULTILINE | re.IGNORECASE)
_MOST, _MOST_BRACKETS = 20_000, 100
_LOADER = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
_NAMES = {
    "title": ("title", "titulo", "titre", "titel"),
    "subtitle": ("subtitle", "tagline"),
    "date": ("date", "published", "publish_date", "publishdate", "created", "pubdate"),
    "author": ("author", "authors", "by"),
    "slug": ("slug", "permalink"),
    "topics": ("tags", "keywords", "categories", "topics"),
    "description": ("description", "summary", "excerpt"),
    "address": ("canonical_url", "canonical", "url", "link", "original_url"),
}


class FrontMatter(NamedTuple):
    meta: Meta
    notices: list[str]

    def complete(self, reading: Reading) -> Reading:
        """Return the reading of the text below, with the front matter taking precedence."""
        return replace(
            reading,
            meta=self.meta.completed_by(reading.meta),
            notices=[*reading.notices, *self.notices],
        )


def take_front_matter(source: str) -> tuple[FrontMatter | None, str]:
    """Return a file's front matter, or ``None``, and the text below it.

    Unreadable front matter is also removed, with a notice, because it is not part of the article.
    """
    text = source.lstrip("\ufeff \r\n")
    for pattern, load in ((_YAML, _load_yaml), (_TOML, tomllib.loads)):
        match = pattern.match(text)
        if match is None:
            continue
        head = match[1] or ""
        if pattern is _YAML and not re.search(r"^[\w-]{1,40}[ \t]*:", head, re.MULTILINE):
            continue  # two rules around a paragraph
        try:
            if len(head) > _MOST or sum(map(head.count, "[{")) > _MOST_BRACKETS:
                raise ValueError
            values = load(head)
        except (ValueError, yaml.YAMLError, RecursionError, TypeError):
            notice = _(
                "The lines at the top of the file, between two lines of dashes, could not be read."
            )
            return FrontMatter(Meta(title=_find_title(head)), [notice]), text[match.end() :]
        return _interpret(values if isinstance(values, dict) else {}), text[match.end() :]
    return None, source


def _find_title(head: str) -> str:
    """Return the title in unreadable front matter; a colon in the title is a frequent cause."""
    line = _TITLE.search(head)
    return _to_text(line[1].strip(" \t\"'")) if line else ""


def _load_yaml(head: str) -> Any:
    tokens = yaml.scan(head, Loader=_LOADER)
    # One anchor that refers to another ten times over is a bomb; no article's front matter needs
    # any.
    if any(isinstance(token, yaml.AnchorToken | yaml.AliasToken) for token in tokens):
        raise ValueError
    return yaml.load(head, Loader=_LOADER)  # noqa: S506 (one of the two safe ones)


def _interpret(values: Mapping[Any, Any]) -> FrontMatter:
    named = {str(name).strip().lower(): value for name, value in values.items()}

    def find(name: str) -> Any:
        return next((named[key] for key in _NAMES[name] if named.get(key)), "")

    meta = Meta(
        title=_to_text(find("title")),
        subtitle=_to_text(find("subtitle")),
        date=_to_date(find("date")),
        authors=tuple(_to_texts(find("author"))),
        slug=_to_text(find("slug")).strip("/").rpartition("/")[2],
        topics=tuple(_to_texts(find("topics"))),
        address=get_safe_href(_to_text(find("address"))),
        description=_to_text(find("description")),
        is_private=_is_private(named),
    )
    return FrontMatter(meta, [])


def _is_private(named: Mapping[str, Any]) -> bool:
    """Say whether the file was not yet public, as Hugo, Jekyll and similar tools mark it."""
    is_draft = str(named.get("draft", "")).lower() in {"true", "yes"}
    is_held_back = str(named.get("published", "")).lower() in {"false", "no"}
    status = _to_text(named.get("status", "")).lower()
    return is_draft or is_held_back or status in {"draft", "private", "unpublished"}


def _to_date(value: Any) -> datetime | None:
    if isinstance(value, datetime):
        value = value.date()
    return to_noon(value) if isinstance(value, date) else read_day(_to_text(value))


def _to_text(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get("name", "")
    return " ".join(str(value).split())[:500] if isinstance(value, str | int | float) else ""


def _to_texts(value: Any) -> list[str]:
    values = value if isinstance(value, list) else str(value or "").split(",")
    texts = (_to_text(each).lstrip("#") for each in values[:100])
    return [text for text in texts if text]
