"""The cache in front of the site, as configured for ``wagtail.contrib.frontend_cache``."""

from __future__ import annotations

import logging
import threading
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings


def is_purging() -> bool:
    """Return whether there is a cache in front of the site that can be purged."""
    return apps.is_installed("wagtail.contrib.frontend_cache") and any(
        getattr(settings, name, None)
        for name in ("WAGTAILFRONTENDCACHE", "WAGTAILFRONTENDCACHE_LOCATION")
    )


def purge(urls: Collection[str]) -> set[str]:
    """Purge addresses from the cache now, and return those that it may still hold.

    Wagtail's own function would enqueue another task, whose outcome nobody learns. Its backends
    only log what they could not purge, so this function listens to the log. Raises what a backend
    raises.
    """
    if not (urls and is_purging()):
        return set()
    # The app's module imports models, so it can only be imported where the app is installed.
    from wagtail.contrib.frontend_cache.tasks import purge_urls_from_cache_task

    with _listening() as complaints:
        purge_urls_from_cache_task.call(list(urls))
    refused = {url for url in urls if complaints & {url, _get_path(url)}}
    named = {name for url in refused for name in (url, _get_path(url))}
    # A complaint about an unknown address may be about any of them: the message may be translated.
    return refused if complaints <= named else set(urls)


class _Complaints(logging.Handler):
    """Collects the addresses that the backends, in this thread, log as not purged."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.addresses: set[str] = set()
        self._thread = threading.get_ident()

    def emit(self, record: logging.LogRecord) -> None:
        if record.thread == self._thread and str(record.msg).startswith("Couldn't purge"):
            self.addresses.add(str(record.args[0]) if isinstance(record.args, tuple) else "")


@contextmanager
def _listening() -> Iterator[set[str]]:
    # Some backends log to the root logger directly.
    loggers = [logging.getLogger("wagtail.frontendcache"), logging.getLogger()]
    complaints = _Complaints()
    for logger in loggers:
        logger.addHandler(complaints)
    try:
        yield complaints.addresses
    finally:
        for logger in loggers:
            logger.removeHandler(complaints)


def _get_path(url: str) -> str:
    """Return the path and query, by which some backends name an address."""
    parts = urlsplit(url)
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
