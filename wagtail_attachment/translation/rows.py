"""A page's texts beside those of its original, for a person to compare."""

from __future__ import annotations

from dataclasses import dataclass

from wagtail_attachment.publishing.numbers import Change, find_changes
from wagtail_attachment.publishing.texts import Text, align, pair

from .marks import TextMark
from .pages import PageTranslation


@dataclass(frozen=True)
class Row:
    """An original's text beside its translation; either may be missing."""

    source: Text | None
    translation: Text | None
    origins: frozenset[str]
    """``"machine"``, ``"file"``; empty for a text that a person wrote."""
    is_same_on_purpose: bool
    is_untranslated: bool
    is_unreviewed: bool
    changes: tuple[Change, ...]
    """Numbers, and call, text and mail links that differ."""


def get_rows(translation: PageTranslation) -> list[Row]:
    """Return all texts beside each other, with what is left to do for each."""
    unreviewed = {text.digest for text in translation.unreviewed}
    untranslated = {text.digest for text in translation.untranslated}
    return [
        _make_row(translation, ours, theirs, untranslated, unreviewed)
        for ours, theirs in pair(align(translation.source.texts, translation.texts))
    ]


def _make_row(
    translation: PageTranslation,
    source: Text | None,
    text: Text | None,
    untranslated: set[str],
    unreviewed: set[str],
) -> Row:
    marks = translation.marks.get(text.digest, set()) if text else set()
    lacking = text or source
    changes = find_changes(
        [source] if source else [], [text] if text else [], translation.safety.known_numbers
    )
    return Row(
        source=source,
        translation=text,
        origins=translation.get_origins(text) if text else frozenset(),
        is_same_on_purpose=TextMark.Kind.SAME in marks,
        is_untranslated=lacking is not None and lacking.digest in untranslated,
        is_unreviewed=text is not None and text.digest in unreviewed,
        changes=tuple(changes),
    )
