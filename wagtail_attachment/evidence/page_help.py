"""What readers get with a page besides its text, as plain values: wordings, crisis card, booking.

The same for all pages that the resolver answers alike, and read off the very templates that serve it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils import translation

from wagtail_attachment.conf import conf
from wagtail_attachment.crisis.known import EmergencyNumber
from wagtail_attachment.crisis.lines import CrisisLine
from wagtail_attachment.crisis.placeholder import CRISIS_LINE, fill_text
from wagtail_attachment.crisis.versions import CrisisResourceVersion
from wagtail_attachment.disclaimers.versions import DisclaimerVersion
from wagtail_attachment.practice.booking import BookingCTA
from wagtail_attachment.safety.resolver import Safety
from wagtail_attachment.times import get_practice_day

from .nodes import Node
from .rendering import render_nodes


def describe_help(safety: Safety) -> dict[str, Any]:
    """Return all that readers of ``safety.page``, and of all pages like it, get besides its text."""
    with translation.override(safety.language):
        booking = None if safety.is_withheld else safety.booking_cta
        numbers = list(_describe_emergency_numbers(safety))
        return {
            "language": safety.language,
            "is_observed": not conf.is_enforcing,
            "uncovered_kinds": safety.uncovered_kinds,
            "link": _render("need_help", safety),
            **describe_ledgers(safety, numbers, safety.is_withheld),
            "booking": describe_booking(booking, safety) if booking else None,
        }


def describe_ledgers(
    help_: Any, emergency_numbers: list[dict[str, Any]], is_withheld: bool
) -> dict[str, Any]:
    """Return what wordings and crisis lines make of it, in the language that is active."""
    dialled, href = help_.first_number
    return {
        "is_withheld": is_withheld,
        "withheld_message": _render("withheld_message", help_) if is_withheld else [],
        "first_number": {
            "text": fill_text(CRISIS_LINE, dialled, help_.language),
            "dialled": dialled,
            "href": href,
        },
        "disclaimers": [_describe_wording(each, help_) for each in help_.disclaimers],
        "card": _describe_card(help_, emergency_numbers),
    }


def describe_booking(cta: BookingCTA, safety: Safety) -> dict[str, Any] | None:
    """Return a booking prompt as readers get it; ``None`` where it cannot lead anywhere and so is not shown."""
    representation = cta.get_representation()
    if representation is None:
        return None
    person = cta.practitioner
    return {
        **representation,
        "id": cta.pk,
        "key": str(cta.translation_key),
        "practitioner": person
        and {"key": str(person.translation_key), "name": person.name, "shown_as": str(person)},
        "nodes": _render("booking_cta", safety, cta=cta),
    }


def _describe_wording(version: DisclaimerVersion, safety: Any) -> dict[str, Any]:
    number = safety.first_number
    return {
        "version": version.pk,
        "sha256": version.digest,
        "kind": version.kind,
        "language": version.language,
        "heading": version.heading,
        "text": version.fill_text(number[0]),
        "html": str(version.fill(*number)),
        "nodes": _render("disclaimer", safety, version=version),
    }


def _describe_card(safety: Any, emergency_numbers: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "nodes": _render("crisis_resources", safety, card_id="crisis"),
        "nodes_above_text": _render("help_above_text", safety),
        "nodes_back_to_it": _render("crisis_again", safety),
        "lines": [_describe_line(line) for line in safety.crisis_lines],
        "emergency_numbers": emergency_numbers,
    }


def _describe_line(line: CrisisLine) -> dict[str, Any]:
    return {
        "version": line.version_id,
        "sha256": line.digest,
        "name": line.name,
        "description": line.description,
        "what_happens": line.what_happens,
        "language": line.text_language,
        "country": line.country,
        "area": line.area,
        "audience": line.audience,
        "languages": list(line.languages),
        "source_url": line.source_url,
        "due_on": line.due_on,
        "channels": [
            {**channel.represent(), "dialled": channel.dialled} for channel in line.channels
        ],
    }


def _describe_emergency_numbers(safety: Safety) -> Iterator[dict[str, Any]]:
    own = safety.shared.emergency
    for each in safety.emergency_numbers:
        row = _find_statement(each) if each is own else None
        source = row.snapshot["source_url"] if row else each.source
        checked = each.checked or (get_practice_day(row.at) if row else None)
        yield {
            "country": each.country,
            "number": each.number,
            "href": each.href,
            "origin": _name_origin(each, own),
            "source_url": source,
            "checked_on": checked and checked.isoformat(),
            "version": row and row.pk,
        }


def _name_origin(number: EmergencyNumber, own: EmergencyNumber | None) -> str:
    if number.country in conf.WAGTAIL_ATTACHMENT_EMERGENCY_NUMBERS:
        return "settings"
    return "ledger" if number is own else "package"


def _find_statement(number: EmergencyNumber) -> CrisisResourceVersion | None:
    acts = CrisisResourceVersion.objects.filter(
        act=CrisisResourceVersion.Act.EMERGENCY, country=number.country
    )
    row: CrisisResourceVersion | None = acts.order_by("-pk").first()
    return row if row and row.snapshot["number"] == number.number else None


def _render(name: str, safety: Any, **context: Any) -> list[Node]:
    """Return what one of the templates that serve readers says, in the language that is active."""
    return render_nodes(name, {"safety": safety, **context})
