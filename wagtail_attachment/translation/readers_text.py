"""Whether the original has changed since the translation that readers have was made."""

from __future__ import annotations

from functools import cached_property

from .bases import TranslationBase
from .differences import Difference, find_differences
from .paired_texts import PairedTexts
from .texts import get_passages


class ReadersText(PairedTexts):
    """The text of a translation that readers have, compared with its original.

    A tool updates a translation to the original's new text before anyone has translated that, and
    then no longer knows the earlier text, from which readers' text was made.
    """

    @cached_property
    def readers_base(self) -> TranslationBase | None:
        """The original from which readers' text was made, if a tool may have a newer one."""
        if not self.source.may_be_newer_than(self.page):
            return None
        return TranslationBase.find([self.subject]).get(self.subject)

    @cached_property
    def missed_by_readers(self) -> list[Difference]:
        """The original's changes since readers' text was made from it.

        For a translation that a tool manages; empty if readers get none.
        """
        if self.readers_base is None:
            return []
        present = get_passages(self.source.page)
        language = self.source.locale.language_code
        return find_differences(self.readers_base.source_texts, present, language)
