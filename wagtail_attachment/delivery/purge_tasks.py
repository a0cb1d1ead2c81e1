"""Tasks that purge changed pages from the cache: at once, or in a worker if the site has one.

The row of a ``Purge`` says what is left to do. A process may be killed at any moment; the next one
continues where it stopped.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import partial
from types import SimpleNamespace
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone

from wagtail_attachment.addresses import join_address
from wagtail_attachment.compat import get_base_page_model, task
from wagtail_attachment.ledger.id_ranges import unpack
from wagtail_attachment.safety.loading import divide

from .frontend_cache import purge
from .purges import Purge
from .purging import find_feeds, find_pages_with

logger = logging.getLogger("wagtail_attachment")

# Backends split it further. It is a multiple of Cloudflare's limit, and below CloudFront's.
_AT_ONCE = 600


class NotPurged(Exception):
    """Some of the addresses to purge are still in the cache."""


def start_purge(purge_id: int) -> None:
    """Enqueue a purge once its transaction is committed."""
    transaction.on_commit(partial(run_purge_task.enqueue, purge_id), robust=True)


def start_purge_again(purge_id: int) -> None:
    """Enqueue a purge again if it failed, stopped or never began, but no process holds it."""
    idle = Purge.objects.idle().filter(pk=purge_id)
    idle.update(held_until=None, error="", asked_at=timezone.now())
    start_purge(purge_id)


@task
def run_purge_task(purge_id: int) -> None:
    run_purge(purge_id)


def run_purge(purge_id: int) -> None:
    """Purge what is left of a purge, unless another process is doing so.

    Raises what the cache's backend raised, or :class:`NotPurged`. What is left then stays stored,
    with the reason.
    """
    owed = Purge.claim(purge_id)
    if owed is None:
        return
    try:
        if not (owed.is_counted or _find_all(owed)):
            return
        refused = _purge_all(owed)
        if refused:
            raise NotPurged(f"The cache refused {refused} addresses; the server's log says why.")
    except Exception as error:
        owed.note_end(f"{type(error).__name__}: {error}")
        raise
    owed.note_end()


def _find_all(owed: Purge) -> bool:
    """Find and store what to purge; return ``False`` if another process has taken over."""
    shown = owed.get_shown()
    # If the row was deleted, its deletion had a purge of its own.
    pages = find_pages_with(shown) if shown else set()
    return owed.note_found(pages, find_feeds(pages))


def _purge_all(owed: Purge) -> int:
    """Purge page by page, then the other addresses; return how many the cache refused."""
    remaining, addresses = list(unpack(owed.pages)), list(owed.addresses)
    refused_pages: set[int] = set()
    for page_ids in divide(remaining, _AT_ONCE):
        urls = _get_urls(page_ids)
        refused_pages |= {urls[url] for url in _purge_some(urls)}
        remaining = remaining[len(page_ids) :]
        addresses = [address for address in addresses if address not in urls]
        if not owed.note_progress([*remaining, *refused_pages], addresses):
            return 0
    refused: set[str] = set()
    for some in divide(addresses, _AT_ONCE):
        refused |= _purge_some(some)
        addresses = addresses[len(some) :]
        if not owed.note_progress(refused_pages, [*addresses, *refused]):
            return 0
    return len(refused_pages) + len(refused)


def _purge_some(urls: Any) -> set[str]:
    refused = purge(urls)
    if refused and len(refused) == len(urls):
        # The cache seems to be unreachable, so the rest need not be tried.
        raise NotPurged(f"The cache refused all of {len(urls)} addresses.")
    return refused


def _get_urls(page_ids: Iterable[int]) -> dict[str, int]:
    """Return the addresses under which live pages are cached, each with the id of its page."""
    site_roots = SimpleNamespace()  # Wagtail stores here what it has read of the sites
    return {
        join_address(url, path): page.pk
        for page in _load_live(page_ids)
        if (url := page.get_full_url(site_roots))
        for path in page.get_cached_paths()
    }


def _load_live(page_ids: Iterable[int]) -> Iterator[Any]:
    """Yield live pages as their own type; unlike ``specific()``, build each only once."""
    live = get_base_page_model().objects.live().filter(pk__in=page_ids).order_by()
    by_type: dict[int, list[int]] = defaultdict(list)
    for type_id, page_id in live.values_list("content_type", "pk"):
        by_type[type_id].append(page_id)
    for type_id, ids in by_type.items():
        model: Any = ContentType.objects.get_for_id(type_id).model_class() or get_base_page_model()
        yield from model.objects.filter(pk__in=ids).defer_streamfields()
