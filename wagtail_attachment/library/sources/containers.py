"""What an upload or a path holds: a folder or a ZIP archive, read file by file and never unpacked.

What an archive says of itself is not believed: no more is read of a file than the limits allow.
"""

from __future__ import annotations

import posixpath
import stat
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Protocol, Self
from zipfile import BadZipFile, LargeZipFile, ZipFile, ZipInfo

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from wagtail_attachment.importing.archives import MAX_FILE

MAX_EXPORT = 1_000_000_000
MAX_UNPACKED = 4_000_000_000
MAX_FILES = 100_000
# No text is packed so tightly, and pictures hardly at all; small files of blanks may be.
_MAX_RATIO, _RATIO_FROM = 200, 10_000_000


class Readable(Protocol):
    """An open file, to be read once from its beginning."""

    def read(self, size: int = -1, /) -> bytes: ...

    def __enter__(self) -> Self: ...

    def __exit__(self, kind: Any, error: Any, trace: Any, /) -> None: ...


class Container(Protocol):
    name: str

    def names(self) -> list[str]:
        """Return the paths of the files in it, in their order, with ``/`` between the parts."""

    def get_size(self, name: str) -> int: ...

    def open(self, name: str) -> Readable: ...


def read_file(container: Container, name: str, limit: int = MAX_FILE) -> bytes:
    """Return one file of it. Raises ``ValidationError`` for one that is too large or damaged."""
    with reading(name), container.open(name) as file:
        data = file.read(limit + 1)
    if len(data) > limit:
        raise ValidationError(
            _("“%(name)s” is larger than %(limit)d MB. Divide it, or leave it out.")
            % {"name": name, "limit": limit // 1_000_000}
        )
    return data


@contextmanager
def reading(name: str) -> Iterator[None]:
    """Say of a file that cannot be read what to do. Raises ``ValidationError``."""
    try:
        yield
    except (BadZipFile, LargeZipFile, EOFError, OSError, zlib.error, NotImplementedError):
        raise ValidationError(
            _("“%(name)s” is damaged or cannot be read. Export or save it again.") % {"name": name}
        ) from None
    except RuntimeError:  # how zipfile asks for a password
        raise ValidationError(
            _("“%(name)s” has a password. Save it without one.") % {"name": name}
        ) from None


class Folder:
    def __init__(self, path: Path) -> None:
        self.path, self.name = path.resolve(), path.name or path.resolve().name

    def names(self) -> list[str]:
        found = []
        for path in self.path.rglob("*"):
            # A link may lead anywhere on the machine: what it leads to is not in this folder.
            if path.is_file() and path.resolve().is_relative_to(self.path):
                found.append(path.relative_to(self.path).as_posix())
        return sorted(name for name in found if not is_hidden(name))

    def get_size(self, name: str) -> int:
        return (self.path / name).stat().st_size

    def open(self, name: str) -> Readable:
        return (self.path / name).open("rb")


class SingleFile:
    """One file, as a container of its own."""

    def __init__(self, file: IO[bytes], name: str) -> None:
        self.file, self.name = file, name

    def names(self) -> list[str]:
        return [self.name]

    def get_size(self, name: str) -> int:
        return self.file.seek(0, 2)

    def open(self, name: str) -> Readable:
        return _Borrowed(self.file)


class Archive:
    """A ZIP archive. Raises ``ValidationError`` if it is damaged, a bomb, or has paths out of it."""

    def __init__(self, file: IO[bytes], name: str) -> None:
        self.name = name
        with reading(name):
            self._zip = ZipFile(file)
        infos = [info for info in self._zip.infolist() if not info.is_dir()]
        if len(infos) > MAX_FILES or sum(info.file_size for info in infos) > MAX_UNPACKED:
            raise ValidationError(
                _(
                    "“%(name)s” has too many files, or unpacks to over %(limit)d GB. Import it in parts."
                )
                % {"name": name, "limit": MAX_UNPACKED // 1_000_000_000}
            )
        for info in infos:
            _refuse_tricks(name, info)
        self._infos = {info.filename: info for info in infos if not is_hidden(info.filename)}

    def names(self) -> list[str]:
        return sorted(self._infos)

    def get_size(self, name: str) -> int:
        return self._infos[name].file_size

    def open(self, name: str) -> Readable:
        return self._zip.open(self._infos[name])


def _refuse_tricks(name: str, info: ZipInfo) -> None:
    path = info.filename
    leads_out = (
        path.startswith("/")
        or "\\" in path
        or ":" in path.split("/")[0]
        or ".." in path.split("/")
        or "\x00" in info.orig_filename
        or stat.S_ISLNK(info.external_attr >> 16)
    )
    if leads_out:
        raise ValidationError(
            _(
                "“%(name)s” was refused: “%(path)s” in it leads to a place outside of the archive. "
                "Make the archive again from a plain folder."
            )
            % {"name": name, "path": path[:100]}
        )
    if info.file_size > _RATIO_FROM and info.file_size > _MAX_RATIO * max(info.compress_size, 1):
        raise ValidationError(
            _(
                "“%(name)s” was refused: “%(path)s” in it unpacks to more than %(ratio)d times its "
                "size, as no article or picture does. Leave that file out."
            )
            % {"name": name, "path": path[:100], "ratio": _MAX_RATIO}
        )


def open_nested(container: Container, name: str) -> Archive:
    """Open an archive in an archive, as Notion makes them, by a temporary file."""
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
    """Say whether a file is none of the writer's: of the system, or of the program that packed it."""
    parts = path.split("/")
    return any(part.startswith(".") for part in parts) or parts[0] == "__MACOSX"


def get_ending(name: str) -> str:
    return posixpath.splitext(name)[1].lower()


class _Borrowed:
    """A file from its beginning, which whoever closes it leaves open for the next reader."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        file.seek(0)

    def read(self, size: int = -1) -> bytes:
        return self._file.read(size)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: Any, error: Any, trace: Any, /) -> None:
        return None
