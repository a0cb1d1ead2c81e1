"""Whether a translation still sends readers to the same numbers and addresses.

A difference is either refused or asked about. What sends readers elsewhere is **refused**: a
different set of numbers, of links that call, text or mail, of a line's keywords, or of keys to
press. What may be right is **asked**, since no program can tell: the same numbers in another order,
or other figures. A person then compares the two texts and confirms them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from wagtail_attachment.crisis.known import get_keywords
from wagtail_attachment.crisis.standing_in import Way

from .comparing import Differences, compare_mentions
from .mentions import Mentions, has_mentions
from .questions import Question
from .targets import get_called_number
from .texts import Text, align, find_block_id


@dataclass(frozen=True)
class Change:
    """A text and its translation that name different numbers or have different links."""

    source: str
    translation: str
    missing: tuple[str, ...]
    added: tuple[str, ...]
    path: str = ""
    """The path of the first of these texts."""

    @property
    def block_id(self) -> str:
        return find_block_id(self.path)


@dataclass
class Comparison:
    """The errors in a translation, and the questions that a person has to answer."""

    refused: list[Change] = field(default_factory=list)
    asked: list[Question] = field(default_factory=list)


def compare(
    source: Sequence[Text],
    translation: Sequence[Text],
    known: Collection[str],
    ways: Collection[Way] = (),
    language: str = "",
) -> Comparison:
    """Return where the translation sends readers elsewhere than the source, and where it might.

    ``known`` are the short numbers to look for. ``ways`` are the ways to reach the readers'
    verified lines, and ``language`` is the language of the translation: a number, keyword, key or
    mailbox of that language's own line may replace the source's. Blocks that only one of the two
    has are compared as a whole, since a translator may rearrange a page.
    """
    comparison = Comparison()
    alone: tuple[list[Text], list[Text]] = ([], [])
    for ours, theirs in align(source, translation):
        if ours and theirs:
            _compare(comparison, ours, theirs, known, ways, language)
        else:
            alone[0].extend(ours)
            alone[1].extend(theirs)
    _compare(comparison, *alone, known, ways, language)
    return comparison


def _compare(
    comparison: Comparison,
    source: Sequence[Text],
    translation: Sequence[Text],
    known: Collection[str],
    ways: Collection[Way],
    language: str,
) -> None:
    if not has_mentions(source) and not has_mentions(translation):
        return
    # A number that a link calls counts as a number in the words too.
    called = {
        number
        for text in (*source, *translation)
        for target, _words in text.links
        if (number := get_called_number(target))
    }
    known = frozenset(known) | called
    keywords = get_keywords() | {way.keyword for way in ways if way.keyword}
    before, after = Mentions(source, known, keywords), Mentions(translation, known, keywords)
    differences = compare_mentions(before, after, ways, language)
    if differences.missing or differences.added:
        comparison.refused.append(_make_change(source, translation, differences))
    elif source and translation:
        comparison.asked += _make_questions(source, translation, differences)


def _make_change(
    source: Sequence[Text], translation: Sequence[Text], differences: Differences
) -> Change:
    return Change(
        source=_join(source),
        translation=_join(translation),
        missing=tuple(differences.missing),
        added=tuple(differences.added),
        path=(translation or source)[0].path,
    )


def _make_questions(
    source: Sequence[Text], translation: Sequence[Text], differences: Differences
) -> Iterator[Question]:
    for doubt, before, after in differences.doubts:
        yield Question(
            doubt=doubt,
            source=_join(source),
            translation=_join(translation),
            before=tuple(before),
            after=tuple(after),
            path=translation[0].path,
        )


def _join(texts: Sequence[Text]) -> str:
    return " ".join(text.words for text in texts)
