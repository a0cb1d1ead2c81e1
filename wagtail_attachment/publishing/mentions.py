"""What a text tells its readers to call, send, press or open, and its figures, in order."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import parse_qs

from wagtail_attachment.crisis.calling import find_pressed_keys, tells_to_press
from wagtail_attachment.crisis.characters import HAS_DIGIT, get_typed_characters
from wagtail_attachment.crisis.figures import blank_addresses, blank_references
from wagtail_attachment.crisis.numbers import locate_phone_numbers, write_number
from wagtail_attachment.crisis.placeholder import CRISIS_LINE
from wagtail_attachment.crisis.spoken_digits import has_spoken_digits

from .figures import Figure, find_figures, is_round_the_clock
from .targets import get_called_number, to_key
from .texts import Text

_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_CAPITALS = re.compile(r"(?<![A-Za-zÀ-ÿ])[A-Z]{2,12}(?![A-Za-zÀ-ÿ])")
_WORD = re.compile(r"[^\W\d_]+")
# “Text home to 741741”: a keyword in lower case. By then a line break stands for the number.
_SENT = re.compile(
    r"\b(?:text|txt|sms|send|env[ií]\w*|mand\w*|send\w*|schick\w*|envoy\w*|invi\w*|escrib\w*)\s+"
    r"(?:(?:the|la|le|das|a|il|as|el)\s+(?:word|keyword|palabra|palavra|parola|mot|wort)\s+)?"
    r"[\"'“”„«‘’]?([^\W\d_]+)[^\n.!?]{0,15}\n",
    re.IGNORECASE,
)
_SHORTEST_CAPITALS, _BESIDE = 3, 30
_SHOUTED = 3
# Abbreviations that differ from language to language.
_NAMES = frozenset(
    ["SMS", "TTY", "TDD", "USA", "NHS", "ISBN", "ISSN", "PMID", "DOI", "LGBTQ", "LGBT"]
)


@dataclass(frozen=True)
class Link:
    """A link that calls, texts or mails, or whose scheme is not a web one."""

    name: str
    """What it calls, with the digits in its words: ``tel:988 (988)``."""
    scheme: str
    number: str
    keyword: str
    email: str
    shown: str

    @classmethod
    def read(cls, target: str, words: str) -> Link | None:
        """Return the link with this target and these words; ``None`` for a link to the web."""
        key = to_key(target)
        if not key:
            return None
        scheme, _colon, rest = key.partition(":")
        # The digits in the words count too: links that were swapped call another number than they
        # show.
        shown = re.sub(r"\D", "", get_typed_characters(words))
        body = parse_qs(rest.partition("?")[2]).get("body", [""])
        called = get_called_number(target)
        return cls(
            name=f"{key} ({shown})" if shown else key,
            scheme=scheme,
            number=write_number(called) if called else "",
            keyword=body[0].upper(),
            email=rest.partition("?")[0].lower() if scheme == "mailto" else "",
            shown=shown,
        )


@dataclass
class Mentions:
    """Everything that some texts tell their readers to contact or send.

    ``known`` are the short numbers to look for, ``keywords`` the known keywords.
    """

    texts: Sequence[Text]
    known: Collection[str]
    keywords_known: Collection[str]
    written: dict[str, str] = field(default_factory=dict)
    """The numbers as written in the texts, by their normalised form."""

    @cached_property
    def links(self) -> list[Link]:
        found = (Link.read(*link) for text in self.texts for link in text.links)
        return [link for link in found if link]

    @cached_property
    def numbers(self) -> list[str]:
        """The numbers and placeholders in the words, in order and normalised."""
        return [number for _text, found in self._dialled for _start, _end, number in found]

    @cached_property
    def called(self) -> set[str]:
        """The numbers in the words and those that the links call."""
        return {*self.numbers, *(link.number for link in self.links if link.number)}

    @cached_property
    def figures(self) -> list[Figure]:
        """All other figures."""
        return [figure for rest in self._rest for figure in find_figures(rest)]

    @cached_property
    def is_round_the_clock(self) -> bool:
        return any(map(is_round_the_clock, self._typed))

    @cached_property
    def mails(self) -> list[str]:
        return [mail.lower() for typed in self._typed for mail in _MAIL.findall(typed)]

    @cached_property
    def keywords(self) -> list[str]:
        """The words in capitals that are known keywords, if the text names anyone to contact."""
        if not self.called:
            return []
        found = (word for rest in self._rest for word in _CAPITALS.findall(rest))
        return [word for word in found if word in self.keywords_known]

    @cached_property
    def sent(self) -> list[str]:
        """The known keywords that readers are told to send, in any spelling; given in capitals."""
        if not self.called:
            return []
        found = (word.upper() for rest in self._rest for word in _SENT.findall(rest))
        return [word for word in found if word in self.keywords_known]

    @cached_property
    def words(self) -> set[str]:
        """All words, in capitals."""
        return {word.upper() for rest in self._rest for word in _WORD.findall(rest)}

    @cached_property
    def capitals(self) -> list[str]:
        """Other words in capitals next to a number, which readers may be told to send."""
        return [
            match[0]
            for (_text, found), rest in zip(self._dialled, self._rest, strict=True)
            for match in _CAPITALS.finditer(rest)
            if len(match[0]) >= _SHORTEST_CAPITALS
            and match[0] not in _NAMES
            and match[0] not in self.keywords_known
            and _is_beside(match, found)
        ]

    @cached_property
    def shouts(self) -> bool:
        """Whether the whole text is in capitals, so that capitals do not mark a keyword."""
        words = " ".join(self._rest)
        return words == words.upper() and len(_CAPITALS.findall(words)) >= _SHOUTED

    @cached_property
    def keys(self) -> list[str]:
        """The keys to press once a line answers, if the text names anyone to call."""
        if not self.called:
            return []
        return [key for rest in self._rest for key in find_pressed_keys(rest)]

    @property
    def tells_to_press(self) -> bool:
        return any(map(tells_to_press, self._rest))

    @cached_property
    def _typed(self) -> list[str]:
        return [get_typed_characters(text.words) for text in self.texts]

    @cached_property
    def _dialled(self) -> list[tuple[str, list[tuple[int, int, str]]]]:
        return [(typed, sorted(self._locate(typed))) for typed in self._typed]

    @cached_property
    def _rest(self) -> list[str]:
        """The texts without their numbers, addresses and catalogue numbers."""
        rests = []
        for typed, found in self._dialled:
            parts, at = [], 0
            for start, end, _number in found:
                parts += [typed[at:start], "\n" * (end - start)]
                at = end
            rests.append(blank_references(blank_addresses("".join([*parts, typed[at:]]))))
        return rests

    def _locate(self, typed: str) -> Iterator[tuple[int, int, str]]:
        for match in re.finditer(re.escape(CRISIS_LINE), typed):
            yield match.start(), match.end(), CRISIS_LINE
        for found in locate_phone_numbers(typed, self.known):
            text = found.text
            if text.startswith("*") and text not in self.known:  # a footnote mark
                text = text.lstrip("*")
            number = write_number(text)
            self.written.setdefault(number, text.strip("() "))
            yield found.start, found.end, number


def _is_beside(match: re.Match[str], found: Sequence[tuple[int, int, str]]) -> bool:
    """Say whether one of the places in ``found``, which are in order, is close to ``match``."""
    first = bisect(found, match.start(), key=lambda place: place[0])
    return any(
        start - match.end() < _BESIDE and match.start() - end < _BESIDE
        for start, end, _number in found[max(first - 1, 0) : first + 1]
    )


def has_mentions(texts: Sequence[Text]) -> bool:
    """Say whether ``texts`` have anything to compare: most have no digit, address or link."""
    return any(
        HAS_DIGIT.search(text.words)
        or has_spoken_digits(text.words)
        or "@" in text.words
        or CRISIS_LINE in text.words
        or any(to_key(target) for target, _words in text.links)
        for text in texts
    )
