"""A translation arranged for review: what is left to do comes first, what is done last."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from wagtail_attachment.publishing.numbers import Change
from wagtail_attachment.publishing.texts import Text

from .differences import Piece, compare_words
from .formers import find_formers
from .memory import Remembered
from .offers import find_offers
from .pair_reviews import PairReview
from .pair_states import TranslationState
from .pair_texts import PairText
from .pairs import Pair, RefusedPair
from .terms import Term
from .terms_missed import MissedTerm, find_missed_terms


@dataclass(frozen=True)
class Row:
    """A pair, with all that a person has to know to review it."""

    pair: Pair
    origins: frozenset[str]
    """``"machine"``, ``"file"``, ``"memory"``; empty for a text that a person wrote."""
    review: PairReview | None
    former: PairText | None
    changes: tuple[Change, ...]
    """The changed numbers, and links that call, text or mail."""
    missed_terms: tuple[Term, ...] = ()
    """The glossary terms that the translation does not use."""
    remembered: Remembered | None = None
    """What the memory offers for it, or the entry from which it was filled in."""
    source_pieces: tuple[Piece, ...] = ()
    """The original with what was added and removed since its review; empty if nothing was."""
    target_pieces: tuple[Piece, ...] = ()
    error: str = ""
    """Why the translation shown here is not on the page."""


@dataclass
class Reading:
    """The rows of a translation, grouped by what has to be done with them."""

    refused: list[Row] = field(default_factory=list)
    """Translated, but kept out of the page because of an error."""
    changed: list[Row] = field(default_factory=list)
    """Reviewed once, but changed since."""
    figures: list[Row] = field(default_factory=list)
    new: list[Row] = field(default_factory=list)
    one_sided: list[Row] = field(default_factory=list)
    """Missing in one of the languages, in part or as a whole."""
    equal: list[Row] = field(default_factory=list)
    """In the original's words, which may be right for a name."""
    passages: list[Row] = field(default_factory=list)
    """In the original's words, and longer than a name."""
    unread: list[Row] = field(default_factory=list)
    """Not reviewed, and not required to be."""
    read: list[Row] = field(default_factory=list)
    kept: list[Row] = field(default_factory=list)
    """Left in the original's words or in one language, by a person's decision; not reviewed."""


def lay_out(state: TranslationState) -> Reading:
    """Return all pairs of a translation, grouped by what has to be done with them first."""
    to_settle = {id(pair) for pair in state.to_settle}
    to_look_at = {id(pair) for pair in state.to_look_at}
    to_read = {id(pair) for pair in state.to_read}
    refused = {id(each.pair): each for each in state.refused}
    is_open = to_settle | to_look_at | to_read | refused.keys()
    open_pairs = [pair for pair in state.pairs if id(pair) in is_open]
    formers = find_formers(state, open_pairs)
    missed = _group_by_pair(find_missed_terms(state))
    remembered = find_offers(state, open_pairs)
    reading = Reading()
    for pair in state.pairs:
        row = replace(
            _make_row(state, pair, formers.get(pair.digest)),
            missed_terms=tuple(missed.get(id(pair), ())),
            remembered=remembered.get(id(pair)),
        )
        if id(pair) in refused:
            reading.refused.append(_show_refused(row, refused[id(pair)], state.language))
        elif id(pair) in to_settle:
            _choose_list(reading, state, pair).append(row)
        elif id(pair) in to_look_at:
            reading.figures.append(row)
        elif id(pair) in to_read:
            (reading.changed if row.former else reading.new).append(row)
        elif row.review:
            (reading.kept if row.review.act == PairReview.Act.KEPT else reading.read).append(row)
        elif pair.target and pair.target.is_prose:
            reading.unread.append(row)
    return reading


def _choose_list(reading: Reading, state: TranslationState, pair: Pair) -> list[Row]:
    """Return the list that ``pair`` belongs to among those that need a person's decision."""
    if not pair.is_equal:
        return reading.one_sided
    return reading.equal if state.may_keep_unread(pair) else reading.passages


def _group_by_pair(found: Iterable[MissedTerm]) -> dict[int, list[Term]]:
    terms: dict[int, list[Term]] = {}
    for missed in found:
        for pair in missed.pairs:
            terms.setdefault(id(pair), []).append(missed.term)
    return terms


def _make_row(state: TranslationState, pair: Pair, former: PairText | None) -> Row:
    return Row(
        pair=pair,
        origins=state.get_origins(pair),
        review=state.get_review(pair),
        former=former,
        changes=tuple(state.figures.get_changes(pair)),
        source_pieces=_compare(
            former.source_text if former else None,
            pair.source,
            state.source.locale.language_code,
        ),
        target_pieces=_compare(former.target_text if former else None, pair.target, state.language),
    )


def _show_refused(row: Row, refused: RefusedPair, language: str) -> Row:
    """Return a row with the translator's text instead of the text that the page has."""
    target = Text(row.pair.path, refused.translation)
    former = row.former.target_text if row.former else None
    return replace(
        row,
        pair=replace(row.pair, target=target),
        error=refused.error,
        target_pieces=_compare(former, target, language),
    )


def _compare(before: Text | None, now: Text | None, language: str) -> tuple[Piece, ...]:
    if before is None or now is None or before.words == now.words:
        return ()
    return tuple(compare_words(before.words, now.words, language))
