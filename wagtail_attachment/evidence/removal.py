"""Keeps ``migrate … zero`` from taking records and pages with it unasked."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

from django.apps import apps as installed
from django.core.management import CommandError
from django.db.migrations import CreateModel

from wagtail_attachment.compat import get_base_page_model
from wagtail_attachment.languages.separators import join_items
from wagtail_attachment.ledger.rows import WrittenOnce

_CONSENT = "WAGTAIL_ATTACHMENT_DROP_RECORDS"


def refuse_to_drop(plan: Any, apps: Any, using: str, **kwargs: Any) -> None:
    """Raise ``CommandError`` where a plan of ``migrate`` would drop records, or leave pages without text.

    The environment variable ``WAGTAIL_ATTACHMENT_DROP_RECORDS=yes`` gives records away. It does not
    concern pages: what would be left of them are live rows that no code knows.
    """
    counts = {model: _count(model, apps, using) for model in _find_dropped(plan)}
    pages, records = _describe(counts, get_base_page_model()), _describe(counts, WrittenOnce)
    if pages:
        raise CommandError(
            f"This would leave pages in the tree without their text: {pages}. Delete them first or, "
            "where these are pages of your own, take wagtail_attachment out of the dependencies of your "
            "migrations; the guide “Uninstall it” says how. Nothing was changed."
        )
    if records and os.environ.get(_CONSENT) != "yes":
        raise CommandError(
            f"This would delete your records for good: {records}. Keep a copy, as the guide "
            f"“Uninstall it” says, then set {_CONSENT}=yes in the environment of this command. "
            "Nothing was changed."
        )


def _find_dropped(plan: Any) -> Iterator[Any]:
    """Yield the models, as they are in the code, whose tables a plan would drop."""
    for migration, is_backwards in plan:
        for operation in migration.operations if is_backwards else ():
            if isinstance(operation, CreateModel):
                try:
                    yield installed.get_model(migration.app_label, operation.name)
                except LookupError:  # of a model that exists no more
                    continue


def _count(model: Any, apps: Any, using: str) -> int:
    """Return how many rows there are, by the columns that the database has now."""
    rows = apps.get_model(model._meta.label)._base_manager
    return rows.using(using).count()


def _describe(counts: dict[Any, int], base: type) -> str:
    """Return in words how many rows of a kind there are, each counted once, as what is above it."""
    return join_items(
        f"{number} × {model._meta.verbose_name}"
        for model, number in counts.items()
        if number and issubclass(model, base) and not counts.keys() & set(model.__mro__[1:])
    )
