"""The figures of a translation beside its original's: what is refused, and what a person looks at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from wagtail_attachment.crisis.known import get_known_short_numbers
from wagtail_attachment.publishing.numbers import Change, compare
from wagtail_attachment.publishing.texts import Text

from .pairs import Pair


def find_refused(
    source: Sequence[Text], target: Sequence[Text], safety: Any, language: str
) -> list[Change]:
    """Return where numbers, or call, text and mail links, are not the original's: never published.

    ``target`` has the original's paths. ``safety`` is what was resolved of the translation, in which the
    verified lines of its ``language`` may stand.
    """
    return compare(source, target, safety.known_numbers, safety.ways, language).refused


def find_asked(pairs: Iterable[Pair], safety: Any, language: str) -> list[Pair]:
    """Return the pairs whose figures a person has to look at."""
    return [pair for pair in pairs if _is_doubtful(pair) and _is_asked(pair, safety, language)]


def _is_doubtful(pair: Pair) -> bool:
    """Say whether it may be asked, by what the package knows: a list of pages pays for no others."""
    found = compare(*_get_sides(pair), get_known_short_numbers())
    return bool(found.refused or found.asked)


def _is_asked(pair: Pair, safety: Any, language: str) -> bool:
    sides = _get_sides(pair)
    return bool(compare(*sides, safety.known_numbers, safety.ways, language).asked)


def _get_sides(pair: Pair) -> tuple[list[Text], list[Text]]:
    source, target = ([side] if side else [] for side in (pair.source, pair.target))
    return source, target
