"""A folder or archive of single files, each of which is one article."""

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
# Some of these are ZIP archives, though not of articles.
DOCUMENTS = WORD | _OTHER_DOCUMENTS
_MOST_NAMED = 10

# Where WordPress and Ghost keep what an article's readers may download.
_DOWNLOADS = re.compile(r"(?:^|/)(?:uploads|wp-content|content/(?:files|images|media|themes))/")


def is_document(name: str) -> bool:
    """Say whether a file is taken for an article, be it one that can be read or not."""
    return get_ending(name) in TEXTS | DOCUMENTS


def read(container: Container, *, is_beside_export: bool = False) -> Iterator[SourceArticle]:
    """Yield each text of a container, and each document of a kind that cannot be read.

    Beside an export what lies in the old site's own folders is no article.
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
    """Yield what a page would be called whose parts a browser saved here: “Tea” for “Tea_files/frame.html”."""
    parts = name.split("/")[:-1]
    for place, part in enumerate(parts):
        if part.endswith("_files"):
            yield "/".join([*parts[:place], part.removesuffix("_files")])


def describe_rest(container: Container, endings: set[str]) -> list[str]:
    """Name the texts in an export that are not its articles, which have these ``endings``."""
    return _describe(n for n in container.names() if get_ending(n) in (TEXTS | WORD) - endings)


def describe_downloads(container: Container) -> list[str]:
    """Name the texts beside an export that its old site's readers could download."""
    texts = (name for name in container.names() if get_ending(name) in TEXTS | WORD)
    return _describe(name for name in texts if _DOWNLOADS.search(name))


def _describe(names: Iterable[str]) -> list[str]:
    message = _(
        "Not imported, since they lie among the files of an export: %(names)s. If one is an article, "
        "import it by itself."
    )
    return [message % {"names": listed}] if (listed := name_some([*names])) else []


def name_some(names: Sequence[str]) -> str:
    """Return the first names of files, and how many more there are; empty for none."""
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
