"""The heads of the ledgers, written down a day at a time where nobody who writes here can reach them.

A line names a time, a ledger, how many rows it had and the chain of the last of these. As long as that
row still stands at that place of an unbroken chain, none before it was changed or removed.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogFormatter, log, registry
from wagtail.models import Site

from wagtail_attachment.ledger.rows import LedgerRow
from wagtail_attachment.times import to_utc

from .ledgers import LEDGERS, get_ledger_states

TELL_HEADS = "wagtail_attachment.tell_heads"
"""The action under which a mail is in Wagtail's log, on the site."""

_NONE = "-"
_AT_ONCE = 500


@dataclass(frozen=True)
class Head:
    """How far a ledger went at a time."""

    at: str
    ledger: str
    rows: int
    head: str

    def __str__(self) -> str:
        return f"{self.at} {self.ledger} {self.rows} {self.head}"

    @property
    def day(self) -> str:
        return self.at[:10]


def get_heads(now: datetime | None = None) -> list[Head]:
    """Return the head of each ledger."""
    at = to_utc(now or timezone.now()).isoformat(timespec="seconds")
    states = get_ledger_states()
    return [Head(at, state.name, state.rows, state.head or _NONE) for state in states]


def read_heads(text: str) -> list[Head]:
    """Return the heads in a file or mail; lines that say something else are left out.

    Raises ``ValueError`` where a line begins as one and is incomplete.
    """
    lines = [line.lstrip("> ") for line in text.splitlines()]  # as of a mail that was answered
    return [_read(line) for line in lines if _is_of_head(line)]


def _is_of_head(line: str) -> bool:
    words = line.split()
    return len(words) > 1 and words[1] in {ledger.__name__ for ledger in LEDGERS}


def _read(line: str) -> Head:
    try:
        at, ledger, rows, head = line.split()
        return Head(at, ledger, int(rows), head)
    except ValueError as error:
        raise ValueError(line) from error


def find_lost(heads: Iterable[Head]) -> list[Head]:
    """Return those of earlier heads whose rows do not stand where they stood."""
    heads = list(heads)
    kept: set[Head] = set()
    for ledger in LEDGERS:
        own = [head for head in heads if head.ledger == ledger.__name__]
        places = _find_places(ledger, {head.head for head in own}) if own else {}
        kept |= {head for head in own if not head.rows or places.get(head.head) == head.rows}
    return [head for head in heads if head not in kept]


def _find_places(ledger: type[LedgerRow], chains: Collection[str]) -> dict[str, int]:
    """Return at which place of a ledger the rows with these chains stand."""
    keys = list(ledger._default_manager.order_by("pk").values_list("pk", flat=True))
    wanted = sorted(chains)
    return {
        chain: bisect_right(keys, pk)
        for start in range(0, len(wanted), _AT_ONCE)
        for chain, pk in ledger._default_manager.filter(
            chain__in=wanted[start : start + _AT_ONCE]
        ).values_list("chain", "pk")
    }


def was_told(address: str, day: date) -> bool:
    """Say whether an address was told the heads on a day, in UTC."""
    entries = registry.get_log_model_for_model(Site).objects.filter(
        action=TELL_HEADS, timestamp__gte=datetime(day.year, day.month, day.day, tzinfo=UTC)
    )
    told = entries.order_by().values_list("data", flat=True)
    return any(
        data.get("to", "").casefold() == address.casefold() and data.get("day") == day.isoformat()
        for data in told
    )


def record_telling(address: str, day: date) -> None:
    """Note in the site's history who was told, which is the only memory of it."""
    site = Site.objects.order_by("-is_default_site", "pk").first()
    log(site, TELL_HEADS, data={"to": address, "day": day.isoformat()})


class HeadsTold(LogFormatter):
    """How such a mail reads in Wagtail's report of the site's history."""

    label = gettext_lazy("Heads of the ledgers")

    def format_message(self, log_entry: Any) -> str:
        address = log_entry.data.get("to", "")
        return _("Mailed the heads of the ledgers to %(address)s") % {"address": address}
