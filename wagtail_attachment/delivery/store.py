"""The store of whole pages: one entry for each address, in the site's cache.

Each entry names the edition under which it was made, so a new edition overwrites the old one and
nothing piles up. If the cache fails, pages are rendered without it.
"""

from __future__ import annotations

import logging
import math
from datetime import datetime

from django.core.cache import cache
from django.http import HttpResponse
from django.utils import timezone

from wagtail_attachment.ledger.memo import Memo, is_current

logger = logging.getLogger("wagtail_attachment")

Entry = tuple[str, datetime, dict[str, str], bytes]


def get_kept_page(memo: Memo, key: str) -> HttpResponse | None:
    """Return the page stored for an address under this edition, or ``None``."""
    try:
        entry: Entry | None = cache.get(_get_name(key))
    except Exception:  # whatever the cache's backend raises, the page can be rendered
        logger.warning("The cache could not be asked for a page.", exc_info=True)
        return None
    if entry is None:
        return None
    edition, until, headers, content = entry
    if edition != memo.edition or not is_current(until):
        return None
    return HttpResponse(content, headers=headers)


def keep_page(memo: Memo, key: str, response: HttpResponse) -> None:
    """Store a page for as long as this edition lasts."""
    seconds = math.ceil((memo.until - timezone.now()).total_seconds())
    if seconds <= 0:
        return
    entry: Entry = (memo.edition, memo.until, dict(response.items()), response.content)
    try:
        cache.set(_get_name(key), entry, seconds)
    except Exception:  # see above
        logger.warning("The cache could not keep a page.", exc_info=True)


def _get_name(key: str) -> str:
    return f"wagtail_attachment.page.{key}"
