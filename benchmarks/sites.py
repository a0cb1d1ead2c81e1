"""Sites of different sizes, each in a database of its own, in one process."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.cache import cache
from django.db import connections

from wagtail_attachment.ledger import memo

_DATABASES = {alias: connections[alias] for alias in settings.DATABASES}
_memos: dict[str, memo.Memo | None] = {}


def get_sizes() -> dict[str, int]:
    """Return how many articles each site has, by the alias of its database, the smallest first."""
    return settings.BENCHMARK_SITES


def visit(alias: str) -> None:
    """Let all that follows happen on one site, with a cache and a memory of its own."""
    connections["default"] = _DATABASES[alias]
    _memos[cache.key_prefix] = memo._latest
    memo._latest = _memos.get(alias)  # the same one, for a site that is visited already
    cache.key_prefix = alias


@contextmanager
def make_databases() -> Iterator[None]:
    """Create the databases, and throw them away at the end."""
    names = {alias: database.settings_dict["NAME"] for alias, database in _DATABASES.items()}
    for alias, database in _DATABASES.items():
        visit(alias)  # Wagtail's migrations write to Django's default database, whatever is asked
        database.creation.create_test_db(verbosity=0, autoclobber=True)
    yield
    for alias, database in _DATABASES.items():
        database.creation.destroy_test_db(names[alias], verbosity=0)
