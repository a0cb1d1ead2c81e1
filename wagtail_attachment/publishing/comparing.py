"""How the mentions in a translation differ from those in its original."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from wagtail_attachment.crisis.standing_in import Way

from .figures import Figure, compare_figures
from .mentions import Link, Mentions
from .questions import Doubt
from .substitutes import Substitutes, pair_up

# The calling codes of all countries, by their first digits (ITU E.164); codes not listed here have
# three digits.
_CALLING_CODE = re.compile(
    r"1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]"
    r"|2[1-689]\d|3[578]\d|42\d|5[09]\d|6[7-9]\d|8[0578]\d|9[679]\d"
)
_LONGEST_CODE = 3
_CLOCK = ("24", "7")


@dataclass
class Differences:
    """What a translation lacks, what it adds, and what is in doubt: why, what was, and what is."""

    missing: list[str] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    doubts: list[tuple[Doubt, list[str], list[str]]] = field(default_factory=list)

    def refuse(self, missing: Iterable[str], added: Iterable[str]) -> None:
        self.missing += missing
        self.added += added

    def ask(self, doubt: Doubt, before: Iterable[str], after: Iterable[str]) -> None:
        self.doubts.append((doubt, list(before), list(after)))


def compare_mentions(
    before: Mentions, after: Mentions, ways: Collection[Way], language: str
) -> Differences:
    """Return how ``after``, in ``language``, differs from ``before``; see ``numbers.compare``."""
    differences = Differences()
    substitutes = Substitutes(ways, language)
    replaced, *figures = _compare_numbers(differences, before, after, substitutes)
    replaced |= _compare_links(differences, before.links, after.links, substitutes)
    numbers = [(number, replaced.get(number, number)) for number in before.called]
    _compare_keywords(differences, before, after, numbers, substitutes)
    _compare_keys(differences, before, after, numbers, substitutes)
    _compare_mails(differences, before, after)
    if before.is_round_the_clock or after.is_round_the_clock:
        figures = [[each for each in some if each.value not in _CLOCK] for some in figures]
    if doubt := compare_figures(*figures):
        differences.doubts.append(doubt)
    return differences


def _compare_numbers(
    differences: Differences, before: Mentions, after: Mentions, substitutes: Substitutes
) -> tuple[dict[str, str], list[Figure], list[Figure]]:
    """Compare the numbers; return those replaced, with their replacements, and the figures left.

    The figures left are those of ``before`` and of ``after`` that are still to be compared.
    """
    missing, added = _subtract(before.numbers, after.numbers)
    # A number to call is not missing if its digits appear elsewhere as an ordinary figure.
    missing, theirs = _take_figures(missing, after.figures)
    added, ours = _take_figures(added, before.figures)
    same = substitutes.pair_numbers(missing, added)
    prefixed = _pair_prefixed(missing, added) | {
        one: other for other, one in _pair_prefixed(added, missing).items()
    }
    prefixed = {one: other for one, other in prefixed.items() if one not in same}
    for one, other in prefixed.items():
        differences.ask(Doubt.PREFIX, [before.written[one]], [after.written[other]])
    same |= prefixed
    replacing = set(same.values())
    differences.refuse(
        (before.written.get(each, each) for each in missing if each not in same),
        (after.written.get(each, each) for each in added if each not in replacing),
    )
    order = _collapse(same.get(each, each) for each in before.numbers)
    if set(order) == set(after.numbers) and order != _collapse(after.numbers):
        differences.ask(
            Doubt.ORDER,
            (before.written.get(each, each) for each in before.numbers),
            (after.written.get(each, each) for each in after.numbers),
        )
    return same, ours, theirs


def _take_figures(numbers: list[str], figures: list[Figure]) -> tuple[list[str], list[Figure]]:
    """Return the numbers that match no figure, and the figures that match no number."""
    values = {figure.value for figure in figures}
    taken = {number for number in numbers if number.isdigit() and number in values}
    return (
        [number for number in numbers if number not in taken],
        [figure for figure in figures if figure.value not in taken],
    )


def _pair_prefixed(international: Iterable[str], national: Iterable[str]) -> dict[str, str]:
    """Pair each international number with the same number in its national form.

    The calling code replaces the leading zero that many countries dial for national calls.
    """
    own = {number.lstrip("0"): number for number in national if number.isdigit()}
    return {
        number: own[rest]
        for number in international
        for length in range(1, _LONGEST_CODE + 1)
        if number.startswith("+")
        and (rest := number[length + 1 :]) in own
        and _CALLING_CODE.fullmatch(number[1 : length + 1])
    }


def _compare_links(
    differences: Differences, before: list[Link], after: list[Link], substitutes: Substitutes
) -> dict[str, str]:
    """Compare the links; return the numbers they replace, with their replacements."""
    ours, theirs = {link.name: link for link in before}, {link.name: link for link in after}
    missing, added = _subtract(ours, theirs)
    same = pair_up(
        missing, added, lambda old, new: substitutes.may_replace_link(ours[old], theirs[new])
    )
    replacing = set(same.values())
    differences.refuse(
        (each for each in missing if each not in same),
        (each for each in added if each not in replacing),
    )
    names = [same.get(link.name, link.name) for link in before]
    if set(names) == set(theirs) and _collapse(names) != _collapse(link.name for link in after):
        differences.ask(Doubt.LINKS, names, (link.name for link in after))
    return {ours[old].number: theirs[new].number for old, new in same.items()}


def _compare_keywords(
    differences: Differences,
    before: Mentions,
    after: Mentions,
    numbers: Collection[tuple[str, str]],
    substitutes: Substitutes,
) -> None:
    missing, added = _subtract(before.keywords, after.keywords)
    if (missing or added) and not substitutes.may_replace(
        "keyword", numbers, before.keywords, after.keywords
    ):
        if before.shouts or after.shouts:
            differences.ask(Doubt.KEYWORDS, missing, added)
        else:
            differences.refuse(missing, added)
    elif not missing and not added and _collapse(before.keywords) != _collapse(after.keywords):
        differences.ask(Doubt.KEYWORDS, before.keywords, after.keywords)
    elif not before.keywords and not after.keywords:
        _compare_sent(differences, before, after, numbers, substitutes)
    capitals = _subtract(before.capitals, after.capitals)
    if any(capitals) and not before.shouts and not after.shouts:
        differences.ask(Doubt.CAPITALS, *capitals)


def _compare_sent(
    differences: Differences,
    before: Mentions,
    after: Mentions,
    numbers: Collection[tuple[str, str]],
    substitutes: Substitutes,
) -> None:
    """Ask about keywords in lower case: “text home to …” may have become “envíe casa a …”."""
    missing = [word for word in before.sent if word not in after.words]
    added = [word for word in after.sent if word not in before.words]
    if (missing or added) and not substitutes.may_replace(
        "keyword", numbers, before.sent, after.sent
    ):
        differences.ask(Doubt.KEYWORDS, missing, added)


def _compare_keys(
    differences: Differences,
    before: Mentions,
    after: Mentions,
    numbers: Collection[tuple[str, str]],
    substitutes: Substitutes,
) -> None:
    """Compare the keys to press. A key that the other side has as a bare figure is not missing."""
    missing, _added = _subtract(before.keys, [*after.keys, *_get_values(after)])
    added, _missing = _subtract(after.keys, [*before.keys, *_get_values(before)])
    if not missing and not added:
        if set(before.keys) == set(after.keys) and _collapse(before.keys) != _collapse(after.keys):
            differences.ask(Doubt.KEYS, before.keys, after.keys)
        return
    if substitutes.may_replace("key", numbers, before.keys, after.keys):
        return
    # The other side may write the key as a word: "press two".
    silent = after if missing else before
    if (missing and added) or not silent.tells_to_press:
        differences.refuse(missing, added)
    else:
        differences.ask(Doubt.KEYS, before.keys, after.keys)


def _compare_mails(differences: Differences, before: Mentions, after: Mentions) -> None:
    if set(before.mails) != set(after.mails):
        differences.ask(Doubt.MAILS, before.mails, after.mails)


def _get_values(mentions: Mentions) -> Iterator[str]:
    return (figure.value for figure in mentions.figures)


def _subtract(ours: Iterable[str], theirs: Iterable[str]) -> tuple[list[str], list[str]]:
    """Return what only the first side has, and what only the second has, each once and in order."""
    ours, theirs = dict.fromkeys(ours), dict.fromkeys(theirs)
    return (
        [each for each in ours if each not in theirs],
        [each for each in theirs if each not in ours],
    )


def _collapse(tokens: Iterable[str]) -> Sequence[str]:
    """Return the tokens without immediate repeats: a sentence may name a number once or twice."""
    return [token for token, _same in groupby(tokens)]
