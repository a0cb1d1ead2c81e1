"""Identifiers of stored pages: the key in the store, the ``ETag``, and the 304 that it allows."""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags
from django.utils.translation import get_language

from wagtail_attachment import __version__
from wagtail_attachment.conf import conf
from wagtail_attachment.ledger.memo import Memo, is_current
from wagtail_attachment.times import as_stored

from .freshness import ask_each_time, get_templates_digest

# The end of the tag of a page that depends on cookies, so that a 304 can say so too.
_WITH_COOKIE = "-c"
_TAG = re.compile(r'(?:W/)?"([0-9a-f]{64})\.([0-9a-f]{1,8})(-c)?"')


def compute_key(request: HttpRequest) -> str:
    """Return a key for the page that a request without cookies gets, the same in all editions.

    Raises ``DisallowedHost`` for a host that the site does not answer to.
    """
    return _compute_digest(
        __version__,
        conf.WAGTAIL_ATTACHMENT_RELEASE,
        get_templates_digest(),
        conf.WAGTAIL_ATTACHMENT_ENFORCEMENT,
        conf.WAGTAIL_ATTACHMENT_LOCALE_COUNTRIES,
        conf.WAGTAIL_ATTACHMENT_EMERGENCY_NUMBERS,
        conf.WAGTAIL_ATTACHMENT_BOOKING_HOSTS,
        request.scheme,
        request.get_host(),
        request.get_full_path(),
        get_language(),
        timezone.get_current_timezone_name(),
    )


def answer_not_modified(request: HttpRequest, memo: Memo, key: str) -> HttpResponse | None:
    """Return a 304 if the reader already has the page of this edition, or ``None``."""
    digest = _compute_digest(memo.edition, key)
    for held in parse_etags(request.headers.get("If-None-Match", "")):
        tag = _TAG.fullmatch(held)
        if tag and tag[1] == digest and _is_current(tag[2]):
            response = HttpResponseNotModified()
            response["ETag"] = f"W/{held.removeprefix('W/')}"
            ask_each_time(response)
            if tag[3]:
                patch_vary_headers(response, ["Cookie"])
            return response
    return None


def _is_current(until: str) -> bool:
    return is_current(as_stored(datetime.fromtimestamp(int(until, 16), UTC)))


def put_tag(response: HttpResponseBase, memo: Memo, key: str, *, with_cookie: bool) -> None:
    """Set the tag of a page. It is weak, since a middleware may compress the page."""
    until = int(memo.until.timestamp())
    suffix = _WITH_COOKIE if with_cookie else ""
    response["ETag"] = f'W/"{_compute_digest(memo.edition, key)}.{until:x}{suffix}"'
    if with_cookie:
        patch_vary_headers(response, ["Cookie"])


def _compute_digest(*parts: object) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()
