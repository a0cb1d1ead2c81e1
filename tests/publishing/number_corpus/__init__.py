"""Sentences of our own in eight languages, each a translation of the others, and each with a mistake in it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from wagtail_attachment.publishing.numbers import Comparison, compare
from wagtail_attachment.publishing.texts import split_html

FOLDER = Path(__file__).parent
LANGUAGES = ["en", "es", "ar", "he", "hi", "ja", "th", "zh"]
KNOWN = frozenset(
    [
        "988",
        "911",
        "112",
        "111",
        "999",
        "211",
        "741741",
        "116 123",
        "50808",
        "*4141",
        "0800 1110111",
    ]
)


@dataclass(frozen=True)
class Sentence:
    """A sentence as it should be, and with a mistake."""

    right: str
    wrong: str


@dataclass
class Figures:
    """What becomes of the translations into one language from all others."""

    right: int = 0
    refused: list[str] = field(default_factory=list)
    asked: int = 0
    wrong: int = 0
    accepted: list[str] = field(default_factory=list)
    wrong_refused: int = 0


@cache
def read(language: str) -> dict[str, Sentence]:
    """Return the sentences of a language by their names."""
    entries = tomllib.loads((FOLDER / f"{language}.toml").read_text("utf-8"))
    return {
        name: Sentence(text, make_mistake(text, edit)) for name, (text, edit) in entries.items()
    }


def make_mistake(text: str, edit: str) -> str:
    """Return ``text`` with one part in the place of another ("a → b"), or exchanged with it ("a ⇄ b")."""
    if " ⇄ " in edit:
        one, other = edit.split(" ⇄ ")
        return text.replace(one, "\0").replace(other, one).replace("\0", other)
    old, new = edit.split(" → ")
    return text.replace(old, new)


def judge(source: str, translation: str) -> Comparison:
    return compare(split_html(source, "p"), split_html(translation, "p"), KNOWN)


def measure(target: str, sources: list[str] = LANGUAGES) -> Figures:
    """Return how the sentences of ``target`` are judged as translations of those of the other languages."""
    figures = Figures()
    for source, name, original, sentence in list_pairs(target, sources):
        label = f"{source} → {target}: {name}"
        right, wrong = judge(original, sentence.right), judge(original, sentence.wrong)
        figures.right += 1
        figures.wrong += 1
        figures.asked += bool(right.asked)
        figures.wrong_refused += bool(wrong.refused)
        if right.refused:
            figures.refused.append(label)
        if not wrong.refused and not wrong.asked:
            figures.accepted.append(label)
    return figures


def list_pairs(target: str, sources: list[str]) -> Iterator[tuple[str, str, str, Sentence]]:
    for source in sources:
        if source != target:
            for name, sentence in read(source).items():
                yield source, name, sentence.right, read(target)[name]
