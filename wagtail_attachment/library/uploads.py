"""Uploaded files, kept until their import has ended.

An export holds drafts, and often readers' addresses, so stored paths cannot be guessed, and files
are deleted at the end. A site with public media can keep these files elsewhere, in a storage named
``wagtail_attachment_imports``.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.storage import InvalidStorageError, default_storage, storages
from django.utils.translation import gettext as _

from .runs import ImportRun
from .sources import open_file
from .sources.containers import Container

_ALIAS = "wagtail_attachment_imports"


def get_storage() -> Any:
    try:
        return storages[_ALIAS]
    except InvalidStorageError:
        return default_storage


def check(files: Iterable[Any]) -> None:
    """Open each file as its import will. Raises ``ValidationError`` for a refused file."""
    for file in files:
        open_file(file, file.name)
        file.seek(0)


def store(files: Iterable[Any]) -> list[str]:
    """Store files, and return their paths."""
    return [get_storage().save(f"imports/{secrets.token_hex(32)}", file) for file in files]


def open_all(run: ImportRun) -> Sequence[Container]:
    """Return the uploaded files of an import. Raises ``ValidationError`` if they are gone."""
    storage = get_storage()
    try:
        return [
            open_file(storage.open(stored), name)
            for stored, name in zip(run.uploads, run.names, strict=True)
        ]
    except OSError:
        raise ValidationError(
            _("The uploaded files are gone. Upload them again: what is imported stays as it is.")
        ) from None


def discard(run: ImportRun) -> None:
    """Delete the uploaded files of an import."""
    for stored in run.uploads:
        get_storage().delete(stored)
    ImportRun.objects.filter(pk=run.pk).update(uploads=[])
