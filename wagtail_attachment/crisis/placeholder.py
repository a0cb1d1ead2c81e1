"""``{crisis_line}``: what an author writes where the readers' own crisis line belongs."""

from __future__ import annotations

import re

from django.utils import translation
from django.utils.html import escape, format_html
from django.utils.translation import gettext_lazy

from wagtail_attachment.languages.own_texts import say

CRISIS_LINE = "{crisis_line}"

# What someone writes who means it: with blanks, in capitals, in two pairs of braces. A row of braces
# is tried once, from its first one on.
_MEANT = re.compile(r"(?<!\{)\{++\s*crisis[\s_-]*lines?\s*\}+", re.IGNORECASE)


def fill_html(html: str, dialled: str, href: str = "", language: str = "") -> str:
    """Return HTML with a number in the placeholder's place, as a link where it has one.

    ``dialled`` is the string as dialled. Where there is none, the local emergency number is named
    in words, in ``language``.
    """
    if CRISIS_LINE not in html:
        return html
    if not dialled:
        filling = escape(_name_local_number(language))
    elif href:
        filling = format_html('<a href="{}"><bdi dir="ltr">{}</bdi></a>', href, dialled)
    else:
        filling = format_html('<bdi dir="ltr">{}</bdi>', dialled)
    return html.replace(CRISIS_LINE, str(filling))


def fill_text(text: str, dialled: str, language: str) -> str:
    """Return a plain text with a number in the placeholder's place, or with words where it has none."""
    if CRISIS_LINE not in text:
        return text
    return text.replace(CRISIS_LINE, dialled or _name_local_number(language))


def fill_anywhere(html: str, dialled: str, language: str) -> str:
    """Return HTML with the placeholder filled wherever it stands, in an attribute or a script too.

    Where nothing can be called, a line's keyword stands in it, which is whatever someone typed: no
    sign of it may end a tag, an attribute or a script's string.
    """
    if CRISIS_LINE not in html:
        return html
    filling = escape(dialled or _name_local_number(language)).replace("\\", "&#92;")
    return html.replace(CRISIS_LINE, filling)


def find_misspelt(text: str) -> list[str]:
    """Return what is meant as the placeholder and is not written as it."""
    return [each for each in _MEANT.findall(text) if each != CRISIS_LINE]


def _name_local_number(language: str) -> str:
    with translation.override(language):
        return say(gettext_lazy("your local emergency number"))
