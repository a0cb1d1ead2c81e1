"""Marking up the texts on a page that are in another language than the page (WCAG 3.1.2)."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings
from selectolax.lexbor import LexborHTMLParser

from wagtail_attachment.languages import get_text_direction
from wagtail_attachment.ledger.memo import remember
from wagtail_attachment.translation.in_original import TextInOriginal

from .resolver import Safety


def find_texts_in_other_languages(safety: Safety) -> dict[str, str]:
    """Return the texts that pages in this language show in another one, with that language.

    The keys are the words of the texts, as shown.
    """
    if not getattr(settings, "WAGTAIL_I18N_ENABLED", False):
        return {}
    language = safety.language
    found = remember(("texts in original", language), lambda: TextInOriginal.find(language))
    return {safety.fill_text(words): code for words, code in found.items()}


def mark_other_languages(html: str, languages: Mapping[str, str]) -> str:
    """Return a document in which each of these texts is marked with its language and direction.

    ``languages`` gives the language of each text by its words; a picture's description counts as a
    text too. A document with none of these texts is returned unchanged.
    """
    if not languages or "<html" not in html.lower():
        return html
    by_letters = {_close_up(words): code for words, code in languages.items()}
    tree = LexborHTMLParser(html, scripting=True)
    inside: set[int] = set()
    is_marked = False
    for node in tree.css("body *"):
        if node.parent is not None and node.parent.mem_id in inside:
            inside.add(node.mem_id)
            continue
        said = node.attributes.get("alt") if node.tag == "img" else node.text()
        if code := by_letters.get(_close_up(said or "")):
            inside.add(node.mem_id)
            if "lang" not in node.attributes:
                node.attrs["lang"], node.attrs["dir"] = code, get_text_direction(code)
                is_marked = True
    return (tree.html or html) if is_marked else html


def _close_up(words: str) -> str:
    """Return words without the white space between them, since HTML may break lines anywhere."""
    return "".join(words.split())
