"""A person's name with what stands behind it."""

from __future__ import annotations

import unicodedata


def write_name(name: str, credentials: str) -> str:
    """Return a name followed by credentials.

    The comma is that of the name's own script: within a Latin name it stays Latin.
    """
    if not credentials:
        return name
    is_arabic = any(unicodedata.bidirectional(letter) == "AL" for letter in name)
    return f"{name}{'،' if is_arabic else ','} {credentials}"
