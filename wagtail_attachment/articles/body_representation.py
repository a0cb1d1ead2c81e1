"""An article's body as headless sites get it, and as they send it back."""

from __future__ import annotations

import uuid
from typing import Any

from wagtail_attachment.practice.booking import BookingCTA
from wagtail_attachment.safety.representation import (
    fill_values,
    is_withheld,
    represent_crisis_resources,
    represent_disclaimers,
)
from wagtail_attachment.safety.resolver import Safety

from .fields import find_booking_values
from .introductions import split_points


class BodyRepresentationMixin:
    """The body with what readers get around it: the introduction before it, the disclaimer after it."""

    lead: Any
    in_short: str
    pk: Any
    translation_key: uuid.UUID
    get_safety: Any

    @property
    def points(self) -> list[str]:
        """What it says in short, point by point."""
        return split_points(self.in_short)

    def get_body_representation(
        self, blocks: list[dict[str, Any]], request: Any = None
    ) -> list[dict[str, Any]]:
        """Return the body for headless sites: introduction first, disclaimer last; nothing if withheld."""
        safety = self.get_safety(request)
        if is_withheld(safety):
            return []
        placed = next((block for block in blocks if block["type"] == "disclaimer"), None)
        lead = {"type": "lead", "value": safety.fill_html(str(self.lead)), "id": f"lead-{self.pk}"}
        in_short = {"type": "in_short", "value": self.points, "id": f"in-short-{self.pk}"}
        disclaimer = {
            "type": "disclaimer",
            "value": {
                "disclaimers": represent_disclaimers(safety),
                "crisis_resources": represent_crisis_resources(safety),
            },
            "id": placed["id"] if placed else self.added_disclaimer_id,
        }
        for value in find_booking_values(blocks):
            _withdraw_or_fill_in(value, safety)
        rest = fill_values([block for block in blocks if block["type"] != "disclaimer"], safety)
        introduction = [each for each in (lead, in_short) if each["value"]]
        return [*introduction, *rest, disclaimer]

    @property
    def added_disclaimer_id(self) -> str:
        """The id of the disclaimer that the representation ends with though the body has none."""
        return str(uuid.uuid5(self.translation_key, "disclaimer"))

    def take_in_representation(self, body: Any) -> None:
        """Take out of ``body`` what :meth:`get_body_representation` had put in, before it is stored.

        So a client may send back what it got: the introduction is the article's again, and a
        disclaimer that was added goes. One that was placed is the client's to move, as it is the editor's.
        """
        for place, block in reversed(list(enumerate(body))):
            if block.block_type == "lead":
                self.lead = block.value.source
                del body[place]
            elif block.block_type == "in_short":
                self.in_short = "\n".join(block.value)
                del body[place]
            elif block.id == self.added_disclaimer_id:
                del body[place]


def _withdraw_or_fill_in(value: dict[str, Any], safety: Safety) -> None:
    """Give a booking prompt that names none the usual one, and take away one that readers do not get."""
    if value["cta"] is None:
        cta = safety.booking_cta
        value["booking"] = cta.get_representation() if cta else None
    elif value["booking"] and safety.shared.licences:
        placed = BookingCTA.objects.filter(pk=value["cta"]).first()
        if placed is None or safety.choose_booking(placed) is None:
            value["booking"] = None
