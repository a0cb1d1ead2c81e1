"""A cache in front of the site that only notes what is purged from it, or fails as it is told to."""

import logging

from wagtail.contrib.frontend_cache.backends import BaseBackend

SETTINGS = {"default": {"BACKEND": "tests.cache_double.Backend"}}
purged: list[str] = []
requests: list[int] = []
"""How many addresses each request named."""
refused: set[str] = set()
"""What Wagtail's own backends would only log that they could not purge."""
raised: list[BaseException | None] = []
"""What the next requests raise, one each; ``None`` for one that does not."""


def forget():
    for notes in (purged, requests, refused, raised):
        notes.clear()


class Backend(BaseBackend):
    def purge_batch(self, urls):
        if raised and (error := raised.pop(0)):
            raise error
        requests.append(len(urls))
        for url in urls:
            if url in refused or "everything" in refused:
                logging.getLogger("wagtail.frontendcache").error("Couldn't purge '%s'", url)
            else:
                purged.append(url)
