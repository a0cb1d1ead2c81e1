"""One thing that is left to do for a language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from wagtail_attachment.languages import get_language_name


@dataclass(frozen=True)
class Task:
    title: str
    """The article, wording, line or booking prompt it is about."""
    state: str
    """What is wrong, in few words."""
    url: str
    """Where it is done; empty where whoever asks may not."""
    action: str
    """What is done there, in few words."""
    page_id: int | None = None
    """The page it is about, for those who have a permission on it."""
    right: str = ""
    """The permission that it takes where it is about no page."""
    publishes: bool = False
    """Whether it is done by publishing the page."""
    begins: bool = False
    """Whether it begins a translation, which takes the permission of the app that makes them."""
    language: str = ""
    """The code of the language that it takes permission to review, where it is a review."""
    readers_have_former: bool = False
    """Whether what readers have was made of an original that has changed since."""


def name_language(locale: Any) -> str:
    """Return a locale's name in the language of whoever reads the desk."""
    return get_language_name(locale.language_code, get_language() or "en")


def list_links(links: Iterable[tuple[str, str]]) -> SafeString:
    """Return links, each on a line of its own, for a cell of a list."""
    return format_html_join(
        "", '<div class="wagtail-attachment-link"><a href="{}">{}</a></div>', links
    )
