"""The numbers that words name to be called."""

from __future__ import annotations

from .calling import is_meant_to_be_called
from .characters import get_typed_characters
from .directory import get_short_numbers
from .numbers import locate_phone_numbers, read_digits

_LONG = 7
"""The digits from which a number counts as one to call wherever it stands."""


def find_named_numbers(words: str, language: str = "") -> list[str]:
    """Return the numbers that readers of ``words`` may call, as they stand there.

    A short one is found where the package knows it and it is meant to be called.
    """
    typed = get_typed_characters(words)
    return [
        found.text
        for found in locate_phone_numbers(typed, get_short_numbers())
        if len(read_digits(found.text)) >= _LONG or is_meant_to_be_called(typed, found, language)
    ]
