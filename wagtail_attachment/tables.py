"""Whether the package's tables are as its code needs them."""

from __future__ import annotations

from django.db import connections, router
from django.db.migrations.executor import MigrationExecutor

from .ledger.edition import Edition

_APPS = ("wagtail_attachment", "wagtail_attachment_pages")


def are_migrated() -> bool:
    """Say whether each migration of the package was applied where its tables are."""
    executor = MigrationExecutor(connections[router.db_for_write(Edition)])
    newest = [node for node in executor.loader.graph.leaf_nodes() if node[0] in _APPS]
    return not executor.migration_plan(newest)
