import pytest

from tests import cache_double


@pytest.fixture
def cache(settings):
    """A cache in front of the site, which notes what is purged."""
    settings.WAGTAILFRONTENDCACHE = cache_double.SETTINGS
    # Else Wagtail adds each address in all languages: ours name theirs.
    settings.WAGTAILFRONTENDCACHE_LANGUAGES = []
    cache_double.forget()
    yield cache_double
    cache_double.forget()
