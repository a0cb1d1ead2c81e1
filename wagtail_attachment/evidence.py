"""Which wording and which crisis lines were on an article at a given time.

Answered from the ledgers alone, so it holds after revisions were purged and after users, snippets,
sites and the page itself were deleted.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from .crisis_lines import CrisisLine
from .models import CrisisResourceVersion, DisclaimerVersion, PublicationEvent


@dataclass(frozen=True)
class Disclosure:
    """What readers of one page saw with it at one moment."""

    page_id: int
    at: datetime
    event: PublicationEvent | None
    wordings: list[DisclaimerVersion] = field(default_factory=list)
    lines: list[CrisisLine] = field(default_factory=list)
    uncovered_kinds: list[str] = field(default_factory=list)

    @property
    def is_public(self) -> bool:
        return self.event is not None and self.event.live

    @property
    def was_withheld(self) -> bool:
        """Whether readers got 503 in the place of the page."""
        return bool(
            self.event
            and self.event.live
            and self.event.enforcement == "enforce"
            and self.event.kinds[0] in self.uncovered_kinds
        )

    def to_dict(self) -> dict[str, Any]:
        """Return all of it as plain values, for JSON."""
        event = self.event
        return {
            "page_id": self.page_id,
            "at": self.at.isoformat(),
            "public": self.is_public,
            "withheld": self.was_withheld,
            "title": event.title if event else None,
            "url": event.url if event else None,
            "since": event.at.isoformat() if event else None,
            "language": event.language if event else None,
            "countries": event.countries if event else [],
            "enforcement": event.enforcement if event else None,
            "uncovered_kinds": self.uncovered_kinds,
            "disclaimers": [
                {
                    "version": version.pk,
                    "kind": version.kind,
                    "language": version.language,
                    "heading": version.heading,
                    "text": version.text,
                    "sha256": version.digest,
                    "chain": version.chain,
                    "approved_by": version.person_name,
                    "approved_by_role": version.person_role,
                    "approved_at": version.approved_at.isoformat(),
                    "effective_from": version.effective_from.isoformat(),
                }
                for version in self.wordings
            ],
            "crisis_resources": [
                {
                    "version": line.version_id,
                    "name": line.name,
                    "channels": [
                        {"kind": channel.kind, "dialled": channel.label}
                        for channel in line.channels
                    ],
                }
                for line in self.lines
            ],
        }


def disclose(page_id: int, at: datetime) -> Disclosure:
    """Return what was on a page at ``at``, an aware time."""
    event = (
        PublicationEvent.objects.filter(page_id=page_id, at__lte=at).order_by("-at", "-pk").first()
    )
    if event is None or not event.live:
        return Disclosure(page_id, at, event)
    found = DisclaimerVersion.objects.in_force_by_kind(
        event.kinds, event.language, event.site_id, at
    )
    lines = (
        CrisisResourceVersion.objects.in_force(event.countries, event.language, at)
        if event.countries
        else []
    )
    return Disclosure(
        page_id,
        at,
        event,
        wordings=[found[kind] for kind in event.kinds if kind in found],
        lines=lines,
        uncovered_kinds=[kind for kind in event.kinds if kind not in found],
    )
