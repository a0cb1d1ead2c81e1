"""What readers get of a page at this moment, in the parts by which it goes on record.

Each part is kept once per distinct content, and events refer to it by its digest. What many pages share is a
part of its own, so an act that concerns them all adds one.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cached_property
from typing import Any

from wagtail_attachment.ledger.digests import compute_digest
from wagtail_attachment.ledger.recorded_texts import RecordedText
from wagtail_attachment.safety.resolver import Safety

from .page_help import describe_help
from .page_people import ShownPeople, describe_people, read_people
from .page_text import describe_text
from .recording_request import UnfilledSafety, make_request

TEXT, PEOPLE, HELP, ABOVE = "text", "people", "help", "above"


class Parts:
    """The parts of one page, each made when it is first asked for, by what was resolved of it."""

    def __init__(self, safety: Safety) -> None:
        self.safety = safety

    @cached_property
    def _unfilled(self) -> UnfilledSafety:
        return UnfilledSafety(self.safety)

    @cached_property
    def _request(self) -> Any:
        return make_request(self._unfilled)

    @cached_property
    def _shown_people(self) -> ShownPeople:
        return read_people(self._unfilled, self._request)

    @cached_property
    def text(self) -> dict[str, Any]:
        return describe_text(self.safety, self._request, self._shown_people.notes)

    @cached_property
    def people(self) -> dict[str, Any]:
        return describe_people(self._unfilled, self._shown_people)

    @cached_property
    def help(self) -> dict[str, Any]:
        return describe_help(self.safety)

    @property
    def shown(self) -> dict[str, Any]:
        """What an event says of all of them."""
        return self.describe((TEXT, PEOPLE, HELP, ABOVE))

    def describe(self, names: Collection[str]) -> dict[str, Any]:
        """Return what an event says of these: a digest of each, and whether help is above the text."""
        # While the body is as it is stored, by which a text that was read before is known.
        above = {ABOVE: self.safety.sensitivity.is_sensitive} if ABOVE in names else {}
        contents = {name: getattr(self, name) for name in names if name != ABOVE}
        return {name: compute_digest(content) for name, content in contents.items()} | above

    def keep(self) -> None:
        """Have what an event refers to on record."""
        RecordedText.keep(self.text, self.people, self.help)
