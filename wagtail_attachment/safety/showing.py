"""Whether a response shows the wordings that it must, and putting them in where it does not."""

from __future__ import annotations

import re
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils import translation

from .resolver import Safety

# The places where the safety parts may be put in, the best first.
_INSERTION_POINTS = tuple(
    re.compile(rb"</%s\s*>" % element, re.IGNORECASE) for element in (b"main", b"article", b"body")
)


def is_complete_html(response: HttpResponseBase) -> bool:
    """Say whether there is a whole page to look into: neither a stream nor JSON, say."""
    content_type = response.get("Content-Type", "").lower()
    return isinstance(response, HttpResponse) and content_type.startswith("text/html")


def shows_wordings(response: HttpResponse, safety: Safety) -> bool:
    """Say whether every wording in force is in the response, to the letter."""
    return all(
        _encode(version.fill(*safety.first_number), response) in response.content
        for version in safety.disclaimers
    )


def put_in(response: HttpResponse, page: Any, request: HttpRequest, safety: Safety) -> bool:
    """Put the safety parts into an HTML page; ``False`` where it has no place for them."""
    for point in _INSERTION_POINTS:
        places = list(point.finditer(response.content))
        if places:
            start = places[-1].start()
            addition = _encode(_render(page, request, safety), response)
            response.content = response.content[:start] + addition + response.content[start:]
            if response.has_header("Content-Length"):
                response["Content-Length"] = str(len(response.content))
            return True
    return False


def _render(page: Any, request: HttpRequest, safety: Safety) -> str:
    with translation.override(safety.language):
        return render_to_string(
            "wagtail_attachment/includes/safety.html",
            {"page": page, "safety": safety, "with_styles": True},
            request,
        )


def _encode(html: str, response: HttpResponse) -> bytes:
    """Encode as the response is; what its charset lacks becomes a character reference."""
    return html.encode(response.charset, "xmlcharrefreplace")
