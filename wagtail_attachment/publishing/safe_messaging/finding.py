"""Searching the texts of a page for the terms of a language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from wagtail_attachment.publishing.texts import Text

from .folding import compose, fold, locate
from .term import Term

MOST_IN_A_TEXT = 10
"""The most that are reported in one text: whoever fixes these reads the whole paragraph."""


@dataclass(frozen=True)
class Found:
    """A phrase as it appears in a text of the page, and the term that matched it."""

    phrase: str
    term: Term
    text: Text


def find_phrases(
    texts: Iterable[Text], terms: Sequence[Term], mention: re.Pattern[str] | None = None
) -> Iterator[Found]:
    """Yield the ``terms`` found in ``texts``, in order of appearance, each phrase once per block.

    The time taken grows with the length of the texts; texts without a similar word take almost
    none.
    """
    folded = [(text, fold(compose(text.words))) for text in texts]
    whole = "\n".join(words for _text, words in folded)
    likely = [term for term in terms if term.may_be_in(whole)]
    told: set[tuple[str, str]] = set()
    for text, words in folded if likely else ():
        place = text.block_id or text.path
        for start, end, term in _find_in(words, likely, mention):
            if (place, words[start:end]) not in told:
                told.add((place, words[start:end]))
                yield Found(locate(compose(text.words), start, end).strip(), term, text)


def _find_in(
    words: str, terms: Sequence[Term], mention: re.Pattern[str] | None
) -> list[tuple[int, int, Term]]:
    """Return where terms occur in one text; where two overlap, the one that starts first."""
    found = sorted(
        (
            (start, -end, index)
            for index, term in enumerate(terms)
            if term.may_be_in(words)
            for start, end in term.find(words, mention)
        ),
    )
    kept: list[tuple[int, int, Term]] = []
    for start, negative_end, index in found:
        if not kept or start >= kept[-1][1]:
            kept.append((start, -negative_end, terms[index]))
    return kept[:MOST_IN_A_TEXT]
