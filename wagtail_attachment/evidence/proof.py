"""The rows of the ledgers that bear on a report, and the chains that they stand in.

A chain is given whole, as the digests of its rows, and with it the values of those rows alone that
bear on the page. So whoever is handed the report can compute each chain from its first row to its
head without reading what the records say of other pages.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from wagtail_attachment.ledger.digests import write_canonically
from wagtail_attachment.ledger.events import PublicationEvent, leave_out_pages
from wagtail_attachment.ledger.rows import CHAINED, LedgerRow, WrittenOnce

from .bearing import find_bearing
from .ledgers import LEDGERS
from .report import Report

Values = dict[str, Any]


@dataclass
class Chain:
    """A ledger: the digest of each of its rows, in order, and those rows that are given."""

    name: str
    links: list[str] = field(default_factory=list)
    rows: list[Values] = field(default_factory=list)
    head: str = ""

    def to_dict(self) -> Values:
        return {"ledger": self.name, "links": self.links, "rows": self.rows}


def read_chain(ledger: type[LedgerRow], is_given: Callable[[Any], bool]) -> Chain:
    """Return a ledger as it stands, each link computed from what its row says now."""
    chain = Chain(ledger.__name__)
    for row in ledger._default_manager.order_by("pk").iterator():
        chain.links.append(row.compute_own_digest(*CHAINED))
        chain.head = row.chain
        if is_given(row):
            place = {"place": len(chain.links), "id": row.pk, "chain": row.chain}
            chain.rows.append({**place, "values": get_plain_values(row, *CHAINED)})
    return chain


def get_plain_values(row: WrittenOnce, *left_out: str) -> Values:
    """Return a row's values as JSON has them, which is what its digest is of."""
    values: Values = json.loads(write_canonically(row.get_values(*left_out)))
    return values


def find_events(report: Report) -> list[PublicationEvent]:
    """Return the events of the page until the end of the report, those of many pages among them."""
    events = PublicationEvent.objects.filter(
        Q(page_id=report.page_id) | Q(page_id=None), at__lte=report.end
    )
    return [
        event
        for event in events.order_by("pk").iterator()
        if event.page_id is not None or event.find_group(report.page_id)
    ]


def describe_event(event: PublicationEvent, page_id: int) -> Values:
    """Return what an event says of the page: of one of many pages, nothing that is of others alone."""
    _page_id, groups, _at, _rest = event.opening
    group = event.find_group(page_id) if event.page_id is None else None
    return {
        "id": event.pk,
        "digest": event.digest,
        "texts": find_texts_of(event, page_id),
        "page_id": event.page_id,
        "groups": groups,
        "group": leave_out_pages(group) if group else None,
        "values": get_plain_values(event, "digest", "page_id", "groups"),
    }


def open_others(event_ids: Collection[int]) -> dict[int, list[Any]]:
    """Return of all other events of which pages they are, when they were, and the digest of the rest.

    By these it can be seen that no event of the page was left out.
    """
    others = PublicationEvent.objects.exclude(pk__in=event_ids).order_by("pk")
    return {
        event.pk: json.loads(write_canonically(event.opening))
        for event in others.iterator(chunk_size=500)
    }


def read_chains(report: Report) -> list[Chain]:
    """Return all ledgers, with the rows that may bear on what readers of the page saw.

    Of the seals all are given: they say of all events that there are which ones these are.
    """
    given = {
        ledger: set(rows.values_list("pk", flat=True))
        for ledger, rows in find_bearing(
            report.page_id, [entry.values for entry in report.entries]
        ).items()
    }
    return [
        read_chain(ledger, lambda row: row.pk in given.get(type(row), (row.pk,)))
        for ledger in LEDGERS
    ]


def find_texts_of(event: PublicationEvent, page_id: int) -> list[str]:
    """Return the digests of the recorded texts that an event names for the page."""
    own = event if event.page_id == page_id else event.find_group(page_id)
    shown = own.get("shown") if isinstance(own, dict) else getattr(own, "shown", None)
    named = [value for value in (shown or {}).values() if isinstance(value, str)]
    return sorted(digest for digest in named if len(digest) == 64)
