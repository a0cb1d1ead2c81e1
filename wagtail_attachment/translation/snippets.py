"""A snippet as the translation of another one, reviewed pair by pair like a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from wagtail_attachment.conf import conf
from wagtail_attachment.crisis.standing_in import Way

from .bases import TranslationBase
from .differences import Difference, find_differences
from .origins import PairOrigin
from .pages import PageTranslation
from .pair_reviews import PairReview
from .pairs import Pair
from .sources import Managed, Source, find_managed_draft, find_plain_source
from .texts import get_passages


@dataclass(frozen=True)
class _NoNumbers:
    """Finds no numbers: a snippet's are compared when it is saved (``safety/short_texts.py``)."""

    known_numbers: frozenset[str] = frozenset()
    ways: frozenset[Way] = frozenset()


class SnippetTranslation(PageTranslation):
    """A snippet's translation, which readers get as soon as it is saved.

    So text that no person wrote must be reviewed first. Text that a person typed is not asked
    about, in any mode of review, since there is no draft to review.
    """

    def __init__(self, entry: Any, source: Source) -> None:
        super().__init__(entry, source, _NoNumbers())

    @cached_property
    def to_look_at(self) -> list[Pair]:
        return []

    @cached_property
    def is_stale(self) -> bool:
        return bool(self.changed)

    @cached_property
    def changed(self) -> list[Difference]:
        if not self.source.is_managed:
            return []
        present = get_passages(self.source.page)
        return find_differences(self.source_texts, present, self.source.locale.language_code)

    @cached_property
    def readers_base(self) -> TranslationBase | None:
        return None

    def _is_to_be_reviewed(self, pair: Pair) -> bool:
        if conf.WAGTAIL_ATTACHMENT_TRANSLATION_REVIEW == "never" or pair.target is None:
            return False
        return pair.has_letters and bool(self.get_origins(pair)) and not self.get_review(pair)


def find_snippet_translation(entry: Any) -> SnippetTranslation | None:
    """Return a snippet as a translation with its next text; ``None`` for an original.

    The next text is the one that would be published with it.
    """
    source = find_plain_source(entry)
    return SnippetTranslation(find_managed_draft(entry) or entry, source) if source else None


def find_unread(managed: Mapping[Any, Managed]) -> dict[Any, list[Pair]]:
    """Return the pairs of each snippet that have to be reviewed, in two queries.

    ``managed`` is what tools know about the snippets.
    """
    translations = [
        SnippetTranslation(entry, known.source)
        for entry, known in managed.items()
        if known.texts is not None
    ]
    origins = PairOrigin.find([each.origin_place for each in translations]) if translations else {}
    reviews = PairReview.find([each.subject for each in translations]) if translations else {}
    for each in translations:
        each.texts = managed[each.page].texts or []
        each.origins, each.reviews = origins[each.origin_place], reviews[each.subject]
    return {each.page: each.to_read for each in translations}
