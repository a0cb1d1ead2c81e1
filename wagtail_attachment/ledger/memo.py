"""What pages share, remembered by each process for as long as the edition lasts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.utils import timezone

from wagtail_attachment.conf import conf

from .edition import get_edition

Key = TypeVar("Key", bound=Hashable)
Found = TypeVar("Found")


@dataclass
class Memo:
    """An edition as this process knows it, and what was found under it."""

    edition: str
    until: datetime
    """When it ends at the latest, since a change that no signal tells of must show some day."""
    found: dict[Hashable, Any] = field(default_factory=dict)


@dataclass
class ReadOnlyRequest:
    """A request that changes nothing. It sees one edition, from when it first asks for it."""

    memo: Memo | None = None
    has_asked: bool = False


_latest: Memo | None = None
_reading: ContextVar[ReadOnlyRequest | None] = ContextVar(
    "wagtail_attachment_reading", default=None
)


def begin_reading() -> None:
    """Let the present request remember, and be shown, what others have found."""
    if _reading.get() is None:
        _reading.set(ReadOnlyRequest())


def end_reading(**kwargs: Any) -> None:
    """Let nothing be remembered: Django says that a request begins or is over, or it was changed."""
    _reading.set(None)


def get_memo() -> Memo | None:
    """Return the edition that the present request sees; ``None`` where it must read all for itself.

    So does one that may change something, one in a transaction, and whatever is no request.
    """
    reading = _reading.get()
    if reading is None:
        return None
    if not reading.has_asked:
        reading.memo, reading.has_asked = _find_memo(), True
    return reading.memo


def remember(key: Hashable, find: Callable[[], Found]) -> Found:
    """Return what ``find`` gives, or gave to another request that saw the same edition.

    What is returned is shared by all of them: copy what you change.
    """
    memo = get_memo()
    if memo is None:
        return find()
    if key not in memo.found:
        memo.found[key] = find()
    return memo.found[key]


def remember_each(
    name: str, keys: Collection[Key], find: Callable[[set[Key]], Mapping[Key, Found]]
) -> dict[Key, Found]:
    """Return what ``find`` gives for each of ``keys``; it is asked at once for all that are new."""
    memo = get_memo()
    found = memo.found if memo else {}
    if new := {key for key in keys if (name, key) not in found}:
        found.update({(name, key): each for key, each in find(new).items()})
    return {key: found[name, key] for key in keys}


def end_edition_by(time: datetime | None) -> None:
    """Let nothing be kept beyond ``time``, when what is shown changes by itself."""
    memo = get_memo()
    if memo is not None and time is not None:
        memo.until = min(memo.until, time)


def is_current(until: datetime) -> bool:
    """Say whether what ends at ``until`` may be shown still."""
    now = timezone.now()
    return now < until <= now + _get_longest()


def _find_memo() -> Memo | None:
    global _latest
    edition = get_edition() if _get_longest() else ""
    if not edition:
        return None
    memo = _latest  # one object, replaced as a whole: other threads do the same
    if memo is None or memo.edition != edition or not is_current(memo.until):
        _latest = memo = Memo(edition, timezone.now() + _get_longest())
    return memo


def _get_longest() -> timedelta:
    return timedelta(seconds=conf.WAGTAIL_ATTACHMENT_KEPT_SECONDS)
