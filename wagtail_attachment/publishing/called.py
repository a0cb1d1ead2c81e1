"""The phone numbers that a text gives its readers, in its words and in its links."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wagtail_attachment.crisis.calling import is_meant_to_be_called
from wagtail_attachment.crisis.characters import get_typed_characters
from wagtail_attachment.crisis.directory import get_keys, get_short_numbers, is_same_number
from wagtail_attachment.crisis.named_numbers import find_named_numbers
from wagtail_attachment.crisis.numbers import locate_phone_numbers

from .targets import get_called_number
from .texts import Text

# The fewest digits in a link's words that count as a number to call.
_SHORTEST = 3


def find_called_numbers(text: Text, language: str = "") -> list[str]:
    """Return the numbers that readers of ``text`` may call, each once, in order of appearance.

    A short number is included only if the package knows it and it is meant to be called.
    ``language`` is the language of the text.
    """
    shown = find_named_numbers(text.words, language)
    linked = filter(None, (get_called_number(target) for target, _words in text.links))
    found_first: dict[frozenset[str], str] = {}
    for number in [*shown, *linked]:
        found_first.setdefault(get_keys(number), number)
    return list(found_first.values())


def find_mismatched_links(text: Text) -> Iterator[tuple[str, str]]:
    """Yield the words and target of each link that shows a number but does not call it."""
    for target, words in text.links:
        typed = get_typed_characters(words)
        number = get_called_number(target)
        if number:
            if not all(is_same_number(shown, number) for shown in _find_shown(typed, number)):
                yield words, target
        elif _is_only_to_call(typed):
            yield words, target


def _find_shown(typed: str, number: str) -> list[str]:
    """Return the numbers shown in the words of a link that calls ``number``."""
    known = get_short_numbers() | {number}
    found = [each.text for each in locate_phone_numbers(typed, known)]
    return found or [each for each in re.findall(r"\d+", typed) if len(each) >= _SHORTEST]


def _is_only_to_call(typed: str) -> bool:
    """Say whether a link's words are a number or an instruction to call one: “Call 988”.

    In “988 Lifeline” the number is part of a name, which may well lead to that line's page.
    """
    for found in locate_phone_numbers(typed, get_short_numbers()):
        rest = typed[: found.start] + typed[found.end :]
        if not any(character.isalpha() for character in rest):
            return True
        if any(map(str.isalpha, typed[: found.start])) and is_meant_to_be_called(
            typed[: found.end], found
        ):
            return True
    return False
