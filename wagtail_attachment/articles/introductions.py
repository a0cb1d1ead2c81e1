"""How an article begins: its introduction, with the points it makes in short."""

from __future__ import annotations

_END = "</p>"


def split_points(text: str) -> list[str]:
    """Return the points of *In short*, one for each line that is not blank."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def split_introduction(html: str) -> tuple[str, str]:
    """Return the first paragraph of an introduction's HTML, and what follows it."""
    first, end, rest = html.partition(_END)
    return f"{first}{end}", rest.strip()
