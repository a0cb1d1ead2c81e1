"""The result of reading a source: its blocks, its pictures, and what it says about itself."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, fields, replace
from datetime import datetime

from .characters import clean
from .pieces import Piece


@dataclass(frozen=True)
class Meta:
    """What a source says about its article outside the text; empty fields are unknown."""

    title: str = ""
    subtitle: str = ""
    date: datetime | None = None
    """When the article was first published there, in UTC."""
    authors: tuple[str, ...] = ()
    slug: str = ""
    topics: tuple[str, ...] = ()
    address: str = ""
    """The address where readers found the article."""
    description: str = ""
    """The description shown by search engines."""
    is_private: bool = False
    """Whether it was a draft or for some readers only; its date and address are then ignored."""

    def completed_by(self, other: Meta) -> Meta:
        """Return this metadata, with empty fields filled from ``other``.

        A private article has no publication date and no address, whichever of the two names one.
        """
        said = {each.name: getattr(self, each.name) for each in fields(self)}
        meta = replace(other, **{name: value for name, value in said.items() if value})
        return replace(meta, date=None, address="") if meta.is_private else meta

    @property
    def names(self) -> list[str]:
        """All names made of words, which may come from anywhere."""
        return [self.title, self.subtitle, *self.authors, *self.topics]

    def clean(self) -> Meta:
        """Return the metadata without invisible characters."""
        return replace(
            self,
            title=_clean(self.title),
            subtitle=_clean(self.subtitle),
            authors=tuple(map(_clean, self.authors)),
            topics=tuple(map(_clean, self.topics)),
        )


def _clean(name: str) -> str:
    return " ".join(clean(name).split())


@dataclass(frozen=True)
class Picture:
    """A picture of an article, with the name, path or address that identifies it.

    ``data`` is the picture's bytes, if the article's own file holds them.
    """

    name: str
    alt: str = ""
    caption: str = ""
    data: bytes | None = None

    @property
    def title(self) -> str:
        """A title for people: the alternative text, or the name without local folders."""
        is_local = self.name.startswith("file:")
        return self.alt or (re.split(r"[\\/]", self.name)[-1] if is_local else self.name)

    @property
    def words(self) -> str:
        """The picture's description: its alternative text, or else its caption."""
        return self.alt or self.caption


@dataclass
class Reading:
    """A whole source, in order; ``notices`` describe what was left out of the blocks."""

    pieces: list[Piece] = field(default_factory=list)
    meta: Meta = field(default_factory=Meta)
    pictures: list[Picture] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
