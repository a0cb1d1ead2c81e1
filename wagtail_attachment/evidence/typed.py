"""An address as someone typed or copied it, and what it has in common with one on record."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

_HOST = re.compile(
    r"[^\s/?#@]+\.[^\s/?#@.]{2,}\.?(:\d+)?|localhost(:\d+)?|\[[0-9a-fA-F:.]+\](:\d+)?"
)
_OF_API = r"(?:/[^/]+)*/api(?:/[^/]+)*"


@dataclass(frozen=True)
class Typed:
    """A host and the parts of a path; ``host`` is empty where only a path was given.

    Scheme, port, ``www.``, query, fragment and a slash at the end say nothing of which page it is,
    nor does the case of a host, or the way in which letters are encoded.
    """

    host: str
    parts: tuple[str, ...]

    @classmethod
    def read(cls, text: str) -> Typed | None:
        """Return the address that ``text`` is; ``None`` for one that could only be words."""
        text = text.strip().strip("<>\"'")
        has_scheme = bool(re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*://", text))
        first = re.split(r"[/?#]", text, maxsplit=1)[0]
        if has_scheme or text.startswith("//"):
            address = text
        elif _HOST.fullmatch(first.rpartition("@")[2]):
            address = f"//{text}"
        elif "/" in text and " " not in text.strip("/").partition("/")[0]:
            address = "/" + text.lstrip("/")
        else:
            return None
        try:
            split = urlsplit(address)
            return cls(_read_host(split.hostname or ""), _read_path(split.path))
        except ValueError:  # as of "http://[::1"
            return None

    @property
    def last(self) -> str:
        return self.parts[-1] if self.parts else ""

    def drop_language(self, codes: Collection[str]) -> tuple[str, ...]:
        """Return the path without a language that it begins with, as in ``/es/``."""
        is_prefixed = self.parts and self.parts[0].lower() in codes
        return self.parts[1:] if is_prefixed else self.parts

    def __str__(self) -> str:
        return f"{self.host}/{'/'.join(self.parts)}"


def read_page_number(text: str, admin: str = "") -> int | None:
    """Return the page that a text names by its number: ``12``, or an address of the admin or the API.

    ``admin`` is the path at which the admin is, as ``/admin/``; that of an API has ``api`` in it. A
    public address may look the same otherwise: ``/pages/12/`` is one.
    """
    text = text.strip()
    if text.isdecimal():
        return int(text) if len(text) < 19 else None
    path = re.sub(
        r"^([a-zA-Z][a-zA-Z0-9+.-]*:)?//[^/]*", "", re.split(r"[?#]", text, maxsplit=1)[0]
    )
    below = [_OF_API, *([re.escape(admin.rstrip("/"))] if admin else [])]
    named = re.match(rf"(?:{'|'.join(below)})/pages/(\d{{1,18}})(?=/|$)", path)
    return int(named[1]) if named else None


def may_be_words(text: str) -> bool:
    """Say whether what reads as a host may be words after all, as ``Dr.Ruiz``."""
    return not re.search(r"[/:@?#]", text)


def _read_host(host: str) -> str:
    host = host.rstrip(".").lower()
    with suppress(
        UnicodeError
    ):  # where it is in its own letters, or is none that a name server knows
        host = host.encode("ascii").decode("idna")
    return unicodedata.normalize("NFC", host).removeprefix("www.")


def _read_path(path: str) -> tuple[str, ...]:
    decoded = unicodedata.normalize("NFC", unquote(path))
    return tuple(part for part in decoded.split("/") if part not in ("", "."))
