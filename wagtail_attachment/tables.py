"""Whether the package's database tables are up to date with its code."""

from __future__ import annotations

from django.db import connections, router
from django.db.migrations.executor import MigrationExecutor

from .ledger.edition import Edition

_APPS = ("wagtail_attachment", "wagtail_attachment_pages")


def are_migrated() -> bool:
    """Return whether every migration of the package was applied to the database of its tables."""
    executor = MigrationExecutor(connections[router.db_for_write(Edition)])
    newest = [node for node in executor.loader.graph.leaf_nodes() if node[0] in _APPS]
    return not executor.migration_plan(newest)
