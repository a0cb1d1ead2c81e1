"""A graph as it is written into a page: data, which browsers do not run."""

from __future__ import annotations

import json

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from .node import Node

# As Django's json_script does, which writes another type than JSON-LD's.
_ESCAPES_IN_SCRIPT = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&\u2028\u2029"}


def write_json_ld(data: Node) -> SafeString:
    """Return the element that holds a page's JSON-LD; no text in it can end it."""
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(
        _ESCAPES_IN_SCRIPT
    )
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(written))  # noqa: S308
