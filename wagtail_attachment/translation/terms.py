"""Whether glossary terms in a text were kept in its translation.

This aims to be reliable rather than complete. A word counts as a form of another if their
beginnings match, so that "attachment styles" is found for "attachment style", and a translation may
inflect and reorder a term's words as its grammar requires. In scripts without spaces between words,
only the exact term is found.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, takewhile
from math import ceil

from django.utils.translation import gettext as _

from wagtail_attachment.languages.spelling import simplify

# Chinese, Japanese, Thai, Lao, Burmese and Khmer letters.
_WITHOUT_SPACES = re.compile(r"[\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_ABBREVIATION = 5
"""The most letters in a word in capitals that counts as an abbreviation: ACT is not "act"."""
_SHORT = 4
"""The most letters in a word whose other forms may only be one letter longer."""
_STABLE = 5
"""The most letters in a word whose forms keep all its letters: a career is not a "carer"."""
_LETTERS = 3
"""The fewest letters that a form's beginning shares with the word; the key for lookups."""


def is_without_spaces(words: str) -> bool:
    """Say whether words are in a script without spaces between words."""
    return bool(_WITHOUT_SPACES.search(words))


@dataclass(frozen=True)
class Term:
    """A term and its translation into another language."""

    term: str
    translation: str
    """The translation, or the term itself if it is kept as it is."""

    def describe(self) -> str:
        """Return in words what the glossary says about the term."""
        if self.term == self.translation:
            return _("Glossary: keep “%(term)s” as it is.") % {"term": self.term}
        return _("Glossary: “%(translation)s” for “%(term)s”.") % {
            "term": self.term,
            "translation": self.translation,
        }


@dataclass(frozen=True)
class _Word:
    written: str
    simple: str

    @property
    def is_abbreviation(self) -> bool:
        return 1 < len(self.written) <= _ABBREVIATION and self.written.isupper()

    def is_form_of(self, word: _Word) -> bool:
        """Say whether this is ``word`` or an inflected form of it: "boundaries", "boundary"."""
        if word.is_abbreviation:
            return self.written in {word.written, f"{word.written}s"}
        if self.simple == word.simple:
            return True
        shared = _count_shared(self.simple, word.simple)
        lost, added = len(word.simple) - shared, len(self.simple) - shared
        if len(word.simple) <= _SHORT:
            return lost == 0 and added == 1
        if len(word.simple) <= _STABLE and lost:
            return False
        return shared >= ceil(0.7 * len(word.simple)) and lost <= 2 and added <= 3


class Glossary:
    """Terms of one language with their translations into another."""

    def __init__(self, terms: Iterable[Term]) -> None:
        """Take the terms; of two equal ones the first applies."""
        kept: dict[str, Term] = {}
        for term in terms:
            kept.setdefault(simplify(term.term), term)
        # The longest first, so that "attachment" is not found inside "attachment style".
        self._terms = [
            (term, _split(term.term))
            for term in sorted(kept.values(), key=lambda term: -len(term.term))
        ]
        self._beginnings: dict[str, list[tuple[Term, tuple[_Word, ...]]]] = {}
        self._unspaced: list[tuple[Term, str]] = []
        for term, words in self._terms:
            if is_without_spaces(term.term):
                self._unspaced.append((term, _close_up(term.term)))
            elif words:
                key = words[0].simple[:_LETTERS]
                self._beginnings.setdefault(key, []).append((term, words))

    def __bool__(self) -> bool:
        return bool(self._beginnings or self._unspaced)

    def find(self, text: str) -> list[Term]:
        """Return the terms that occur in a text of their language, each once."""
        return list(dict.fromkeys([*self._find_words(text), *self._find_unspaced(text)]))

    def find_missed(self, source: str, translation: str) -> list[Term]:
        """Return the terms of ``source`` that ``translation`` does not give as in the glossary."""
        return [term for term in self.find(source) if not has_term(translation, term.translation)]

    def _find_words(self, text: str) -> Iterator[Term]:
        words = _split(text) if self._beginnings else ()
        at = 0
        while at < len(words):
            for term, wanted in self._beginnings.get(words[at].simple[:_LETTERS], ()):
                if _stands_at(words, at, wanted):
                    yield term
                    at += len(wanted) - 1
                    break
            at += 1

    def _find_unspaced(self, text: str) -> Iterator[Term]:
        rest = _close_up(text) if self._unspaced else ""
        for term, wanted in self._unspaced:
            if wanted in rest:
                yield term
                rest = rest.replace(wanted, "\n")


def has_term(text: str, term: str) -> bool:
    """Say whether a text has a term of its language, in any form and any word order."""
    if is_without_spaces(term):
        return _close_up(term) in _close_up(text)
    wanted, words = _split(term), _split(text)
    # Articles and prepositions change with the sentence.
    telling = [word for word in wanted if len(word.simple) > _LETTERS] or list(wanted)
    return all(any(_may_be(word, each) for word in words) for each in telling)


def _may_be(word: _Word, wanted: _Word) -> bool:
    """Say whether a word may be a form of another or contain it: "Bindungsstilen", "للتعلق"."""
    if wanted.is_abbreviation:
        return wanted.written in word.written
    if len(wanted.simple) <= _LETTERS:
        return word.simple.startswith(wanted.simple) and len(word.simple) <= len(wanted.simple) + 2
    kept = max(_SHORT, len(wanted.simple) - max(1, len(wanted.simple) // 3))
    return wanted.simple[:kept] in word.simple


def _stands_at(words: Sequence[_Word], at: int, wanted: Sequence[_Word]) -> bool:
    found = words[at : at + len(wanted)]
    return len(found) == len(wanted) and all(
        word.is_form_of(each) for word, each in zip(found, wanted, strict=True)
    )


def _count_shared(one: str, other: str) -> int:
    """Return how many letters two words share at their beginning."""
    pairs = takewhile(lambda letters: letters[0] == letters[1], zip(one, other, strict=False))
    return sum(1 for _letters in pairs)


def _close_up(text: str) -> str:
    return simplify(text).replace(" ", "")


@lru_cache(maxsize=512)
def _split(text: str) -> tuple[_Word, ...]:
    """Return the words of a text in order; vowel signs and accents belong to their letters."""
    runs = groupby(unicodedata.normalize("NFC", text), key=_is_of_word)
    return tuple(_make_word("".join(run)) for is_word, run in runs if is_word)


@lru_cache(maxsize=4096)
def _is_of_word(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "LMN"


@lru_cache(maxsize=8192)
def _make_word(written: str) -> _Word:
    return _Word(written, simplify(written))
