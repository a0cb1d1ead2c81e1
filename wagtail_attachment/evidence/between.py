"""Help as of a time between two events: what a ledger put in force, which no event has sealed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.utils import translation

from wagtail_attachment.crisis.known import EmergencyNumber
from wagtail_attachment.crisis.lines import CrisisLine
from wagtail_attachment.disclaimers.versions import DisclaimerVersion
from wagtail_attachment.ledger.recorded_texts import RecordedText
from wagtail_attachment.safety.local_help import LocalHelp

from .page_help import describe_ledgers
from .parts import HELP
from .publications import Publication
from .shown import Shown, get_basis


class PastHelp(LocalHelp):
    """The help of one page that was in force by the ledgers: given, not resolved."""

    def __init__(
        self,
        publication: Publication,
        disclaimers: Sequence[DisclaimerVersion],
        lines: Sequence[CrisisLine],
        numbers: Sequence[EmergencyNumber],
    ) -> None:
        self.publication = publication
        self.countries = publication.countries
        self.disclaimers = disclaimers
        self.crisis_lines = list(lines)
        self.numbers = list(numbers)

    @property
    def language(self) -> str:
        return self.publication.language

    @property
    def emergency_numbers(self) -> list[EmergencyNumber]:
        return self.numbers

    @property
    def uncovered_kinds(self) -> list[str]:
        covered = {version.kind for version in self.disclaimers}
        return [kind for kind in self.publication.kinds if kind not in covered]

    @property
    def basis(self) -> tuple[list[Any], ...]:
        """What it is made of, as ``get_basis`` gives it."""
        return (
            [version.pk for version in self.disclaimers],
            [line.version_id for line in self.crisis_lines],
            [(each.country, each.number) for each in self.numbers],
        )


def bring_up_to(recorded: Shown, past: PastHelp, later: Sequence[Publication]) -> Shown:
    """Return ``recorded`` with the wordings and lines that were in force at a time after its event.

    They are those of the event as a rule, and nothing else stands in for a text that is gone. Where a ledger put others in force since, an event ``later``
    has sealed what readers got of these; where none has yet, it is put together.
    """
    if HELP in recorded.missing or get_basis(recorded.help) == past.basis:
        return recorded
    for digest in dict.fromkeys(each.shown.get(HELP, "") for each in later):
        sealed = RecordedText.read([digest]).get(digest)
        if sealed and get_basis(sealed) == past.basis:
            own = {"booking": recorded.help.get("booking")}
            return replace(recorded, help={**sealed, **own}, is_sealed=False)
    is_withheld = past.publication.withholds(past.uncovered_kinds)
    with translation.override(past.language):
        described = describe_ledgers(past, recorded.emergency_numbers, is_withheld)
    own = {"uncovered_kinds": past.uncovered_kinds}
    return replace(recorded, help={**recorded.help, **own, **described}, is_sealed=False)
