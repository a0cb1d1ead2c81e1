"""Addresses of admin views and of paths below a page."""

from __future__ import annotations

from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.http import urlencode


def reverse_admin(view: str, *args: Any, **query: Any) -> str:
    """Return the address of an admin view, or ``""`` in a process without the admin's URLs."""
    try:
        return reverse(view, args=args) + (f"?{urlencode(query)}" if query else "")
    except NoReverseMatch:
        return ""


def join_address(page: str, path: str) -> str:
    """Return the address of ``path`` below the page at the address ``page``.

    A page's address has no slash at its end where ``WAGTAIL_APPEND_SLASH`` is off.
    """
    path = path.lstrip("/")
    return f"{page.rstrip('/')}/{path}" if path and path[0] != "?" else f"{page}{path}"
