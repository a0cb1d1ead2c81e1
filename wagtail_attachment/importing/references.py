"""Conversion of notes at the foot of a text to references."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from .pieces import Piece

_DOI = re.compile(
    r"(?:https?://(?:dx\.)?doi\.org/|\bdoi:\s?)?\b(10\.\d{4,9}/[^\s,;]+[^\s,;.)])", re.IGNORECASE
)
_PMID = re.compile(r"\bPMID:?\s?(\d{1,9})\b")
_URL = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;)]")
_AUTHORS = re.compile(r"(?P<authors>[^()]{2,200}?)\s*\((?P<year>\d{4})[a-z]?\)\.?,?\s*(?P<rest>.+)")
_TITLE = re.compile(r"(?P<title>.+?[.?!])\s+(?P<source>.+)")
# A number counts only with its mark: “988 is a helpline” begins with a number of the note itself.
_MARKER = re.compile(
    r"^(?:\[[\d*†‡]{1,3}\]|\d{1,3}[\].)]|[*†‡]{1,3}[\].)]?)\s+|\s*[↩↑^]+\ufe0e?\s*$"
)
_MOST_TITLE, _MOST_SOURCE = 500, 255


def make_references(notes: Iterable[Piece]) -> list[dict[str, Any]]:
    """Return notes as the raw items of a list of references; no words are lost.

    A note with authors and a year in the usual form is split into fields; any other becomes the
    title.
    """
    texts = (_MARKER.sub("", " ".join(note.text.split())) for note in notes)
    hrefs = ([run.href for run in note.runs if run.href] for note in notes)
    return [_make_reference(text, links) for text, links in zip(texts, hrefs, strict=False) if text]


def _make_reference(text: str, links: list[str]) -> dict[str, Any]:
    reference: dict[str, Any] = {
        "authors": "", "title": "", "year": None, "source": "", "doi": "", "pmid": "", "url": "",
    }  # fmt: skip
    for name, pattern in (("doi", _DOI), ("pmid", _PMID), ("url", _URL)):
        if match := pattern.search(text):
            reference[name] = match[match.lastindex or 0]
            text = text.replace(match[0], "").strip(" .,;") + "."
    if not reference["url"] and not reference["doi"]:
        reference["url"] = next((link for link in links if link.startswith("http")), "")
    text = re.sub(r"\s*(?:\(\s*\)|Available at:?|Retrieved from)\s*\.?$", ".", text).strip()
    text = "" if text == "." else re.sub(r"\.\.$", ".", text)
    if match := _AUTHORS.fullmatch(text):
        reference["authors"], reference["year"] = match["authors"].strip(" ,"), int(match["year"])
        text = match["rest"]
        parts = _TITLE.fullmatch(text)
        if parts and len(parts["source"]) <= _MOST_SOURCE:
            text, reference["source"] = parts["title"], parts["source"].rstrip(".")
    reference["title"] = text.rstrip(".") or reference["url"] or reference["doi"]
    return reference
