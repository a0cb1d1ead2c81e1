"""Glossary terms that a translation does not use."""

from __future__ import annotations

from dataclasses import dataclass

from .glossary import find_glossary
from .pair_states import TranslationState
from .pairs import Pair
from .terms import Term


@dataclass(frozen=True)
class MissedTerm:
    """A term in the original that translations render differently."""

    term: Term
    pairs: tuple[Pair, ...]

    @property
    def words(self) -> str:
        """The first translation that does so."""
        return self.pairs[0].words

    @property
    def block_id(self) -> str:
        target = self.pairs[0].target
        return target.block_id if target else ""


def find_missed_terms(state: TranslationState) -> list[MissedTerm]:
    """Return the glossary terms that pairs do not use, in one query.

    Pairs that someone has reviewed, or that are not translated, are skipped.
    """
    glossary = find_glossary(state.source.locale.language_code, state.language)
    missed: dict[Term, list[Pair]] = {}
    for pair in state.pairs if glossary else ():
        if pair.source is None or pair.target is None or state.get_review(pair):
            continue
        if pair.is_one_sided or pair.is_equal:
            continue
        for term in glossary.find_missed(pair.source.words, pair.target.words):
            missed.setdefault(term, []).append(pair)
    return [MissedTerm(term, tuple(pairs)) for term, pairs in missed.items()]
