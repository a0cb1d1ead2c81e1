"""An article as its source describes it, before its text is read."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from wagtail_attachment.importing import Meta, Picture

Data = str | bytes


Load = Callable[[], Data]


@dataclass(frozen=True)
class SourceArticle:
    """An article that can be imported.

    ``key`` identifies it among the articles of its source, now and in later exports. ``load``
    returns its text: HTML or Markdown as ``str``, or a file as ``bytes``; it may raise
    ``ValidationError``. ``is_file`` says that the key is only a file's name, which another article
    may also have.
    """

    key: str
    name: str
    load: Load
    meta: Meta = field(default_factory=Meta)
    is_file: bool = False
    image: Picture | None = None
    """The picture above the text."""
    notes: Sequence[str] = ()
    """Notes for the report, complete once the text is loaded."""
    folder: str = ""
    """The folder that its pictures' paths are relative to."""

    @property
    def name_as_title(self) -> str:
        """The title until another is known: a file's name without its ending."""
        return posixpath.splitext(posixpath.basename(self.name))[0] if self.is_file else self.name


def describe_unused(words: str) -> str:
    """Return a note on words of the source that the draft does not contain."""
    return _("Left out, since a draft has no place for it: “%(lines)s”.") % {"lines": words}


def refuse(key: str, name: str, error: ValidationError) -> SourceArticle:
    """Return an article whose ``load`` raises the error, in place of one that cannot be read."""

    def load() -> Data:
        raise error

    return SourceArticle(key, name, load)
