"""How fresh a page is: its validators, a 304 instead of a page that has not changed, and max-age.

The tag of a page names what it shows: the ledgers' rows, the page's own values, the booking. What it
cannot name one by one (people, related articles, menus) it names coarsely: Wagtail logs every change
that is made in the admin, and the last entry is a part of every tag. So are the site's templates.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.template.autoreload import get_template_directories
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.http import http_date, parse_etags
from django.utils.translation import get_language

from wagtail_attachment import __version__
from wagtail_attachment.articles.covered import CoveredPageMixin
from wagtail_attachment.conf import conf
from wagtail_attachment.disclaimers.versions import DisclaimerVersion
from wagtail_attachment.ledger.rows import compute_digest
from wagtail_attachment.safety.resolver import Safety

_MAX_AGE = re.compile(r"\b(s-maxage|max-age)\s*=\s*\"?(\d+)\"?", re.IGNORECASE)
# Ends the tag of a page that depends on cookies, so that its 304 says so too, unrendered.
_WITH_COOKIE = "-c"
# A date without it lets browsers and caches keep a page by guesswork, a tenth of its age, unasked.
# Django's page cache heeds the age alone, wagtail-cache the word.
_ASK_EACH_TIME = "max-age=0, no-cache"
_OWN_HEADERS = ("ETag", "Last-Modified", "Cache-Control", "Expires", "Set-Cookie")


def may_validate(page: CoveredPageMixin, request: HttpRequest) -> bool:
    """Say whether an unchanged page may be answered by a 304: to readers without a session alone."""
    return (
        page.answers_not_modified
        and request.method in ("GET", "HEAD")
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and settings.CSRF_COOKIE_NAME not in request.COOKIES
        and not settings.DEBUG  # a template that is being written must show
    )


def get_tag(page: CoveredPageMixin, safety: Safety) -> str:
    """Return what identifies the state that ``page`` would be rendered in, in two queries at most."""
    booking = safety.booking_cta
    return compute_digest(
        {
            "package": __version__,
            "release": str(conf.WAGTAIL_ATTACHMENT_RELEASE),
            "templates": _get_templates_digest(),
            "page": _get_values(page),
            "wordings": [version.pk for version in safety.disclaimers],
            "changes": [time and time.isoformat() for time in safety.gathered.changes],
            "countries": safety.countries,
            "booking": booking and _get_values(booking),
            "emergency": [number.number for number in safety.emergency_numbers],
            "enforcement": conf.WAGTAIL_ATTACHMENT_ENFORCEMENT,
            "language": get_language(),
        }
    )


def answer_not_modified(request: HttpRequest, tag: str) -> HttpResponse | None:
    """Return a 304 for a reader who holds the page in the state of ``tag``."""
    held = {
        etag.removeprefix("W/") for etag in parse_etags(request.headers.get("If-None-Match", ""))
    }
    for suffix in ("", _WITH_COOKIE):
        if f'"{tag}{suffix}"' in held:
            response = HttpResponseNotModified()
            response["ETag"] = f'W/"{tag}{suffix}"'
            ask_each_time(response)
            if suffix:
                patch_vary_headers(response, ["Cookie"])
            return response
    return None


def put_validators(
    response: HttpResponseBase,
    request: HttpRequest,
    page: CoveredPageMixin,
    safety: Safety,
    tag: str,
) -> None:
    """Tell the tag and date of a page, unless its view decides on them."""
    is_own = response.cookies or any(response.has_header(name) for name in _OWN_HEADERS)
    if is_own or response.status_code != 200:
        return
    with_cookie = _depends_on_cookies(response, request)
    response["ETag"] = f'W/"{tag}{_WITH_COOKIE if with_cookie else ""}"'
    times = [
        page.last_published_at,
        *(version.effective_from for version in safety.disclaimers),
        *safety.gathered.changes,
    ]
    response["Last-Modified"] = http_date(max(t for t in times if t).timestamp())


def ask_each_time(response: HttpResponseBase) -> None:
    """Let nobody use a copy unasked, unless the page's own view says how long.

    A cache may keep for minutes what says nothing of it, and a copy shows the wordings that it has.
    """
    if not (response.has_header("Cache-Control") or response.has_header("Expires")):
        response["Cache-Control"] = _ASK_EACH_TIME


def bound_max_age(response: HttpResponseBase, safety: Safety) -> None:
    """Let nobody keep a page beyond the time when another wording takes effect."""
    header = response.get("Cache-Control", "")
    ages = [int(seconds) for _name, seconds in _MAX_AGE.findall(header)]
    if not any(ages):
        return
    now = timezone.now()
    change = DisclaimerVersion.objects.next_change(
        safety.kinds, safety.language, safety.site_id, now
    )
    if change is None:
        return
    left = int((change - now).total_seconds())
    response["Cache-Control"] = _MAX_AGE.sub(
        lambda match: f"{match[1]}={min(int(match[2]), left)}", header
    )
    if response.has_header("Expires") and left < max(ages):
        response["Expires"] = http_date(change.timestamp())


def _depends_on_cookies(response: HttpResponseBase, request: HttpRequest) -> bool:
    session: Any = getattr(request, "session", None)
    varies = {name.strip().lower() for name in response.get("Vary", "").split(",")}
    return "cookie" in varies or bool(session is not None and session.accessed)


def _get_values(row: Any) -> dict[str, str]:
    """Return what is stored of a page or snippet itself, the text included."""
    return {field.attname: field.value_to_string(row) for field in row._meta.concrete_fields}


@cache
def _get_templates_digest() -> str:
    """Return what changes with the site's templates; they change with a new process alone."""
    found = sorted(
        (path.relative_to(directory).as_posix(), status.st_size, status.st_mtime_ns)
        for directory in get_template_directories()
        for path in directory.rglob("*")
        if path.is_file() and (status := path.stat())
    )
    return hashlib.sha256(repr(found).encode()).hexdigest()
