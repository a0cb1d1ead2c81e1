"""The information in an item of a WordPress export besides the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from html import unescape
from typing import Any

from django.utils.html import strip_tags

from .article import describe_unused

# The fields of Yoast, Rank Math, All in One SEO and SEOPress.
_DESCRIPTIONS = (
    *("_yoast_wpseo_metadesc", "rank_math_description", "_aioseo_description"),
    *("_aioseop_description", "_seopress_titles_desc"),
)
_WITHOUT_CATEGORY = {"uncategorized", "uncategorised", "allgemein", "sin categoría", "non classé"}


def get_tag(element: Any) -> str:
    """Return the name of an element without its namespace, which may be damaged."""
    return str(element.tag).rpartition("}")[2]


def get(element: Any, name: str) -> str:
    return (element.findtext(f"{{*}}{name}") or "").strip()


def to_words(html: str) -> str:
    """Return a title or name as readers see it; WordPress stores both as HTML."""
    return " ".join(unescape(strip_tags(html)).split())


def get_postmeta(item: Any) -> dict[str, str]:
    return {get(each, "meta_key"): get(each, "meta_value") for each in item.iter("{*}postmeta")}


def take_description(item: Any, more: dict[str, str], notes: list[str]) -> str:
    """Return the search description, or else the excerpt; add an unused excerpt to ``notes``."""
    excerpts = (each.text or "" for each in item if str(each.tag).endswith("/excerpt/}encoded"))
    excerpt = to_words(next(excerpts, ""))
    written = next((more[name] for name in _DESCRIPTIONS if more.get(name)), "")
    # Placeholders of a plugin for other texts: “%%excerpt%%”, “#post_excerpt”.
    description = "" if re.search(r"%\w+%|#post_", written) else to_words(written)
    if excerpt and description and excerpt != description:
        notes.append(describe_unused(excerpt))
    return description or excerpt


def get_topics(item: Any) -> Iterator[str]:
    for category in item.iter("{*}category"):
        name = to_words(category.text or "")
        is_topic = category.get("domain", "category") in {"category", "post_tag"}
        if name and is_topic and name.casefold() not in _WITHOUT_CATEGORY:
            yield name


def get_date(item: Any) -> datetime | None:
    try:
        return datetime.fromisoformat(get(item, "post_date_gmt")).replace(tzinfo=UTC)
    except ValueError:  # no date, or one of zeros
        pass
    try:
        at = parsedate_to_datetime(get(item, "pubDate"))
        return at.replace(tzinfo=at.tzinfo or UTC).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
