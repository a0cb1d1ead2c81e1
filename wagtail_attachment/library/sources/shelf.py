"""The pictures in imported folders and archives, found by the references of an article."""

from __future__ import annotations

import io
import posixpath
import re
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from wagtail_attachment.importing.endings import get_ending

from .containers import Container, SingleFile, read_file

ENDINGS = {".avif", ".gif", ".heic", ".jpeg", ".jpg", ".png", ".svg", ".webp"}
_MARKS = {b"\x89PNG": ".png", b"\xff\xd8\xff": ".jpg", b"GIF8": ".gif", b"RIFF": ".webp"}
# WordPress adds its size to the name of a smaller copy.
_SIZE = re.compile(r"-(?:\d{1,5}x\d{1,5}|scaled)(?=\.\w+$)")


class Found(NamedTuple):
    """A picture in a container."""

    container: Container
    path: str

    @property
    def name(self) -> str:
        return posixpath.basename(self.path)

    @property
    def size(self) -> int:
        return self.container.get_size(self.path)

    def read(self) -> bytes:
        """Return the file's bytes. Raises ``ValidationError`` if it is damaged or too large."""
        return read_file(self.container, self.path)


def hold(data: bytes, name: str) -> Found:
    """Return a picture from the article's own file; its name may lack an ending."""
    ending = next((end for mark, end in _MARKS.items() if data.startswith(mark)), "")
    name = (
        name if get_ending(name) in ENDINGS else f"{posixpath.basename(name) or 'picture'}{ending}"
    )
    return Found(SingleFile(io.BytesIO(data), name), name)


def find_passed_over(container: Container, read: Iterable[str]) -> list[str]:
    """Return the files of a container that are not in ``read``, and not pictures or archives."""
    known = {*read}
    return [
        name
        for name in container.names()
        if name not in known and get_ending(name) not in {*ENDINGS, ".zip"}
    ]


class Shelf:
    """All available pictures. Nothing is ever fetched: other pictures are missing."""

    def __init__(self, containers: Iterable[Container]) -> None:
        self._by_name: dict[str, list[Found]] = defaultdict(list)
        for container in containers:
            for path in container.names():
                if get_ending(path) in ENDINGS:
                    found = Found(container, path)
                    self._by_name[found.name.casefold()].append(found)

    def find(self, src: str, folder: str = "") -> Found | None:
        """Return the picture for an address or path, or ``None``.

        ``folder`` is the start of a relative path. Of several pictures with the same name, the one
        whose path has most in common with the address is returned. If two have equally much in
        common, neither is, since that would be a guess.
        """
        wanted = _to_parts(src, folder)
        if not wanted:
            return None
        names = [wanted[-1], _SIZE.sub("", wanted[-1])]
        for name in dict.fromkeys(names):
            ranked: dict[int, list[Found]] = defaultdict(list)
            for found in self._by_name.get(name, ()):
                ranked[_count_common([*wanted[:-1], name], found.path)].append(found)
            if ranked:
                best = ranked[max(ranked)]
                return best[0] if len(best) == 1 else None
        return None


def _to_parts(src: str, folder: str) -> list[str]:
    try:
        address = urlsplit(src.strip())
    except ValueError:
        return []
    path = unquote(address.path)
    if address.scheme == "data":
        return []
    if not address.scheme and not address.netloc and not path.startswith("/"):
        path = posixpath.normpath(posixpath.join(folder, path))
    parts = [part for part in path.casefold().split("/") if part and part not in {".", ".."}]
    return parts if parts and get_ending(parts[-1]) in ENDINGS else []


def _count_common(wanted: list[str], path: str) -> int:
    parts = path.casefold().split("/")
    common = 0
    for ours, theirs in zip(reversed(wanted), reversed(parts), strict=False):
        if ours != theirs:
            break
        common += 1
    return common
