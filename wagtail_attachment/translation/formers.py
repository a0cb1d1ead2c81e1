"""Earlier forms of pairs that someone reviewed, to show reviewers what has changed since."""

from __future__ import annotations

from collections.abc import Iterable

from .differences import are_alike
from .pair_states import TranslationState
from .pair_texts import PairText
from .pairs import Pair


def find_formers(state: TranslationState, pairs: Iterable[Pair]) -> dict[str, PairText]:
    """Return the earlier form of each pair, by the pair's digest, if recorded, in one query.

    An earlier form was reviewed at the same path, is no longer on the page, and has one side equal
    or similar to the present pair's. The form reviewed last takes precedence.
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
