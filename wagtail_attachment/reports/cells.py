"""Text that people wrote, in a file for a spreadsheet."""

from __future__ import annotations

from typing import Any

_OF_FORMULAS = ("=", "+", "-", "@", "\t", "\r")


def as_cell(value: Any) -> Any:
    """Return a value for a CSV file; a text that would be a formula gets a leading apostrophe.

    (Source: OWASP, CSV injection.)
    """
    return f"'{value}" if isinstance(value, str) and value.startswith(_OF_FORMULAS) else value


def from_cell(value: str) -> str:
    """Return the text of a cell written by :func:`as_cell`."""
    return value[1:] if value.startswith("'") and value[1:].startswith(_OF_FORMULAS) else value
