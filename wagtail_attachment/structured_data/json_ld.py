"""A graph as written into a page: data, which browsers do not run."""

from __future__ import annotations

import json

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from .node import Node

# As in Django's json_script, which cannot write the script type that JSON-LD needs.
_ESCAPES_IN_SCRIPT = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&\u2028\u2029"}


def write_json_ld(data: Node) -> SafeString:
    """Return the element that holds a page's JSON-LD; no text in it can close the element."""
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(
        _ESCAPES_IN_SCRIPT
    )
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(written))  # noqa: S308
