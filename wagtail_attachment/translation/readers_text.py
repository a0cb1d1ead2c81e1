"""Whether what readers get of a translation was made of an original that has changed since."""

from __future__ import annotations

from functools import cached_property

from .bases import TranslationBase
from .differences import Difference, find_differences
from .paired_texts import PairedTexts
from .texts import get_passages


class ReadersText(PairedTexts):
    """The text of a translation that readers have, beside its original.

    A tool gives a translation the original's new text before anybody has translated that: from then on
    it knows nothing of the former one, which readers still have.
    """

    @cached_property
    def readers_base(self) -> TranslationBase | None:
        """The original of which readers' text was made, where a tool may have a newer one."""
        if not self.source.may_be_newer_than(self.page):
            return None
        return TranslationBase.find([self.subject]).get(self.subject)

    @cached_property
    def missed_by_readers(self) -> list[Difference]:
        """What is not the same in the original of which readers' text was made, and as it is now.

        Of a translation that a tool keeps; empty where readers get none.
        """
        if self.readers_base is None:
            return []
        present = get_passages(self.source.page)
        language = self.source.locale.language_code
        return find_differences(self.readers_base.source_texts, present, language)
