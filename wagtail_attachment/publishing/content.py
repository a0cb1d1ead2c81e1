"""Whether a block of an article holds anything that a reader would see."""

from __future__ import annotations

from typing import Any, Protocol

from .texts import collapse, to_plain_text

# Blocks without content of their own that show the practice's help where they are placed. They are
# not text, so a section with nothing else is still empty.
_PLACED_HELP = {"crisis_resources", "booking_cta", "disclaimer"}


class Block(Protocol):
    """A child of a stream, as Wagtail's ``StreamValue.StreamChild``."""

    block_type: str
    value: Any
    id: str


def has_content(value: Any) -> bool:
    """Say whether a block's value holds anything that a reader would see.

    A string is plain text as typed, unless it is marked as HTML, like a rich text's ``source``.
    """
    if value is None or isinstance(value, bool):
        return False
    if hasattr(value, "stream_block"):  # has HTML as well, with the help placed in it
        return any(_child_has_content(child) for child in value)
    if hasattr(value, "__html__"):
        html = value.source if hasattr(value, "source") else value.__html__()
        return bool(to_plain_text(html))
    if isinstance(value, str):
        return bool(collapse(value))
    if hasattr(value, "items"):
        return any(has_content(child) for child in value.values())
    if hasattr(value, "__iter__"):
        return any(_child_has_content(child) for child in value)
    return True


def _child_has_content(child: Any) -> bool:
    if getattr(child, "block_type", "") in _PLACED_HELP:
        return False
    return has_content(getattr(child, "value", child))
