"""A cache in front of the site that only notes what is purged from it."""

from wagtail.contrib.frontend_cache.backends import BaseBackend

SETTINGS = {"default": {"BACKEND": "tests.cache_double.Backend"}}
purged: list[str] = []


class Backend(BaseBackend):
    def purge(self, url):
        purged.append(url)
