"""What people wrote, in a file that a spreadsheet opens."""

from __future__ import annotations

from typing import Any

_OF_FORMULAS = ("=", "+", "-", "@", "\t", "\r")


def as_cell(value: Any) -> Any:
    """Return a value of a CSV file; a text that a spreadsheet would compute begins with an apostrophe.

    (Source: OWASP, CSV injection.)
    """
    return f"'{value}" if isinstance(value, str) and value.startswith(_OF_FORMULAS) else value


def from_cell(value: str) -> str:
    """Return the text of a cell that :func:`as_cell` made."""
    return value[1:] if value.startswith("'") and value[1:].startswith(_OF_FORMULAS) else value
