"""How long browsers and caches may keep a page: until they ask again, or a disclaimer changes."""

from __future__ import annotations

import hashlib
import math
import re
from datetime import datetime
from functools import cache

from django.http.response import HttpResponseBase
from django.template.autoreload import get_template_directories
from django.utils import timezone
from django.utils.http import http_date, parse_http_date_safe

from wagtail_attachment.conf import conf
from wagtail_attachment.disclaimers.versions import DisclaimerVersion
from wagtail_attachment.safety.resolver import Safety
from wagtail_attachment.times import get_practice_day, get_start

from .frontend_cache import is_purging

_MAX_AGE = re.compile(
    r"\b(s-maxage|max-age|stale-while-revalidate|stale-if-error)\s*=\s*\"?(\d+)\"?", re.IGNORECASE
)
# Without this header, browsers and caches may guess how long to keep a page. Django's page cache
# only reads the age, wagtail-cache only the word.
ASK_EACH_TIME = "max-age=0, no-cache"


def ask_each_time(response: HttpResponseBase) -> None:
    """Make caches ask before using a copy, unless the page's view says how long to keep it.

    Without this header, a cache may keep a page for minutes, with the disclaimers of that time.
    """
    if not (response.has_header("Cache-Control") or response.has_header("Expires")):
        response["Cache-Control"] = ASK_EACH_TIME


def bound_max_age(response: HttpResponseBase, safety: Safety | None = None) -> None:
    """Limit how long a copy may be used without asking, whatever the page's view says.

    A cache in front of the site that is purged may keep a page longer, but not beyond the time when
    another disclaimer takes effect or a licence ends.
    """
    ages = [int(seconds) for _name, seconds in _MAX_AGE.findall(response.get("Cache-Control", ""))]
    if not (any(ages) or response.has_header("Expires")):
        return
    now = timezone.now()
    change = _find_next_change(safety, now) if safety else None
    left = (change - now).total_seconds() if change else math.inf
    of_readers = min(left, conf.WAGTAIL_ATTACHMENT_KEPT_SECONDS)
    of_cache = left if is_purging() else of_readers

    def bound(match: re.Match[str]) -> str:
        longest = of_cache if match[1].lower().startswith("s-") else of_readers
        return f"{match[1]}={int(min(int(match[2]), longest))}"

    if response.has_header("Cache-Control"):
        response["Cache-Control"] = _MAX_AGE.sub(bound, response["Cache-Control"])
    expires = parse_http_date_safe(response.get("Expires", ""))
    if expires and expires > now.timestamp() + of_readers:
        response["Expires"] = http_date(now.timestamp() + of_readers)


def _find_next_change(safety: Safety, now: datetime) -> datetime | None:
    """Return when a disclaimer next takes effect or a licence ends, without a save."""
    text = DisclaimerVersion.objects.next_change(safety.kinds, safety.language, safety.site_id, now)
    lapse = safety.shared.licences.find_next_change(get_practice_day(now))
    changes = [text, get_start(lapse) if lapse else None]
    return min((change for change in changes if change), default=None)


@cache
def get_templates_digest() -> str:
    """Return a digest of the site's templates, computed once per process."""
    found = sorted(
        (path.relative_to(directory).as_posix(), status.st_size, status.st_mtime_ns)
        for directory in get_template_directories()
        for path in directory.rglob("*")
        if path.is_file() and (status := path.stat())
    )
    return hashlib.sha256(repr(found).encode()).hexdigest()
