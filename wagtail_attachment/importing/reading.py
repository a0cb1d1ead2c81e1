"""What a reader finds in a source: its blocks, its pictures, and what it says about itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from .pieces import Piece


@dataclass(frozen=True)
class Meta:
    """What a file says about its article, all of it empty where it says nothing."""

    date: date | None = None
    author: str = ""
    slug: str = ""
    tags: tuple[str, ...] = ()
    address: str = ""
    description: str = ""


@dataclass(frozen=True)
class Picture:
    """A picture of an article: its name or address, and its bytes if the file holds them."""

    name: str
    data: bytes | None = None
    alt: str = ""
    caption: str = ""


@dataclass
class Reading:
    """All of a source, in its order. ``notices`` say what is not among the blocks."""

    pieces: list[Piece] = field(default_factory=list)
    title: str = ""
    subtitle: str = ""
    meta: Meta = field(default_factory=Meta)
    pictures: list[Picture] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
