"""A folder or archive of single files, each of which is one article."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from functools import partial

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .article import Data, Load, SourceArticle
from .containers import Container, get_ending, read_file

TEXTS = {".htm", ".html", ".markdown", ".md", ".txt"}
_WORD = {".docx"}
_OTHER_DOCUMENTS = {".doc", ".docm", ".epub", ".odt", ".pages", ".pdf", ".rtf"}
# Some of these are ZIP archives, though not of articles.
DOCUMENTS = _WORD | _OTHER_DOCUMENTS


def is_document(name: str) -> bool:
    """Say whether a file is taken for an article, be it one that can be read or not."""
    return get_ending(name) in TEXTS | DOCUMENTS


def read(container: Container) -> Iterator[SourceArticle]:
    """Yield each text of a container, and each document of a kind that cannot be read."""
    for name in container.names():
        ending = get_ending(name)
        if ending in TEXTS | _WORD:
            yield _make(name, partial(read_file, container, name))
        elif ending in _OTHER_DOCUMENTS:
            yield _make(name, partial(_refuse, name))


def _make(name: str, load: Load) -> SourceArticle:
    folder = posixpath.dirname(name)
    return SourceArticle(f"file:{name}", name, load, is_file=True, folder=folder)


def _refuse(name: str) -> Data:
    raise ValidationError(
        _(
            "Files of this kind (%(ending)s) are not read. Open it in the program that it comes from, "
            "save it as a Word document (.docx), and import that."
        )
        % {"ending": get_ending(name)}
    )
