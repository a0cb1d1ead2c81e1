"""The ways in which a line can be reached: named in one place, to which a site adds its own."""

from __future__ import annotations

import re

from django.core.exceptions import ImproperlyConfigured

from .kind import ChannelKind
from .ours import OURS

__all__ = [
    "ChannelKind",
    "KindError",
    "get_kind",
    "get_kind_choices",
    "read_link",
    "register_channel_kind",
    "unregister_channel_kind",
]

# As long as the field that stores it.
_ID = re.compile(r"[a-z0-9_-]{1,20}")

_kinds = {kind.id: kind for kind in OURS}


class KindError(ImproperlyConfigured):
    """A kind of channel that could not be stored or shown, or whose id is taken."""


def register_channel_kind(kind: ChannelKind) -> None:
    """Add a site's own kind. Raises ``KindError``; the kinds that are there stay as they are."""
    if not _ID.fullmatch(kind.id):
        raise KindError(f"{kind.id!r} is no id of a kind: up to 20 of a-z, 0-9, _ and -.")
    if kind.id in _kinds:
        raise KindError(f"There is a kind of channel {kind.id!r} already.")
    for button in (kind.button, kind.keyword_button):
        try:
            str(button) % {"number": "", "word": ""}
        except (KeyError, TypeError, ValueError) as error:
            raise KindError(f"{kind.id}: {button!r} cannot be filled in.") from error
    _kinds[kind.id] = kind


def unregister_channel_kind(kind: ChannelKind) -> None:
    """Remove a site's own kind; raises ``KindError`` for one that is not registered, and for ours.

    Lines that were verified with it go on showing what is dialled, without a link.
    """
    if kind in OURS or _kinds.get(kind.id) is not kind:
        raise KindError(f"{kind.id!r} is no kind of channel of this site.")
    del _kinds[kind.id]


def get_kind(kind_id: str) -> ChannelKind:
    """Return a kind; for one that is not there any more, one that shows the address as it is.

    What a person verified stays in the ledger, and readers rely on it.
    """
    return _kinds.get(kind_id) or _make_unknown(kind_id)


def get_kind_choices() -> list[tuple[str, str]]:
    """Return the kinds to choose among, in words of the active language."""
    return [(kind.id, str(kind.label)) for kind in _kinds.values()]


def read_link(address: str) -> tuple[str, str]:
    """Return the id of the kind whose link on the web this is, and its number; else both empty."""
    for kind in _kinds.values():
        if number := kind.read_number(address):
            return kind.id, number
    return "", ""


def _make_unknown(kind_id: str) -> ChannelKind:
    return ChannelKind(id=kind_id, label=kind_id, address="dialled", get_href=lambda channel: "")
