"""Whether a sentence contains nothing but a disclaimer, crisis help or a booking prompt.

These use few words. A sentence with any other word says something else, such as advice or a story,
whatever number or name it also contains.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from itertools import pairwise

from wagtail_attachment.crisis.characters import get_typed_characters
from wagtail_attachment.importing.wording import compile_words, fold
from wagtail_attachment.package_data import load_data

from .numbers import Numbers, blank_services
from .passage import REPLACED

_SENTENCE_END = re.compile(r"(?<=[.!?؟…])[\"”’»)]*\s+|\n")
_WORD = re.compile(r"[^\W_]+")
_PARTS = re.compile(r"([,;•])")
_ASIDE = re.compile(r"\(([^()]*)\)")
_SEPARATORS = (":", "：", "–", "—", "-", "|")
_FIRST_SEPARATOR = re.compile(r"[:：–—|]| -(?= |$)")
_NUMBER = re.compile(r"[+(]?\d[\d ()./-]*\d")
_ADDRESS = re.compile(
    r"[\w.+-]{1,64}@[\w.-]{1,250}|https?://\S+|www\.\S+"
    r"|(?<![\w.-])[\w-]{1,60}\.(?:[\w-]{1,60}\.)?"
    r"(?:org|com|net|edu|gov|info|uk|us|ca|au|ie|nz|de|at|ch|fr|be|es|mx|ar|co|br|pt|eu|io|health|chat|help)"
    r"\b(?:/\S*)?"
)
# A time of day or opening hours: a figure with its unit.
_HOURS = re.compile(
    r"\b\d{1,2}(?:[:.]\d\d)? ?(?:-? ?(?:am|pm|a\.m\.?|p\.m\.?|uhr|hours?|hrs?|horas?|heures?|stunden|minutes?|min"
    r"|minutos|minuten)\b|h\b|/ ?\d{1,2}\b)|\b\d{1,2}:\d\d\b"
)
_CONDITIONS = frozenset(
    fold("if when wenn falls si cuando quand lorsque se quando إذا عندما لو").split()
)
_ARABIC_PREFIX = re.compile(r"^[وف]?(?:[بلك]?ال|لل|[بلك])?(?=\w{2})")
_BEGINS_WITH_NUMBER = re.compile(r"[+(]?\d")
_MAX_NAME, _MAX_NAMES = 8, 6
_SHORTEST, _LONG = 3, 7


def says_only(text: str, kinds: Collection[str] = REPLACED) -> bool:
    """Say whether each sentence of a text says only what one of the ``kinds`` says.

    >>> says_only("If you are in crisis, call 988."), says_only("If he took pills, call 988.")
    (True, False)
    """
    return all(
        any(_is_covered(sentence, kind) for kind in kinds) for sentence in split_sentences(text)
    )


def say_only(lines: Sequence[str], kinds: Collection[str] = REPLACED) -> bool:
    """Say the same about consecutive lines; one line may be the name for the number below it."""
    return all(
        says_only(line, kinds) or (_is_name(line) and bool(_BEGINS_WITH_NUMBER.match(following)))
        for line, following in pairwise([*lines, ""])
    )


def split_sentences(text: str) -> list[str]:
    """Return the sentences of a text; a line break also ends a sentence."""
    return [sentence for sentence in _SENTENCE_END.split(text) if sentence.strip()]


def _is_name(text: str) -> bool:
    """Say whether a line is the name of a service, which may begin with any word."""
    words = text.split()
    return (
        0 < len(words) <= _MAX_NAME
        and not text.endswith((".", "!", "?", "؟", ":", ";"))
        and _is_covered(f"to {text}", "crisis")
    )


def has_address(text: str) -> bool:
    """Say whether a text contains a web or e-mail address."""
    return bool(_ADDRESS.search(text))


def names_words(text: str, *lists: str) -> bool:
    """Say whether a text has a word from each of these word lists, such as "disclaimer.itself"."""
    words = [*_read_words(text)]
    return all(any(_is_known(word, _load(name)) for word in words) for name in lists)


def _is_covered(sentence: str, kind: str) -> bool:
    text = _ADDRESS.sub(" ", get_typed_characters(sentence))
    names = _find_names(text)
    if kind == "crisis":
        text = "".join(_drop_label(part) for part in _PARTS.split(_move_asides(text)))
    for number in Numbers(text).found:
        text = f"{text[: number.start]}{' ' * len(number.text)}{text[number.end :]}"
    text = _NUMBER.sub(lambda match: " " if _count_digits(match[0]) >= _LONG else match[0], text)
    folded = _HOURS.sub(" ", _load_phrases(kind).sub(" ", fold(text)))
    if kind == "crisis":
        folded = blank_services(folded)
    known = _load("words.common") | _load(f"words.{kind}")
    others = [word for word in _read_words(folded) if not _is_known(word, known)]
    return len(others) <= _MAX_NAMES and names.issuperset(others)


def _move_asides(text: str) -> str:
    """Return a text with its bracketed parts moved to the end: "Trevor Project (youth): …"."""
    asides = [aside for aside in _ASIDE.findall(text) if not _has_number(aside)]
    for aside in asides:
        text = text.replace(f"({aside})", " ", 1)
    return "; ".join([text, *asides])


def _has_number(text: str) -> bool:
    return any(_count_digits(found) >= _SHORTEST for found in _NUMBER.findall(text))


def _count_digits(text: str) -> int:
    return sum(map(str.isdigit, text))


def _drop_label(part: str) -> str:
    """Return part of a sentence without a line's name and the number after it."""
    number = _NUMBER.search(part)
    if number is None:
        return part
    label = part[: number.start()].rstrip()
    is_parted = label.endswith(_SEPARATORS)
    if _count_digits(number[0]) < (2 if is_parted else _SHORTEST):
        return part
    name, *rest = _FIRST_SEPARATOR.split(label, maxsplit=1)
    words = [*_WORD.findall(name)]
    if not 0 < len(words) <= _MAX_NAME or not _CONDITIONS.isdisjoint(map(fold, words)):
        return part
    known = _load("words.common") | (_load("words.crisis") if rest else frozenset())
    is_named = all(word[0].isupper() or fold(word) in known for word in words)
    if not (is_named or (is_parted and not "".join(rest).strip())):
        return part
    return part[len(name) : number.start()] + " " + part[number.end() :]


def _find_names(text: str) -> set[str]:
    """Return the capitalised words, except the first one, and none if the text is in title case."""
    words = _WORD.findall(text)
    if not any(word[0].islower() for word in words):
        return set()
    return {fold(word) for word in words[1:] if word[0].isupper()}


def _is_known(word: str, known: Collection[str]) -> bool:
    return (
        word in known
        or word.removesuffix("s") in known
        or (not word.isascii() and _ARABIC_PREFIX.sub("", word) in known)
    )


def _read_words(text: str) -> Iterator[str]:
    yield from _WORD.findall(fold(text))


@cache
def _load(name: str) -> frozenset[str]:
    table, key = name.split(".")
    words = frozenset(_read_words(load_data("passages.toml")[table][key]))
    return words | {_ARABIC_PREFIX.sub("", word) for word in words if not word.isascii()}


@cache
def _load_phrases(kind: str) -> re.Pattern[str]:
    return compile_words([*load_data("passages.toml")["phrases"][kind], "24/7"])
