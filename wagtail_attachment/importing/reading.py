"""What a reader finds in a source: its blocks, its pictures, and what it says about itself."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, fields, replace
from datetime import datetime

from .characters import clean
from .pieces import Piece


@dataclass(frozen=True)
class Meta:
    """What a source says of its article beside the text, each empty where it says nothing."""

    title: str = ""
    subtitle: str = ""
    date: datetime | None = None
    """When it was first published there, in UTC."""
    authors: tuple[str, ...] = ()
    slug: str = ""
    topics: tuple[str, ...] = ()
    address: str = ""
    """Where readers found it."""
    description: str = ""
    """What search engines showed of it."""
    is_private: bool = False
    """Whether it was a draft there, or for some readers only: then no date or address is of use."""

    def completed_by(self, other: Meta) -> Meta:
        """Return what this says, and where it says nothing what ``other`` does.

        What was private has no date of publication and no address, whoever names one.
        """
        said = {each.name: getattr(self, each.name) for each in fields(self)}
        meta = replace(other, **{name: value for name, value in said.items() if value})
        return replace(meta, date=None, address="") if meta.is_private else meta

    @property
    def names(self) -> list[str]:
        """All that is a name in words, and may come from anywhere."""
        return [self.title, self.subtitle, *self.authors, *self.topics]

    def clean(self) -> Meta:
        """Return it without what nobody sees."""
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
    """A picture of an article: the name, path or address that it goes by.

    ``data`` is the picture itself, where the article's own file holds it.
    """

    name: str
    alt: str = ""
    caption: str = ""
    data: bytes | None = None

    @property
    def title(self) -> str:
        """What people know it by: its alternative text, or its name without the folders of a machine."""
        is_local = self.name.startswith("file:")
        return self.alt or (re.split(r"[\\/]", self.name)[-1] if is_local else self.name)

    @property
    def words(self) -> str:
        """What describes it: its alternative text, or its caption for want of one."""
        return self.alt or self.caption


@dataclass
class Reading:
    """All of a source, in its order. ``notices`` say what is not among the blocks."""

    pieces: list[Piece] = field(default_factory=list)
    meta: Meta = field(default_factory=Meta)
    pictures: list[Picture] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
