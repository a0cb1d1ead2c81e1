"""The sources of articles: exports of other systems, folders, single files; never the network."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import IO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from wagtail_attachment.importing.characters import clean
from wagtail_attachment.importing.endings import get_ending

from . import files, ghost, medium, notion, substack, wordpress
from .article import Data, SourceArticle
from .containers import Archive, Container, Folder, SingleFile, open_nested
from .shelf import Found, Shelf, find_passed_over

__all__ = ["Data", "Found", "Library", "SourceArticle", "open_file", "open_path"]

_NAME_LENGTH = 400
_ZIP = b"PK\x03\x04"


def open_path(path: Path) -> Container:
    """Return the container at a path. Raises ``ValidationError`` if it cannot be opened."""
    if path.is_dir():
        return Folder(path)
    try:
        return open_file(path.open("rb"), path.name)
    except OSError as error:
        raise ValidationError(
            _("“%(name)s” cannot be opened: %(reason)s.")
            % {"name": path, "reason": error.strerror or error}
        ) from None


def open_file(file: IO[bytes], name: str) -> Container:
    """Return an archive, or a container of this one file, even if the document is itself a ZIP."""
    begins = file.read(4)
    file.seek(0)
    is_archive = begins == _ZIP and get_ending(name) not in files.DOCUMENTS
    return Archive(file, name) if is_archive else SingleFile(file, name)


class Library:
    """All articles of some containers, and the pictures that came with any of them."""

    def __init__(self, containers: Sequence[Container]) -> None:
        self.containers = [*containers]
        self._unopened: list[str] = []
        self._unread: list[str] = []
        self._passed_over: list[str] = []
        for container in containers:
            for name in container.names():
                if get_ending(name) == ".zip":
                    self._open_nested(container, name)
        self.shelf = Shelf(self.containers)

    def _open_nested(self, container: Container, name: str) -> None:
        try:
            nested = open_nested(container, name)
        except ValidationError as error:
            self._unopened += error.messages
            return
        self.containers.append(nested)
        self._unopened += [
            _(
                "“%(name)s” is an archive that lies too deep in others. Unpack it, and import its parts."
            )
            % {"name": f"{name}/{deeper}"}
            for deeper in nested.names()
            if get_ending(deeper) == ".zip"
        ]

    @property
    def problems(self) -> list[str]:
        """The problems of whole sources; complete once :meth:`read` has finished."""
        return [*self._unopened, *self._unread, *_describe_passed_over(self._passed_over)]

    def count(self) -> int:
        """Return the number of articles."""
        return sum(1 for _article in self.read())

    def read(self) -> Iterator[SourceArticle]:
        """Yield each article; an error that ends one container does not affect the others.

        Two articles with the same key, as in a broken export, both count.
        """
        self._unread.clear()
        self._passed_over.clear()
        times: Counter[str] = Counter()
        for container in self.containers:
            try:
                for article in self._read(container):
                    key = _shorten(article.key)
                    times[key] += 1
                    key = key if times[key] == 1 else f"{key} ({times[key]})"
                    yield replace(article, key=key, name=clean(article.name)[:_NAME_LENGTH])
            except ValidationError as error:
                self._unread += error.messages

    def _read(self, container: Container) -> Iterator[SourceArticle]:
        exports = wordpress.find_exports(container)
        for path in exports:
            yield from wordpress.read(container, path, self._unread)
        for path in ghost.find_exports(container):
            exports.append(path)
            yield from ghost.read(container, path)
        for reader in (substack, medium, notion):
            if reader.claims(container):
                yield from reader.read(container)
                self._unread += files.describe_rest(container, reader.ENDINGS)
                return
        # In the exports above, other files belong to the export; here each may be an article.
        known = [*exports, *filter(files.is_document, container.names())]
        self._passed_over += find_passed_over(container, known)
        yield from files.read(container, is_beside_export=bool(exports))
        if exports:
            self._unread += files.describe_downloads(container)


def _describe_passed_over(names: Sequence[str]) -> list[str]:
    """Return a note on the files that are neither articles nor pictures."""
    return [_("Not read: %(names)s.") % {"names": files.name_some(names)}] if names else []


def _shorten(key: str) -> str:
    """Return a key that fits the database and still tells articles apart."""
    if len(key) <= _NAME_LENGTH and clean(key) == key:
        return key
    return clean(key)[:300] + hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()
