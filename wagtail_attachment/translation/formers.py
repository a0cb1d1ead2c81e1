"""What a pair was when someone last answered for it, for a reader who looks for the difference."""

from __future__ import annotations

from collections.abc import Iterable

from .differences import are_alike
from .pair_states import TranslationState
from .pair_texts import PairText
from .pairs import Pair


def find_formers(state: TranslationState, pairs: Iterable[Pair]) -> dict[str, PairText]:
    """Return by its digest what each pair was, where that is on record, in one query.

    That is a pair that was read at the same path, is on the page no more, and has a side in common
    with the present one or one that is like it. The last that was read goes before others.
    """
    present = {pair.digest for pair in state.pairs}
    by_path: dict[str, list[str]] = {}
    for review in state.reviews:
        for path, digest, _source, _target in review.pairs:
            if digest not in present:
                by_path.setdefault(path, []).insert(0, digest)
    wanted = [pair for pair in pairs if pair.path in by_path]
    if not wanted:
        return {}
    digests = {digest for pair in wanted for digest in by_path[pair.path]}
    texts = PairText.read(digests, state.language)
    found: dict[str, PairText] = {}
    for pair in wanted:
        candidates = [texts[each] for each in by_path[pair.path] if each in texts]
        former = _choose(pair, candidates)
        if former:
            found[pair.digest] = former
    return found


def _choose(pair: Pair, candidates: list[PairText]) -> PairText | None:
    for text in candidates:
        target = text.target_text
        has_same = text.source_digest == pair.source_digest
        if has_same or (target and target.digest == pair.target_digest):
            return text
    source = pair.source.words if pair.source else ""
    for text in candidates:
        if text.source_text and are_alike(text.source_text.words, source):
            return text
    return None
