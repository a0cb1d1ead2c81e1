"""What a language's own verified line may put in the place of the original's."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Literal

from wagtail_attachment.crisis.standing_in import Way

from .mentions import Link
from .targets import is_same_target


def may_lead(source: str, target: str, ways: Collection[Way], language: str) -> bool:
    """Say whether a link in a translation into ``language`` may lead to ``target`` in place of ``source``.

    It may lead to the web where the source does, and else where the source does or to the language's own
    line in its place.
    """
    if is_same_target(source, target):
        return True
    old, new = Link.read(source, ""), Link.read(target, "")
    return bool(old and new and Substitutes(ways, language).may_replace_link(old, new))


@dataclass(frozen=True)
class Substitutes:
    """The ways to reach the readers' verified lines, for a translation into ``language``.

    A way stands in for another one only where both are for the same people, and where the original's
    does not speak the language itself: 911 never becomes 988.
    """

    ways: Collection[Way]
    language: str

    def pair_numbers(self, missing: Iterable[str], added: Iterable[str]) -> dict[str, str]:
        """Return the numbers that are replaced by those of the language's own lines, with these."""
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
        """Say whether a line has ``after`` for this language where it has ``before`` for another one.

        ``numbers`` are those of the original, each with the one in its place. Nothing is a value too: some
        lines ask those who speak one language for no keyword.
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
        """Say whether a link leads to the language's own line where ``old`` leads to another one."""
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
    """Return what was replaced, with what is in its place: each stands for one other alone."""
    pairs: dict[str, str] = {}
    for old in missing:
        free = (new for new in added if new not in pairs.values() and may_replace(old, new))
        if (new := next(free, None)) is not None:
            pairs[old] = new
    return pairs
