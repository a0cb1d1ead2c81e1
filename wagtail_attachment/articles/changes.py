"""What changed between two readings of an article: word by word, and where links lead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from wagtail_attachment.publishing.texts import Text
from wagtail_attachment.translation.differences import Piece, are_alike, compare_words


@dataclass(frozen=True)
class Change:
    """One text of now, or one that is gone (``text`` is ``None``), with what it was before."""

    text: Text | None
    before: Text | None

    @property
    def is_changed(self) -> bool:
        return self.text is None or self.before is None or _read(self.text) != _read(self.before)

    @property
    def pieces(self) -> list[Piece]:
        """The words that stand now with those that are gone, in their order."""
        before = self.before.words if self.before else ""
        return list(compare_words(before, self.text.words if self.text else ""))

    @property
    def new_links(self) -> list[str]:
        """Where links lead now that led elsewhere, or nowhere, before."""
        earlier = self.before.links if self.before else ()
        now = self.text.links if self.text else ()
        return [link[0] for link in now if link not in earlier]


def compare_texts(before: Sequence[Text], now: Sequence[Text]) -> list[Change]:
    """Return all texts of now in their order, those that are gone where they stood."""
    changes: list[Change] = []
    matcher = SequenceMatcher(None, [_read(t) for t in before], [_read(t) for t in now], False)
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        old, new = before[start:end], now[new_start:new_end]
        if kind == "equal":
            changes += [Change(text, was) for text, was in zip(new, old, strict=True)]
            continue
        for was, text in zip_longest(old, new):
            if was and text and not _are_alike(was, text):
                changes += [Change(None, was), Change(text, None)]
            else:
                changes.append(Change(text, was))
    return changes


def _read(text: Text) -> tuple[str, tuple[tuple[str, str], ...]]:
    return text.words, tuple((target, words) for target, words in text.links)


def _are_alike(one: Text, other: Text) -> bool:
    return one.path == other.path or are_alike(one.words, other.words)
