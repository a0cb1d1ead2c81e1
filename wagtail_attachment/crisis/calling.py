"""Whether a short number in a sentence is one to call, or counts something."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from wagtail_attachment.languages.spelling import simplify
from wagtail_attachment.package_data import load_data

from .characters import get_typed_characters
from .numbers import Found

_BEFORE, _AFTER = 80, 80
_NOTHING = r"(?!)"
_END = re.compile(r"[!?؟。！？;؛\n]|\.(?=\s|$)")


def is_meant_to_be_called(typed: str, found: Found, language: str = "") -> bool:
    """Say whether the number ``found`` in ``typed`` is meant to be called or texted.

    It is where it stands alone, and where a word of calling stands in its sentence, unless it counts
    or measures what stands beside it: “call 911”, but not “911 people called”. ``language`` is that
    of the text, if it is known.
    """
    if not any(character.isalpha() for character in typed):
        return True
    before = _END.split(typed[max(found.start - _BEFORE, 0) : found.start])[-1]
    after = _END.split(typed[found.end : found.end + _AFTER])[0]
    plain_before, plain_after = simplify(before), simplify(after)
    counted = _get_counted(language.partition("-")[0])
    if (
        counted.before.search(plain_before)
        or counted.after.match(plain_after)
        or counted.as_written.match(after)
    ):
        return False
    call = _compile("call")
    return bool(call.search(plain_before) or call.search(plain_after))


def is_told_to_press(text: str, key: str) -> bool:
    """Say whether ``text`` tells someone to press ``key`` once a line answers."""
    words = _compile("words").pattern
    pattern = rf"(?:{words})[^\w]*(?:\w+[^\w]+)?{re.escape(key)}(?!\d)"
    return bool(re.search(pattern, simplify(get_typed_characters(text))))


def tells_to_press(text: str) -> bool:
    """Say whether ``text`` tells someone to press a key, in a language that the package knows."""
    return bool(_compile("words").search(simplify(text)))


def find_pressed_keys(typed: str) -> list[str]:
    """Return the keys that someone is told to press, in their order: one digit or sign each.

    In some languages the key stands before the word: “2を押す”.
    """
    plain = simplify(typed)
    words, before = _compile("words").pattern, _compile("words_behind").pattern
    found = re.finditer(
        rf"(?:{words})[^\d*#.!?。！？\n]{{0,15}}?(?P<after>[\d*#])(?![\d*#])"
        rf"|(?<![\d*#])(?P<before>[\d*#])[^\d*#.!?。！？\n]{{0,10}}?(?:{before})",
        plain,
    )
    return [match["after"] or match["before"] for match in found]


@dataclass(frozen=True)
class _Counted:
    """What says that a number counts or measures; see the data file."""

    before: re.Pattern[str]
    after: re.Pattern[str]
    as_written: re.Pattern[str]


@cache
def _get_counted(language: str) -> _Counted:
    return _Counted(
        before=_compile("counted_before", language),
        after=_compile("counted_after", language),
        as_written=_compile("as_written", language),
    )


@cache
def _compile(name: str, language: str = "") -> re.Pattern[str]:
    """Return the words of ``name``: those of one language, or of all where it has none."""
    data = load_data("calling_words.toml")
    of_all = [words for words in data.values() if isinstance(words, dict)]
    languages = [data[language]] if isinstance(data.get(language), dict) else of_all
    found = [each for words in languages for each in words.get(name, ())]
    patterns = found if name == "as_written" else map(simplify, found)
    return re.compile("|".join(f"(?:{each})" for each in patterns) or _NOTHING)
