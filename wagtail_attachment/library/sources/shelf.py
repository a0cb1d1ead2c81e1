"""The pictures that came along in folders and archives, found by how an article names them."""

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
# WordPress names a smaller copy after its size.
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
        """Return the file. Raises ``ValidationError`` if it is damaged or too large."""
        return read_file(self.container, self.path)


def hold(data: bytes, name: str) -> Found:
    """Return a picture that came in the article's own file; its name may lack an ending."""
    ending = next((end for mark, end in _MARKS.items() if data.startswith(mark)), "")
    name = (
        name if get_ending(name) in ENDINGS else f"{posixpath.basename(name) or 'picture'}{ending}"
    )
    return Found(SingleFile(io.BytesIO(data), name), name)


def find_passed_over(container: Container, read: Iterable[str]) -> list[str]:
    """Return the files of a container that are neither among those ``read``, pictures nor archives."""
    known = {*read}
    return [
        name
        for name in container.names()
        if name not in known and get_ending(name) not in {*ENDINGS, ".zip"}
    ]


class Shelf:
    """All pictures at hand. Nothing is ever fetched: what is not here is missing."""

    def __init__(self, containers: Iterable[Container]) -> None:
        self._by_name: dict[str, list[Found]] = defaultdict(list)
        for container in containers:
            for path in container.names():
                if get_ending(path) in ENDINGS:
                    found = Found(container, path)
                    self._by_name[found.name.casefold()].append(found)

    def find(self, src: str, folder: str = "") -> Found | None:
        """Return the picture of this address or path, or ``None``.

        ``folder`` is where a relative path begins. Of several of one name it is the one whose path
        has most in common with the address; two that have as much are a guess, and none is taken.
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
