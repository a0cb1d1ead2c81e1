"""The request by which the evidence reads what the templates say of a page."""

from __future__ import annotations

from django.http import HttpRequest
from django.test import RequestFactory
from django.utils.functional import SimpleLazyObject
from wagtail.models import Site

from wagtail_attachment.safety.reading import get_reading
from wagtail_attachment.safety.resolver import Safety


class UnfilledSafety(Safety):
    """What was resolved of a page, but leaves ``{crisis_line}`` in a text as it stands."""

    def __init__(self, safety: Safety) -> None:
        super().__init__(safety.page, safety.at)
        self.__dict__.update(safety.__dict__)

    def fill_html(self, html: str) -> str:
        return html

    def fill_anywhere(self, html: str) -> str:
        return html

    def fill_text(self, text: str) -> str:
        return text


def make_request(safety: UnfilledSafety) -> HttpRequest:
    """Return a reader's request for a page, which knows already what was resolved of it."""
    request = RequestFactory(SERVER_NAME="localhost").get("/")
    # Read only if a template asks for it.
    request._wagtail_site = SimpleLazyObject(  # type: ignore[attr-defined]
        lambda: Site.objects.filter(pk=safety.site_id).first()
    )
    get_reading(request).take(safety)
    return request
