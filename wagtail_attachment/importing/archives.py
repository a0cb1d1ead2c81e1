"""ZIP archives, a Word file among them: what is looked at before anything in one is read.

What an archive says of itself is not believed: whoever reads a file of it sets a limit of their own.
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
# No text is packed so tightly, and pictures hardly at all; small files of blanks may be.
_MAX_RATIO, _RATIO_FROM = 200, 10_000_000
# How what reads a file says that it is not as it should be.
_DAMAGED = (
    *(BadZipFile, LargeZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError),
    etree.XMLSyntaxError,
)


@contextmanager
def reading(name: str) -> Iterator[None]:
    """Say of a file that cannot be read what to do. Raises ``ValidationError``."""
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
    """Return an archive to be read file by file; nothing is unpacked to disk.

    Raises ``ValidationError`` if it is damaged, holds more files or unpacked bytes than it may, or
    has paths that lead out of it.
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
