"""What is wrong with the articles that are live now, and with the ledgers.

Finds what came in past the gates: ``queryset.update()``, fixtures, raw SQL.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from .models import (
    CrisisResourceVersion,
    DisclaimerVersion,
    PublicationEvent,
    Review,
)
from .models.coverage import load_live_pages
from .models.ledger import LedgerRow
from .publishing import Violation

LEDGERS: tuple[type[LedgerRow], ...] = (
    DisclaimerVersion,
    CrisisResourceVersion,
    PublicationEvent,
    Review,
)


@dataclass(frozen=True)
class Finding:
    """One violation of one live page."""

    page: Any
    violation: Violation

    def to_dict(self) -> dict[str, Any]:
        return {
            "page_id": self.page.pk,
            "title": self.page.title,
            "url": self.page.full_url or "",
            "language": self.page.locale.language_code,
            "violation": self.violation.id,
            "severity": str(self.violation.severity),
            "message": str(self.violation.message),
            "fixer": self.violation.fixer,
        }


def find_violations(hostname: str = "", language: str = "") -> Iterator[Finding]:
    """Yield the violations of every live covered page, of one site or language if named."""
    for page in load_live_pages(language):
        site = page.get_site() if hostname else None
        if hostname and (site is None or site.hostname != hostname):
            continue
        for violation in page.evaluate():
            yield Finding(page, violation)


def find_broken_ledger_rows() -> list[LedgerRow]:
    """Return the rows of all ledgers that were changed, removed or put in by other means."""
    return [row for ledger in LEDGERS for row in ledger.find_broken_rows()]
