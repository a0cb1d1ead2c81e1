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
