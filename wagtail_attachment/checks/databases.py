"""Checks on the databases: whether they are of a tested kind, and whether writers wait."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Warning
from django.db import connections, router

from wagtail_attachment.ledger.events import PublicationEvent

TESTED = ("sqlite", "postgresql")


def check_database(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Warn of a database of a kind that the package is not tested on."""
    connection = connections[router.db_for_write(PublicationEvent)]
    if connection.vendor in TESTED:
        return []
    return [
        Warning(
            f"The package is not tested on {connection.display_name}.",
            hint="Use PostgreSQL or SQLite, or try each act on a copy of your site first.",
            id="wagtail_attachment.W030",
        )
    ]


def check_sqlite(**kwargs: Any) -> list[CheckMessage]:
    """Warn of SQLite databases whose transactions fail, not wait, while another one writes."""
    return [
        Warning(
            f"The SQLite database {alias!r} does not let a transaction wait until another has written.",
            hint="Where several processes serve the site, add 'transaction_mode': 'IMMEDIATE' and "
            "'timeout': 20 to its OPTIONS; otherwise people who save at the same moment get errors.",
            id="wagtail_attachment.W031",
        )
        for alias in connections
        if _fails_at_once(connections[alias])
    ]


def _fails_at_once(connection: Any) -> bool:
    if connection.vendor != "sqlite" or connection.is_in_memory_db():
        return False
    mode = connection.settings_dict["OPTIONS"].get("transaction_mode") or ""
    return mode.upper() not in {"IMMEDIATE", "EXCLUSIVE"}
