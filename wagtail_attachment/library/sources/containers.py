"""Containers for an upload or a path: a folder or ZIP archive, read by file and never unpacked.

An archive's own statements about its contents are not trusted: no file is read beyond the limits.
"""

from __future__ import annotations

import posixpath
import tempfile
from collections import Counter
from pathlib import Path
from typing import IO, Any, Protocol, Self
from zipfile import ZipInfo

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from wagtail_attachment.importing.archives import MAX_FILE, open_archive, reading

MAX_EXPORT = 1_000_000_000
MAX_UNPACKED = 4_000_000_000
MAX_FILES = 100_000
# The first characters in the name of Word's lock files.
_LOCK = "~$"


class Readable(Protocol):
    """An open file, to be read once from its beginning."""

    def read(self, size: int = -1, /) -> bytes: ...

    def __enter__(self) -> Self: ...

    def __exit__(self, kind: Any, error: Any, trace: Any, /) -> None: ...


class Container(Protocol):
    name: str

    def names(self) -> list[str]:
        """Return the paths of its files, in order, with ``/`` between the parts."""

    def get_size(self, name: str) -> int: ...

    def open(self, name: str) -> Readable: ...


def read_file(container: Container, name: str, limit: int = MAX_FILE) -> bytes:
    """Return one file's bytes. Raises ``ValidationError`` if the file is too large or damaged."""
    with reading(name), container.open(name) as file:
        data = file.read(limit + 1)
    if len(data) > limit:
        raise ValidationError(
            _("“%(name)s” is larger than %(limit)d MB. Divide it, or leave it out.")
            % {"name": name, "limit": limit // 1_000_000}
        )
    return data


class Folder:
    def __init__(self, path: Path) -> None:
        self.path, self.name = path.resolve(), path.name or path.resolve().name

    def names(self) -> list[str]:
        found = []
        for path in self.path.rglob("*"):
            # A link may point anywhere on the machine; its target is not part of this folder.
            if path.is_file() and path.resolve().is_relative_to(self.path):
                found.append(path.relative_to(self.path).as_posix())
        return sorted(name for name in found if not is_hidden(name))

    def get_size(self, name: str) -> int:
        return (self.path / name).stat().st_size

    def open(self, name: str) -> Readable:
        return (self.path / name).open("rb")


class SingleFile:
    """One file as a container of its own."""

    def __init__(self, file: IO[bytes], name: str) -> None:
        self.file, self.name = file, name

    def names(self) -> list[str]:
        return [] if self.name.startswith(_LOCK) else [self.name]

    def get_size(self, name: str) -> int:
        return self.file.seek(0, 2)

    def open(self, name: str) -> Readable:
        return _Borrowed(self.file)


class Archive:
    """A ZIP archive. Raises ``ValidationError`` if it is damaged, a bomb or leads outside."""

    def __init__(self, file: IO[bytes], name: str) -> None:
        self.name = name
        self._zip = open_archive(file, name, max_files=MAX_FILES, max_bytes=MAX_UNPACKED)
        self._infos: dict[str, ZipInfo] = {}
        times: Counter[str] = Counter()
        for info in self._zip.infolist():
            if not info.is_dir() and not is_hidden(info.filename):
                times[info.filename] += 1
                self._infos[_tell_apart(info.filename, times[info.filename])] = info

    def names(self) -> list[str]:
        return sorted(self._infos)

    def get_size(self, name: str) -> int:
        return self._infos[name].file_size

    def open(self, name: str) -> Readable:
        return self._zip.open(self._infos[name])


def _tell_apart(path: str, time: int) -> str:
    """Return a path, numbered if an archive has several files with it, so that none is lost."""
    stem, ending = posixpath.splitext(path)
    return path if time == 1 else f"{stem} (no. {time}){ending}"


def open_nested(container: Container, name: str) -> Archive:
    """Open an archive inside an archive, as Notion makes them, through a temporary file."""
    spool = tempfile.TemporaryFile()  # noqa: SIM115 (it is closed with the archive)
    left = MAX_EXPORT
    with reading(name), container.open(name) as packed:
        while chunk := packed.read(min(1_000_000, left + 1)):
            left -= len(chunk)
            if left < 0:
                raise ValidationError(
                    _("“%(name)s” is larger than %(limit)d MB. Unpack it and import its parts.")
                    % {"name": name, "limit": MAX_EXPORT // 1_000_000}
                )
            spool.write(chunk)
    return Archive(spool, name)


def is_hidden(path: str) -> bool:
    """Say whether a file comes from the system or the packing program, not from the author."""
    parts = path.split("/")
    return any(part.startswith((".", _LOCK)) or part == "__MACOSX" for part in parts)


class _Borrowed:
    """A file read from its beginning, and left open for the next reader when this one closes it."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        file.seek(0)

    def read(self, size: int = -1) -> bytes:
        return self._file.read(size)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: Any, error: Any, trace: Any, /) -> None:
        return None
