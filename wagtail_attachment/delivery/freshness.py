"""How long a page may be kept by others: asked about each time, and never beyond the next wording."""

from __future__ import annotations

import hashlib
import re
from functools import cache

from django.http.response import HttpResponseBase
from django.template.autoreload import get_template_directories
from django.utils import timezone
from django.utils.http import http_date

from wagtail_attachment.disclaimers.versions import DisclaimerVersion
from wagtail_attachment.safety.resolver import Safety

_MAX_AGE = re.compile(r"\b(s-maxage|max-age)\s*=\s*\"?(\d+)\"?", re.IGNORECASE)
# A tag without it lets browsers and caches keep a page by guesswork, unasked. Django's page cache
# heeds the age alone, wagtail-cache the word.
ASK_EACH_TIME = "max-age=0, no-cache"


def ask_each_time(response: HttpResponseBase) -> None:
    """Let nobody use a copy unasked, unless the page's own view says how long.

    A cache may keep for minutes what says nothing of it, and a copy shows the wordings that it has.
    """
    if not (response.has_header("Cache-Control") or response.has_header("Expires")):
        response["Cache-Control"] = ASK_EACH_TIME


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


@cache
def get_templates_digest() -> str:
    """Return what changes with the site's templates; they change with a new process alone."""
    found = sorted(
        (path.relative_to(directory).as_posix(), status.st_size, status.st_mtime_ns)
        for directory in get_template_directories()
        for path in directory.rglob("*")
        if path.is_file() and (status := path.stat())
    )
    return hashlib.sha256(repr(found).encode()).hexdigest()
