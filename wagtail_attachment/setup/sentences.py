"""The package's sentences for readers, which a practice can write in its own language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.template.loader import get_template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from wagtail_attachment.crisis.cost import Cost
from wagtail_attachment.crisis.hours import Days
from wagtail_attachment.crisis.kinds import get_kind, get_kind_choices
from wagtail_attachment.crisis.versions import Audience
from wagtail_attachment.languages.own_texts import get_message, has_package_texts
from wagtail_attachment.languages.reader_nodes import (
    ReaderBlockTranslateNode,
    ReaderTranslateNode,
)
from wagtail_attachment.practice.reader_texts import load_reader_texts

_FOLDER = Path(__file__).parent.parent / "templates"
_OF_READERS = ("*.html", "includes/*.html", "blocks/*.html", "feed/*.html")

_SAID_IN_CODE: tuple[str | Promise, ...] = (
    gettext_lazy("24 hours a day"),
    gettext_lazy("%(days)s, %(opens)s to %(closes)s (%(zone)s)"),
    gettext_lazy("Calls are free"),
    gettext_lazy("your local emergency number"),
)


@dataclass(frozen=True)
class Sentence:
    message: str
    """The sentence in the code, in English."""
    text: str
    """The practice's translation; empty if the sentence is shown in English."""


def list_templates() -> list[str]:
    """Return the names of the package's templates for readers."""
    folder = _FOLDER / "wagtail_attachment"
    files = (file for pattern in _OF_READERS for file in folder.glob(pattern))
    return sorted(
        file.relative_to(_FOLDER).as_posix() for file in files if "_preview" not in file.stem
    )


def list_messages() -> list[str]:
    """Return every sentence once: the crisis card's first, then in the order of the templates."""
    return list(dict.fromkeys([*_list_said_in_code(), *_list_said_in_templates()]))


@cache
def _list_said_in_templates() -> tuple[str, ...]:
    return tuple(
        message
        for name in list_templates()
        for message in _find_messages(get_template(name).template)  # type: ignore[attr-defined]
    )


def _find_messages(template: Any) -> Iterator[str]:
    kinds = (ReaderTranslateNode, ReaderBlockTranslateNode)
    for node in template.nodelist.get_nodes_by_type(kinds):
        yield node.message


def _list_said_in_code() -> Iterator[str]:
    for kind in (get_kind(kind_id) for kind_id, _label in get_kind_choices()):
        for button in (kind.button, kind.keyword_button):
            if _has_words(message := get_message(button)):
                yield message
    for choices in (Audience, Cost, Days):
        yield from (get_message(label) for _value, label in choices.choices)
    yield from map(get_message, _SAID_IN_CODE)


def _has_words(message: str) -> bool:
    """Say whether it has words, not just markup around a number."""
    return bool(re.sub(r"<[^>]*>|%\(\w+\)s", "", message).strip())


def find_sentences(language: str) -> list[Sentence]:
    """Return all sentences with the practice's translations; none if the package speaks it."""
    if has_package_texts(language):
        return []
    texts = load_reader_texts(language)
    return [Sentence(message, texts.get(message, "")) for message in list_messages()]
