"""One article as its source has it, before its text is read."""

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
    """An article that can be brought in.

    ``key`` tells it from the others of its source, today and in a later export. ``load`` returns
    its text: HTML or Markdown as ``str``, or a file as ``bytes``; it may raise ``ValidationError``.
    ``is_file`` says that the key is no more than a file's name, which another article may have too.
    """

    key: str
    name: str
    load: Load
    meta: Meta = field(default_factory=Meta)
    is_file: bool = False
    image: Picture | None = None
    """The one that stands above the text."""
    notes: Sequence[str] = ()
    """What to tell of it; all is known once it was loaded."""
    folder: str = ""
    """Where its pictures' paths begin."""

    @property
    def name_as_title(self) -> str:
        """What it is called while nothing else is known: a file, without its ending."""
        return posixpath.splitext(posixpath.basename(self.name))[0] if self.is_file else self.name


def describe_unused(words: str) -> str:
    """Say which words of a source are in no part of the draft."""
    return _("Left out, since a draft has no place for it: “%(lines)s”.") % {"lines": words}


def refuse(key: str, name: str, error: ValidationError) -> SourceArticle:
    """Return an article that says why it cannot be read, in the place of one that can."""

    def load() -> Data:
        raise error

    return SourceArticle(key, name, load)
