"""What the memory offers for the texts of one page, on the screen where they are reviewed."""

from __future__ import annotations

from collections.abc import Iterable

from .memory import Remembered, find_remembered
from .origins import PairOrigin
from .pair_states import TranslationState
from .pairs import Pair


def find_offers(state: TranslationState, pairs: Iterable[Pair]) -> dict[int, Remembered]:
    """Return what the memory has for each pair, by its ``id``, in three queries at most.

    For an untranslated text this is its latest translation that differs from it; for one that was
    filled in from the memory, it is where that came from.
    """
    remembering = PairOrigin.Kind.MEMORY
    asked = {
        id(pair): pair
        for pair in pairs
        if pair.source
        and pair.has_letters
        and (pair.is_equal or pair.is_one_sided or remembering in state.get_origins(pair))
    }
    digests = {pair.source_digest for pair in asked.values()}
    found = find_remembered(digests, state.language, state.source.locale.language_code)
    offers = {}
    for key, pair in asked.items():
        is_from_memory = remembering in state.get_origins(pair)
        for remembered in found.get(pair.source_digest, ()):
            is_it = pair.target is not None and remembered.target.words == pair.target.words
            if is_it == is_from_memory:
                offers[key] = remembered
                break
    return offers
