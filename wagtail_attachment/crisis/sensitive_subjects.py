"""Whether an article is about what may be happening to its reader: suicide, self-harm, abuse and the like.

Not the judgement of :mod:`.intent`, which takes one word in a search box for a call for help. An article
that names suicide once in a list of facts is about something else; one that keeps to it is not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any

from wagtail_attachment.languages.spelling import simplify
from wagtail_attachment.package_data import load_data

SUBJECTS = ("suicide", "self_harm", "abuse", "sexual_violence", "eating")
WEIGHTS = {"own": 4, "says": 3, "names": 2, "hints": 1}
"""What a phrase counts for.

It is a site's own, speaks of the reader's own danger, names the subject, or goes with it.
"""

_ENOUGH, _ENOUGH_IN_SHORT = 3, 2
"""A text that is no longer than a paragraph is about what it names, be it once."""
_STRETCH = 120
"""Words within which mentions count together: about a paragraph."""
_LISTED = 4
"""With so many commas a sentence lists things, and is about none of them."""
_SENTENCE = re.compile(r"[.!?;:؟؛…]+(?=\s|$)")
_COMMA = re.compile("[,،]")
# Before a word Arabic writes its article and short prepositions without a space.
_BEFORE = {"ar": r"(?<!\w)[وف]?(?:[بك]?ال|لل|[بلك])?"}
_BEFORE_OTHERS = r"(?<!\w)"


@dataclass(frozen=True)
class Passage:
    """A paragraph, title or heading.

    What stands in a title or heading counts for more, and what an introduction begins with.
    """

    words: str
    is_heading: bool = False
    is_introduction: bool = False


@dataclass(frozen=True)
class Phrase:
    """What a text says, as it is written there first, and how often."""

    words: str
    times: int = 1


@dataclass(frozen=True)
class _Mention:
    place: int
    weight: int


def find_sensitive_phrases(
    passages: Iterable[Passage], languages: Sequence[str], own: Collection[str] = ()
) -> dict[str, Phrase]:
    """Return the phrases by which a text is about a sensitive subject, each by its simplified form.

    What only hints at a subject is left out where something names it. Nothing is returned for a text
    that is about something else. ``languages`` are the text's own, the
    nearest first; ``own`` are a site's phrases, each of which is enough wherever it stands.
    """
    pattern = _compile(_choose(languages), tuple(sorted(own)))
    if pattern is None:
        return {}
    phrases: dict[str, Phrase] = {}
    hints: dict[str, Phrase] = {}
    mentions: list[_Mention] = []
    place = 0
    for passage in passages:
        plain = simplify(passage.words)
        found = list(_find(plain, *pattern))
        for phrase, start, weight in found:
            group = hints if weight == WEIGHTS["hints"] else phrases
            known = group.get(phrase)
            group[phrase] = (
                replace(known, times=known.times + 1)
                if known
                else Phrase(_get_as_written(passage.words, plain, start, len(phrase)))
            )
        mentions += _weigh(plain, found, place, passage)
        place += plain.count(" ") + 1
    enough = _ENOUGH_IN_SHORT if place <= _STRETCH else _ENOUGH
    return (phrases or hints) if _is_about_it(mentions, enough) else {}


def knows_language(languages: Sequence[str]) -> bool:
    """Say whether there is a lexicon for one of these."""
    return bool(_choose(languages))


def _choose(languages: Sequence[str]) -> str:
    lexicons = load_data("sensitive_subjects.toml")
    return next((code for code in languages if code in lexicons), "")


def _find(
    plain: str, unless: re.Pattern[str] | None, search: re.Pattern[str]
) -> Iterator[tuple[str, int, int]]:
    """Yield each phrase in whole words, where it begins, and its weight."""
    if not search.search(plain):
        return
    if unless:
        plain = unless.sub(lambda match: "_" * len(match[0]), plain)
    for match in search.finditer(plain):
        yield match[0], match.start(), WEIGHTS[match.lastgroup or "hints"]


def _get_as_written(words: str, plain: str, start: int, length: int) -> str:
    """Return a phrase with its accents, where these are all that was simplified."""
    written = unicodedata.normalize("NFC", words)
    source = written if len(written) == len(plain) else plain
    return source[start : start + length]


def _weigh(
    plain: str, found: Sequence[tuple[str, int, int]], place: int, passage: Passage
) -> Iterator[_Mention]:
    """Yield one mention for each sentence: two phrases in a sentence say one thing."""
    if not found:
        return
    ends = [match.start() for match in _SENTENCE.finditer(plain)]
    borders = [0, *ends, len(plain)]
    of_sentence: dict[int, _Mention] = {}
    for _phrase, start, weight in found:
        sentence = sum(end < start for end in ends)
        commas = _COMMA.findall(plain, borders[sentence], borders[sentence + 1])
        weight -= weight > 1 and len(commas) >= _LISTED
        known = of_sentence.get(sentence)
        if known is None or known.weight < weight:
            of_sentence[sentence] = _Mention(place + plain.count(" ", 0, start), weight)
    for sentence, mention in of_sentence.items():
        is_prominent = passage.is_heading or (passage.is_introduction and sentence == 0)
        yield replace(mention, weight=mention.weight + (is_prominent and mention.weight > 1))


def _is_about_it(mentions: Sequence[_Mention], enough: int) -> bool:
    """Say whether mentions that stand close to each other weigh enough together."""
    total, first = 0, 0
    for mention in mentions:
        total += mention.weight
        while mention.place - mentions[first].place > _STRETCH:
            total -= mentions[first].weight
            first += 1
        if total >= enough:
            return True
    return False


@lru_cache(maxsize=64)
def _compile(
    language: str, own: tuple[str, ...]
) -> tuple[re.Pattern[str] | None, re.Pattern[str]] | None:
    """Return what to leave out of a text and what to look for in it; ``None`` for nothing."""
    before = _BEFORE.get(language, _BEFORE_OTHERS)
    groups = []
    for name in WEIGHTS:
        listed = [
            each for subject in SUBJECTS for each in _read(language).get(subject, {}).get(name, ())
        ]
        listed += [re.escape(simplify(phrase)) for phrase in own] if name == "own" else []
        if listed:
            groups.append(f"(?P<{name}>{'|'.join(listed)})")
    if not groups:
        return None
    unless = _read(language).get("unless", ())
    return (
        re.compile(rf"{before}(?:{'|'.join(unless)})(?!\w)") if unless else None,
        re.compile(rf"{before}(?:{'|'.join(groups)})(?!\w)"),
    )


@cache
def _read(language: str) -> dict[str, Any]:
    return load_data("sensitive_subjects.toml").get(language, {})
