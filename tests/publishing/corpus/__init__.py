"""Sentences in six languages, as therapists and others write them, and what the lexicon makes of them.

A file a language: first those that are harmless, many of them near misses; then, by what is wrong with
them, those that should be found. The patterns were mended from these. What is *fresh* was written
afterwards, and nothing was mended from it: it shows how well they do on what they have not seen. All
are our own, so real texts will show more.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from wagtail_attachment.package_data import load_data
from wagtail_attachment.publishing.safe_messaging import find_phrases, lexicon
from wagtail_attachment.publishing.safe_messaging.lexicon import get_mention
from wagtail_attachment.publishing.texts import Text

DATA = load_data("safe_messaging.toml")
LANGUAGES: list[str] = DATA["languages"]
CONCERNS = {name: concern["is_harmful"] for name, concern in DATA["concerns"].items()}
HARMLESS = "harmless"
FRESH = "fresh "


@dataclass
class Measured:
    """What was found in one language: by concern, or among the harmless by rule."""

    sentences: dict[str, int] = field(default_factory=dict)
    missed: dict[str, list[str]] = field(default_factory=dict)
    false_alarms: dict[bool, list[str]] = field(default_factory=dict)

    def count(self, *, is_harmful: bool) -> tuple[int, int]:
        """Return how many sentences one of the rules should find, and how many it misses."""
        names = [name for name in self.missed if CONCERNS[name] is is_harmful]
        return (
            sum(self.sentences[name] for name in names),
            sum(len(self.missed[name]) for name in names),
        )


def read(language: str) -> Iterator[tuple[str, str]]:
    """Yield each sentence with what is wrong with it, or with ``harmless``."""
    concern = ""
    path = Path(__file__).with_name(f"{language}.txt")
    for line in filter(None, map(str.strip, path.read_text("utf-8").splitlines())):
        if line.startswith("# "):
            concern = line[2:]
        else:
            yield concern, line


def find(sentence: str, language: str, *, is_harmful: bool) -> list[str]:
    """Return the phrases that a rule finds in a sentence."""
    terms = lexicon.get_terms([language], is_harmful=is_harmful)
    found = find_phrases([Text("body", sentence)], terms, get_mention((language,)))
    return [f"{each.term.id}: {each.phrase}" for each in found]


@cache
def measure(language: str, *, fresh: bool = False) -> Measured:
    """Try the lexicon on the sentences of a language: on those it was mended from, or the fresh."""
    measured = Measured(false_alarms={True: [], False: []})
    for heading, sentence in read(language):
        concern = heading.removeprefix(FRESH)
        if heading.startswith(FRESH) is not fresh:
            continue
        measured.sentences[concern] = measured.sentences.get(concern, 0) + 1
        if concern == HARMLESS:
            for is_harmful, alarms in measured.false_alarms.items():
                if phrases := find(sentence, language, is_harmful=is_harmful):
                    alarms.append(f"{sentence} ({'; '.join(phrases)})")
        else:
            missed = measured.missed.setdefault(concern, [])
            if not find(sentence, language, is_harmful=CONCERNS[concern]):
                missed.append(sentence)
    return measured
