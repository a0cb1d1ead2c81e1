"""A check on the kind of database."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Warning
from django.db import connections, router

from wagtail_attachment.ledger.events import PublicationEvent

TESTED = ("sqlite", "postgresql")


def check_database(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Warn of a kind of database that the package is not tested on."""
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
