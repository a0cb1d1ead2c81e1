"""ZIP archives, including Word files, and the checks made before any file in one is read.

An archive's own statements about its contents are not trusted: code that reads a file from one sets
its own limit.
"""

from __future__ import annotations

import stat
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO
from zipfile import BadZipFile, LargeZipFile, ZipFile, ZipInfo

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from lxml import etree

MAX_FILE = 50_000_000
# Text never compresses this well, and pictures barely compress; small files of blanks might.
_MAX_RATIO, _RATIO_FROM = 200, 10_000_000
# The errors that a reader raises for a damaged file.
_DAMAGED = (
    *(BadZipFile, LargeZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError),
    etree.XMLSyntaxError,
)


@contextmanager
def reading(name: str) -> Iterator[None]:
    """Turn the errors of an unreadable file into a message. Raises ``ValidationError``."""
    try:
        yield
    except _DAMAGED:
        raise ValidationError(
            _("“%(name)s” is damaged or cannot be read. Export or save it again.") % {"name": name}
        ) from None
    except RuntimeError:  # how zipfile asks for a password
        raise ValidationError(
            _("“%(name)s” has a password. Save it without one.") % {"name": name}
        ) from None


def open_archive(file: IO[bytes], name: str, *, max_files: int, max_bytes: int) -> ZipFile:
    """Return an archive to read file by file; nothing is unpacked to disk.

    Raises ``ValidationError`` if the archive is damaged, has more than ``max_files`` files, unpacks
    to more than ``max_bytes``, or contains paths that lead out of it.
    """
    with reading(name):
        archive = ZipFile(file)
    infos = [info for info in archive.infolist() if not info.is_dir()]
    if len(infos) > max_files or sum(info.file_size for info in infos) > max_bytes:
        raise ValidationError(
            _(
                "“%(name)s” has too many files, or unpacks to over %(limit)d MB. Import it in parts, "
                "or with smaller pictures."
            )
            % {"name": name, "limit": max_bytes // 1_000_000}
        )
    for info in infos:
        _refuse_tricks(name, info)
    return archive


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
