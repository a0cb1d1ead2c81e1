"""Sentences of our own with a number in each, one file a language."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from wagtail_attachment.publishing.called import find_called_numbers
from wagtail_attachment.publishing.texts import Text

FOLDER = Path(__file__).parent
LANGUAGES = ["en", "es", "fr", "de", "pt", "ar", "he", "hi", "ja", "th", "zh"]


def read(language: str) -> Iterator[tuple[bool, str]]:
    """Yield the sentences of a language, each with whether it sends its readers to the number."""
    for line in (FOLDER / f"{language}.txt").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            yield line.startswith("+"), line[2:]


def find_failures(language: str) -> tuple[list[str], list[str]]:
    """Return the sentences whose number is missed, and those in which a figure is taken for one."""
    missed, false = [], []
    for is_to_call, sentence in read(language):
        found = bool(find_called_numbers(Text("p", sentence), language))
        if found != is_to_call:
            (missed if is_to_call else false).append(sentence)
    return missed, false
