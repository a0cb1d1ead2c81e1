"""Folders or archives of single files, each of which is one article."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wagtail_attachment.importing.endings import HTML, TEXTS, WORD, get_ending
from wagtail_attachment.languages.separators import join_items

from .article import Data, Load, SourceArticle
from .containers import Container, read_file

_OTHER_DOCUMENTS = {".doc", ".docm", ".epub", ".odt", ".pages", ".pdf", ".rtf"}
# Some of these are ZIP archives, but not archives of articles.
DOCUMENTS = WORD | _OTHER_DOCUMENTS
_MOST_NAMED = 10

# The folders of WordPress and Ghost for files that readers may download.
_DOWNLOADS = re.compile(r"(?:^|/)(?:uploads|wp-content|content/(?:files|images|media|themes))/")


def is_document(name: str) -> bool:
    """Say whether a file counts as an article, readable or not."""
    return get_ending(name) in TEXTS | DOCUMENTS


def read(container: Container, *, is_beside_export: bool = False) -> Iterator[SourceArticle]:
    """Yield each text of a container, and each document in an unreadable format.

    Next to an export, files in the old site's own folders are not articles.
    """
    names = container.names()
    pages = {name.rpartition(".")[0] for name in names if get_ending(name) in HTML}
    for name in names:
        if any(folder in pages for folder in _find_saved_folders(name)):
            continue
        if is_beside_export and _DOWNLOADS.search(name):
            continue
        ending = get_ending(name)
        if ending in TEXTS | WORD:
            yield _make(name, partial(read_file, container, name))
        elif ending in _OTHER_DOCUMENTS:
            yield _make(name, partial(_refuse, name))


def _find_saved_folders(name: str) -> Iterator[str]:
    """Yield the page that may have been saved with this file: “Tea” for “Tea_files/frame.html”."""
    parts = name.split("/")[:-1]
    for place, part in enumerate(parts):
        if part.endswith("_files"):
            yield "/".join([*parts[:place], part.removesuffix("_files")])


def describe_rest(container: Container, endings: set[str]) -> list[str]:
    """Return a note on texts of an export other than its articles, which have these ``endings``."""
    return _describe(n for n in container.names() if get_ending(n) in (TEXTS | WORD) - endings)


def describe_downloads(container: Container) -> list[str]:
    """Return a note on texts next to an export that the old site offered for download."""
    texts = (name for name in container.names() if get_ending(name) in TEXTS | WORD)
    return _describe(name for name in texts if _DOWNLOADS.search(name))


def _describe(names: Iterable[str]) -> list[str]:
    message = _(
        "Not imported, since they lie among the files of an export: %(names)s. If one is an article, "
        "import it by itself."
    )
    return [message % {"names": listed}] if (listed := name_some([*names])) else []


def name_some(names: Sequence[str]) -> str:
    """Return the first names of files, and how many more there are; empty if there are none."""
    named, more = join_items(names[:_MOST_NAMED]), len(names) - _MOST_NAMED
    if more <= 0:
        return named
    message = ngettext("%(names)s and one more", "%(names)s and %(count)s more", more)
    return message % {"names": named, "count": more}


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
