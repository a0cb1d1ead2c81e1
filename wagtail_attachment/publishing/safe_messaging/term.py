"""One entry of the lexicon: what to look for in a language, what to write instead, and why."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import get_language

from .folding import fold

_ID = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)+")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{1,8})*")
# The parts of a pattern that are literal, and those that repeat without limit.
_LITERAL = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]", re.DOTALL)
_ENDLESS = re.compile(r"[*+]|\{\d*,\}")
_WINDOW = 60
_SENTENCE_END = re.compile(r"[.!?؟\n]")
_OPENING, _CLOSING = "“„«‹\"'‚", "”“»›\"'"


class TermError(ImproperlyConfigured):
    """Raised for an entry that contradicts itself, or that may not be registered or removed."""


@dataclass(frozen=True)
class _Group:
    near: tuple[str, ...]
    found: re.Pattern[str]

    def may_be_in(self, folded: str) -> bool:
        return not self.near or any(piece in folded for piece in self.near)


@dataclass(frozen=True, kw_only=True)
class Term:
    """A phrase that can harm or stigmatise, in texts of one language.

    ``patterns`` are regular expressions for text in lower case with plain apostrophes; Arabic text
    has no vowel marks and has ا, ي and ه for أ, ى and ة. ``near`` lists pieces of text, at least
    one of which is in every match: the patterns are tried only where one of them occurs.

    Raises ``TermError`` for a pattern that does not compile, or that repeats something without a
    limit (``*``, ``+``, ``{2,}``), since that may take a minute on a long text.
    """

    id: str
    """Its id, in two or more parts: ``en.method``."""
    language: str
    """Its language, as a BCP 47 code in lower case. ``es`` covers ``es-mx`` too."""
    patterns: Sequence[str]
    why: Any
    """How it affects readers, in a sentence: a string, or one for each language of the admin."""
    source_name: str
    source_url: str
    instead: str = ""
    """What to write, in the language of the text. Empty if it is best left out."""
    is_harmful: bool = False
    """Whether it stops an article (``wording.harmful``) or is only advice (``wording.unsafe``)."""
    near: Sequence[str] = ()
    also: Sequence[Mapping[str, Sequence[str]]] = ()
    """More ``patterns``, each group with its own ``near``, so that most texts need few of them."""
    unless_after: str = ""
    """A pattern for words just before it in the same sentence that make it harmless."""
    unless_before: str = ""
    """A pattern for words just after it in the same sentence that make it harmless."""
    _compiled: dict[str, re.Pattern[str]] = field(init=False, repr=False, compare=False)
    _groups: list[_Group] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if not _ID.fullmatch(self.id):
            raise TermError(f"{self.id!r} is no id of a term: write it as 'guides.miracle'.")
        if not _LANGUAGE.fullmatch(self.language):
            raise TermError(f"{self.id}: {self.language!r} is no language: write it as 'pt-br'.")
        if isinstance(self.patterns, str) or not self.patterns:
            raise TermError(f"{self.id}: patterns is a list with one pattern or more.")
        groups = [{"near": self.near, "patterns": self.patterns}, *self.also]
        compiled = {
            "after": self._compile(self.unless_after),
            "before": self._compile(self.unless_before),
        }
        object.__setattr__(self, "_compiled", compiled)
        object.__setattr__(self, "_groups", [self._compile_group(**group) for group in groups])

    def may_be_in(self, folded: str) -> bool:
        """Say whether this text is worth searching for the term."""
        return any(group.may_be_in(folded) for group in self._groups)

    def find(self, folded: str, mention: re.Pattern[str] | None = None) -> list[tuple[int, int]]:
        """Return where the term occurs in a folded text, as start and end of whole words.

        ``mention`` matches words that show that a phrase is only mentioned, as in *do not say*. It
        excuses a choice of words, but not a phrase that does harm even when mentioned.
        """
        return [
            _complete_words(folded, *match.span())
            for group in self._groups
            if group.may_be_in(folded)
            for match in group.found.finditer(folded)
            if match[0] and not self._is_spared(folded, *match.span(), mention)
        ]

    def get_why(self) -> str:
        """Return the reason in the language of the admin, or in English if it has none."""
        if not isinstance(self.why, Mapping):
            return str(self.why)
        active = (get_language() or "en").lower()
        return str(self.why.get(active) or self.why.get(active.split("-")[0]) or self.why["en"])

    def _is_spared(
        self, folded: str, start: int, end: int, mention: re.Pattern[str] | None
    ) -> bool:
        before = _SENTENCE_END.split(folded[max(0, start - _WINDOW) : start])[-1]
        after = _SENTENCE_END.split(folded[end : end + _WINDOW])[0]
        if self.unless_after and self._compiled["after"].search(before):
            return True
        if self.unless_before and self._compiled["before"].match(after):
            return True
        if self.is_harmful:
            return False
        opening, closing = before.rstrip()[-1:], after.lstrip(" ,")[:1]
        is_quoted = opening and closing and opening in _OPENING and closing in _CLOSING
        return bool(is_quoted or (mention and mention.search(before)))

    def _compile_group(self, patterns: Sequence[str], near: Sequence[str] = ()) -> _Group:
        found = self._compile("|".join(f"(?:{each})" for each in patterns))
        return _Group(tuple(map(fold, near)), found)

    def _compile(self, pattern: str) -> re.Pattern[str]:
        if _ENDLESS.search(_LITERAL.sub("", pattern)):
            raise TermError(f"{self.id}: {pattern!r} repeats without a limit: write {{0,20}}.")
        try:
            return re.compile(pattern)
        except re.error as error:
            raise TermError(f"{self.id}: {pattern!r} is no regular expression: {error}.") from error


def _complete_words(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a match's start and end, extended to whole words."""
    while start > 0 and text[start].isalnum() and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return start, end
