"""Addresses in Wagtail's admin."""

from __future__ import annotations

from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.http import urlencode


def reverse_admin(view: str, *args: Any, **query: Any) -> str:
    """Return the address of a view of the admin, empty in a process that does not have it."""
    try:
        return reverse(view, args=args) + (f"?{urlencode(query)}" if query else "")
    except NoReverseMatch:
        return ""


def join(address: str, path: str) -> str:
    """Return the address of what is served below a page, whether the page's own ends with a slash.

    It does not where ``WAGTAIL_APPEND_SLASH`` is ``False``.
    """
    below = path.lstrip("/")
    return f"{address.rstrip('/')}/{below}" if below else address
