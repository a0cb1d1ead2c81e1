"""What readers must see with a page, as plain data: for APIs, feeds and structured data."""

from __future__ import annotations

from typing import Any

from django.utils import translation

from wagtail_attachment.crisis.lines import CrisisLine
from wagtail_attachment.disclaimers.versions import DisclaimerVersion

from .resolver import Safety


def is_withheld(safety: Safety) -> bool:
    """Say whether an answer must leave out the page's content.

    Only those who may edit a page get it before it is live, and editing is never blocked. An alias
    of a private page is as private as its source, although Wagtail's APIs list it.
    """
    return safety.page.live and (safety.is_withheld or safety.page.shows_private_page)


def represent_disclaimers(safety: Safety) -> list[dict[str, Any]]:
    """Return the approved texts, filled in, starting with the page's own kind of disclaimer."""
    return [_represent_disclaimer(version, safety) for version in safety.disclaimers]


def represent_crisis_resources(safety: Safety) -> dict[str, Any]:
    """Return the verified lines for the readers' region, best match first, and emergency numbers.

    Everything is as in the crisis card. It always says something: if no country is known, the
    client should say "Call your local emergency number". ``above_text`` says that it belongs above
    the text, since the page is sensitive.
    """
    with translation.override(safety.language):
        return {
            "above_text": safety.sensitivity.is_sensitive,
            "lines": [_represent_line(line) for line in safety.crisis_lines],
            "emergency_numbers": [
                {"country": emergency.country, "number": emergency.number, "href": emergency.href}
                for emergency in safety.emergency_numbers
            ],
        }


def fill_values(values: Any, safety: Safety) -> Any:
    """Return plain data with the first line's number for ``{crisis_line}`` in each text."""
    match values:
        case str():
            is_html = "<" in values
            return safety.fill_anywhere(values) if is_html else safety.fill_text(values)
        case list():
            return [fill_values(each, safety) for each in values]
        case dict():
            return {name: fill_values(each, safety) for name, each in values.items()}
    return values


def _represent_disclaimer(version: DisclaimerVersion, safety: Safety) -> dict[str, Any]:
    return {
        "kind": version.kind,
        "language": version.language,
        "heading": version.heading,
        "html": str(version.fill(*safety.first_number)),
        "text": version.fill_text(safety.first_number[0]),
        "version": version.pk,
        "effective_from": version.effective_from.isoformat(),
    }


def _represent_line(line: CrisisLine) -> dict[str, Any]:
    return {
        "id": line.resource_id,
        "version": line.version_id,
        "name": line.name,
        "description": line.description,
        "what_happens": line.what_happens,
        "language": line.text_language,
        "country": line.country,
        "area": line.area,
        "audience": line.audience,
        "languages": list(line.languages),
        "channels": [
            {**channel.represent(), "languages": list(channel.languages or line.languages)}
            for channel in line.channels
        ],
    }
