"""How long a text may be, before it is read and as a parser sees it."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# An article of 10,000 words has some 60 kB.
_MAX_BYTES, _MAX_LINES = 300_000, 8_000
# With all that a word processor or a saved page puts around it: styles, scripts, comments.
_MAX_RAW = 5_000_000


def limit_text(source: str | bytes) -> None:
    """Refuse a text that is longer than an article. Raises ``ValidationError``."""
    data = source if isinstance(source, bytes) else source.encode("utf-8", "replace")
    if len(data) > _MAX_BYTES or data.count(b"\n") > _MAX_LINES:
        _refuse()


def limit_raw(source: str) -> None:
    """Refuse what is too long even to be looked at. Raises ``ValidationError``."""
    if len(source) > _MAX_RAW:
        _refuse()


def _refuse() -> None:
    raise ValidationError(
        _(
            "This is longer than 300 kB or 8000 lines. Paste one article at a time, without its pictures."
        )
    )
