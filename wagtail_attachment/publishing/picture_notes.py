"""The note that stands in a text for a picture that an import left out."""

from __future__ import annotations

import re
from functools import cache

from django.utils.translation import gettext as _
from django.utils.translation import override

from wagtail_attachment.languages.own_texts import get_catalogue_languages


def write_picture_note(name: str) -> str:
    """Return the note for a picture, in the active language."""
    return _("[Picture: %(name)s]") % {"name": name}


def find_picture_notes(words: str) -> list[str]:
    """Return the picture notes in a text, each once, in any language the package speaks."""
    return list(dict.fromkeys(_compile_notes().findall(words))) if "[" in words else []


@cache
def _compile_notes() -> re.Pattern[str]:
    notes = []
    for language in get_catalogue_languages():
        with override(language):
            before, after = write_picture_note("\0").split("\0")
        notes.append(rf"{re.escape(before)}[^\[\]]*{re.escape(after)}")
    return re.compile("|".join(notes))
