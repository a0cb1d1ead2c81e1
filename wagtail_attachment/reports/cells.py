"""What people wrote, in a file that a spreadsheet opens."""

from __future__ import annotations

from typing import Any


def as_cell(value: Any) -> Any:
    """Return a value of a CSV file; a text that a spreadsheet would compute begins with an apostrophe.

    (Source: OWASP, CSV injection.)
    """
    is_formula = isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r"))
    return f"'{value}" if is_formula else value
