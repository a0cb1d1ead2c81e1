"""Parts of a WordPress post stored elsewhere in its export: reusable patterns and footnotes."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from wagtail_attachment.importing.limits import limit_raw

# The pattern stops at the start of another comment, which also keeps it fast.
_PATTERN = re.compile(r'<!--\s?wp:block \{"ref":(\d{1,18})(?:(?!-->|<!--)[^\n]){0,5000}-->')
_LINK = re.compile(r"href=[\"']#([\w-]{1,60})[\"']")
_MOST, _LONGEST, _DEEPEST = 100, 300_000, 3


def put_patterns(text: str, patterns: Mapping[str, str]) -> tuple[str, int]:
    """Return a text with its patterns inserted, and the number of patterns that are missing.

    ``patterns`` maps ids to texts. Raises ``ValidationError`` if the result is far too long.
    """
    missing = 0
    for _level in range(_DEEPEST):  # a pattern may refer to another, or to itself
        parts = _PATTERN.split(text)
        if len(parts) == 1:
            break
        # Every second part is an id.
        for place in range(1, len(parts), 2):
            pattern = patterns.get(parts[place]) if place < 2 * _MOST else None
            is_known = pattern is not None and len(pattern) <= _LONGEST
            missing += not is_known
            parts[place] = f"\n\n{pattern}\n\n" if is_known else "\n\n"
        text = "".join(parts)
        limit_raw(text)
    return text, missing


def put_notes(text: str, stored: str) -> str:
    """Return a post's text with its footnotes, ``stored`` as JSON, at the end, linked to marks."""
    try:
        notes = {str(note["id"]): str(note["content"]) for note in json.loads(stored)}
    except (ValueError, TypeError, KeyError, RecursionError):
        return text
    places = {key: f"fn-{number}" for number, key in enumerate(notes, 1)}
    text = _LINK.sub(lambda match: f'href="#{places.get(match[1], match[1])}"', text)
    items = (f'<li id="{places[key]}">{content}</li>' for key, content in notes.items())
    return f"{text}\n\n<ol>{''.join(items)}</ol>"
