"""Which emergency numbers readers saw, by the record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from wagtail_attachment.crisis.known import EmergencyNumber
from wagtail_attachment.crisis.versions import CrisisResourceVersion


@dataclass(frozen=True)
class ShownNumber:
    """An emergency number, and the ledger's row that says who stated it, if someone did."""

    number: EmergencyNumber
    origin: str
    """Where it came from: ``"ledger"``, ``"package"`` or ``"settings"``."""
    row: CrisisResourceVersion | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain values, for JSON."""
        row, checked = self.row, self.number.checked
        return {
            "country": self.number.country,
            "number": self.number.number,
            "origin": self.origin,
            "source_url": self.number.source,
            "checked_on": checked.isoformat() if checked else None,
            "version": row.pk if row else None,
            "stated_by": row.person_name if row else None,
            "stated_by_id": row.person_id if row else None,
            "stated_by_role": row.person_role if row else None,
            "stated_at": row.at.isoformat() if row else None,
            "sha256": row.digest if row else None,
            "chain": row.chain if row else None,
        }


def read_emergency_numbers(recorded: Iterable[dict[str, Any]]) -> list[ShownNumber]:
    """Return the numbers that the help of an event says readers saw."""
    entries = list(recorded)
    rows = CrisisResourceVersion.objects.in_bulk(
        [each["version"] for each in entries if each["version"]]
    )
    found = []
    for each in entries:
        checked = date.fromisoformat(each["checked_on"]) if each["checked_on"] else None
        number = EmergencyNumber(each["country"], each["number"], each["source_url"], checked)
        found.append(ShownNumber(number, each["origin"], rows.get(each["version"])))
    return found
