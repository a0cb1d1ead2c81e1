"""What a language's own verified line may replace in the original."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Literal

from wagtail_attachment.crisis.standing_in import Way

from .mentions import Link
from .targets import is_same_target


def may_lead(source: str, target: str, ways: Collection[Way], language: str) -> bool:
    """Say whether a link translated into ``language`` may lead to ``target``.

    If ``source`` leads to the web, the translation may lead to any web address. Otherwise it must
    lead where ``source`` does, or to the line of that language which replaces it.
    """
    if is_same_target(source, target):
        return True
    old, new = Link.read(source, ""), Link.read(target, "")
    return bool(old and new and Substitutes(ways, language).may_replace_link(old, new))


@dataclass(frozen=True)
class Substitutes:
    """The ways to reach the readers' verified lines, for a translation into ``language``.

    One way may replace another only if both are for the same people, and if the original's line
    does not itself speak the language: 911 never becomes 988.
    """

    ways: Collection[Way]
    language: str

    def pair_numbers(self, missing: Iterable[str], added: Iterable[str]) -> dict[str, str]:
        """Return the numbers that the language's own lines replace, with their replacements."""
        known = {way.number for way in self.ways}
        return pair_up(
            (each for each in missing if each in known),
            [each for each in added if each in known],
            lambda old, new: self._may_replace("number", old, new),
        )

    def may_replace(
        self,
        what: Literal["keyword", "key"],
        numbers: Collection[tuple[str, str]],
        before: Collection[str],
        after: Collection[str],
    ) -> bool:
        """Say whether a line uses ``after`` in this language where it uses ``before`` in another.

        ``numbers`` are the original's, each with its replacement. An empty value counts too: some
        lines need no keyword from those who speak a certain language.
        """
        old, new = set(before) or {""}, set(after) or {""}
        if len(old) > 1 or len(new) > 1:
            return False
        ways = [way for way in self.ways if way.is_call == (what == "key")]
        return any(
            {way.audience for way in ways if way.number == number and getattr(way, what) in old}
            & {
                way.audience
                for way in ways
                if way.number == other and getattr(way, what) in new and way.speaks(self.language)
            }
            for number, other in numbers
        )

    def may_replace_link(self, old: Link, new: Link) -> bool:
        """Say whether ``new`` may replace ``old``: it leads to the language's own line."""
        if not self.ways or old.scheme != new.scheme:
            return False
        if new.email:
            return self._may_replace("email", old.email, new.email)
        if not new.number or not old.number or (new.shown and new.shown not in new.number):
            return False
        is_same = old.number == new.number
        if not is_same and not self._may_replace("number", old.number, new.number):
            return False
        if old.keyword == new.keyword:
            return not is_same
        pair = (old.number, new.number)
        return self.may_replace("keyword", [pair], [old.keyword], [new.keyword])

    def _may_replace(self, what: Literal["number", "email"], old: str, new: str) -> bool:
        theirs = [way for way in self.ways if getattr(way, what) == old]
        if any(way.speaks(self.language) for way in theirs):
            return False
        audiences = {way.audience for way in theirs}
        return any(
            getattr(way, what) == new and way.speaks(self.language) and way.audience in audiences
            for way in self.ways
        )


def pair_up(
    missing: Iterable[str], added: Collection[str], may_replace: Callable[[str, str], bool]
) -> dict[str, str]:
    """Return what was replaced, with its replacement; each replacement is used only once."""
    pairs: dict[str, str] = {}
    for old in missing:
        free = (new for new in added if new not in pairs.values() and may_replace(old, new))
        if (new := next(free, None)) is not None:
            pairs[old] = new
    return pairs
