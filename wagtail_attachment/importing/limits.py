"""Limits on the length of a text, before it is read and as a parser sees it."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# An article of 10,000 words has about 60 kB.
_MAX_BYTES, _MAX_LINES = 300_000, 8_000
# Including what a word processor or a saved page adds: styles, scripts, comments.
_MAX_RAW = 5_000_000


def limit_text(source: str | bytes) -> None:
    """Refuse a text that is longer than an article. Raises ``ValidationError``."""
    data = source if isinstance(source, bytes) else source.encode("utf-8", "replace")
    if len(data) > _MAX_BYTES or data.count(b"\n") > _MAX_LINES:
        _refuse()


def limit_raw(source: str) -> None:
    """Refuse a text that is too long even to be examined. Raises ``ValidationError``."""
    if len(source) > _MAX_RAW:
        _refuse()


def _refuse() -> None:
    raise ValidationError(
        _(
            "This is longer than 300 kB or 8000 lines. Paste one article at a time, without its pictures."
        )
    )
