"""What is wrong with the articles that are live now, and with the ledgers.

Finds what came in past the gates: ``queryset.update()``, fixtures, raw SQL.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType

from .models import (
    CoveredPageMixin,
    CrisisResourceVersion,
    DisclaimerVersion,
    PublicationEvent,
    Review,
)
from .models.ledger import LedgerRow
from .models.loading import load_safety
from .publishing import Violation

LEDGERS: tuple[type[LedgerRow], ...] = (
    DisclaimerVersion,
    CrisisResourceVersion,
    PublicationEvent,
    Review,
)


_PAGES_AT_ONCE = 200


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
    pages = get_live_pages(language)
    while batch := list(islice(pages, _PAGES_AT_ONCE)):
        load_safety(batch)
        for page in batch:
            site = page.get_site() if hostname else None
            if hostname and (site is None or site.hostname != hostname):
                continue
            for violation in page.evaluate():
                yield Finding(page, violation)


def get_live_pages(language: str = "") -> Iterator[Any]:
    """Yield every live page of a covered type, each once, as its own type."""
    for model in apps.get_models():
        if not issubclass(model, CoveredPageMixin):
            continue
        pages = model.objects.filter(
            live=True, content_type=ContentType.objects.get_for_model(model)
        )
        if language:
            pages = pages.filter(locale__language_code=language)
        yield from pages.order_by("pk").iterator()


def find_broken_ledger_rows() -> list[LedgerRow]:
    """Return the rows of all ledgers that were changed, removed or put in by other means."""
    return [row for ledger in LEDGERS for row in ledger.find_broken_rows()]
