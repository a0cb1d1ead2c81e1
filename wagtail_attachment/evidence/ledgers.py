"""The ledgers: how far each goes, and whether it is whole."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from wagtail_attachment.crisis.versions import CrisisResourceVersion
from wagtail_attachment.disclaimers.versions import DisclaimerVersion
from wagtail_attachment.ledger.reviews import Review
from wagtail_attachment.ledger.rows import LedgerRow, WrittenOnce
from wagtail_attachment.ledger.seals import PublicationSeal
from wagtail_attachment.ledger.sensitivity import SensitivityDecision
from wagtail_attachment.practice.reader_texts import ReaderText
from wagtail_attachment.translation.pair_reviews import PairReview

from .sealing import find_broken_events

LEDGERS: tuple[type[LedgerRow], ...] = (
    DisclaimerVersion,
    CrisisResourceVersion,
    PublicationSeal,
    Review,
    SensitivityDecision,
    PairReview,
    ReaderText,
)


@dataclass(frozen=True)
class LedgerState:
    """How far one ledger goes: its name, how many rows, and the ``chain`` of the last of them."""

    name: str
    rows: int
    head: str


def get_ledger_states() -> list[LedgerState]:
    """Return the state of every ledger, to be kept where nobody who writes here can reach it."""
    states = []
    for ledger in LEDGERS:
        last = ledger._default_manager.order_by("-pk").first()
        # What others append meanwhile is not counted, since the head does not vouch for it.
        rows = ledger._default_manager.filter(pk__lte=last.pk).count() if last else 0
        states.append(LedgerState(ledger.__name__, rows, last.chain if last else ""))
    return states


def find_broken_ledger_rows() -> list[WrittenOnce]:
    """Return the rows of all ledgers that were changed, or follow one that was, or that is gone.

    Rows removed from a ledger's end leave no trace in it: :func:`find_lost_heads` finds those.
    """
    in_chains = [row for ledger in LEDGERS for row in ledger.find_broken_rows()]
    return [*in_chains, *find_broken_events()]


def find_lost_heads(heads: Collection[str]) -> list[str]:
    """Return those of earlier ``heads`` that no ledger holds any more.

    In an unbroken ledger a row vouches for all before it. So one that is still there says that none
    of those was removed.
    """
    kept = {
        chain
        for ledger in LEDGERS
        for chain in ledger._default_manager.filter(chain__in=heads).values_list("chain", flat=True)
    }
    return [head for head in heads if head not in kept]
