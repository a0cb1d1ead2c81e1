"""The facts that the rules about numbers ask for."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Protocol

from wagtail_attachment.crisis.directory import KnownNumber
from wagtail_attachment.publishing.texts import Text


class NumberFacts(Protocol):
    """What an article's text says, and which numbers its readers can rely on."""

    def get_texts(self) -> Sequence[Text]: ...

    @property
    def languages(self) -> Sequence[str]:
        """The language of the text, and those that may stand in for it."""
        ...

    def get_readers_countries(self) -> Sequence[str]:
        """Return the countries that the article's readers are in."""
        ...

    def name_countries(self, codes: Sequence[str]) -> str:
        """Return the names of countries as a list in words, in the active language."""
        ...

    def get_verified_numbers(self) -> Collection[str]:
        """Return the verified numbers of the readers' lines, and their emergency numbers."""
        ...

    @property
    def has_sections(self) -> bool:
        """Whether the text is an article's, with sections for ``{crisis_line}`` and blocks."""
        ...

    def fills_crisis_line(self, text: Text) -> bool:
        """Say whether ``{crisis_line}`` in ``text`` is replaced by a number for readers."""
        ...

    def has_broken_crisis_line(self) -> bool:
        """Say whether a ``{crisis_line}`` cannot be filled in because markup splits it."""
        ...

    def find_recorded(self, number: str) -> Sequence[KnownNumber]:
        """Return the lines that had ``number`` when the practice verified them, now or earlier."""
        ...
