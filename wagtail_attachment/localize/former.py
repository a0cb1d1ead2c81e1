"""The former translation of a string whose original was reworded, as a starting point only.

wagtail-localize keeps it in its tables but does not show it. Here it is put at the new string, with
an error that names the change. So the editor shows it in red, *Edit* opens it filled in, and *Save*
removes the error. Readers, progress and machine translation ignore it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from wagtail_attachment.languages.separators import join_remarks
from wagtail_attachment.translation.differences import are_alike, compare_words

from .segments import drop_unknown_links, get_words

TOOL_NAME = "Former translation"
"""The name shown as its tool, as "PO File" is for a text from a file."""

_QUOTED_AT_MOST = 80


def make_suggestions(
    blank: Sequence[StringSegment],
    segments: Sequence[StringSegment],
    known: Sequence[StringTranslation],
    translation: Translation,
) -> Iterator[StringTranslation]:
    """Yield the former translation at the place of each ``blank`` segment that had one.

    ``known`` are the page's translations, the latest first, and ``segments`` its current segments.
    """
    language = translation.source.locale.language_code
    present = {(segment.string_id, segment.context_id) for segment in segments}
    taken = {
        former.pk
        for row in known
        if is_suggestion(row) and (former := find_former(row, known)) is not None
    }
    for context_id, here in _group(blank).items():
        former = [
            row
            for row in known
            if row.context_id == context_id
            and not row.has_error
            and row.pk not in taken
            and (row.translation_of_id, context_id) not in present
        ]
        is_alone = sum(segment.context_id == context_id for segment in segments) == 1
        for segment, row in _match(here, former, is_alone=is_alone):
            yield StringTranslation(
                translation_of_id=segment.string_id,
                locale=translation.target_locale,
                context_id=context_id,
                data=drop_unknown_links(row.data, segment.string.data),
                translation_type=row.translation_type,
                tool_name=TOOL_NAME,
                has_error=True,
                field_error=describe_change(row.translation_of.data, segment.string.data, language),
            )


def is_suggestion(row: StringTranslation) -> bool:
    """Say whether this is a former translation that nobody has saved yet."""
    return bool(row.has_error and row.tool_name == TOOL_NAME)


def find_former(
    suggestion: StringTranslation, known: Iterable[StringTranslation]
) -> StringTranslation | None:
    """Return the translation of the same page that a suggestion was made from."""
    return next(
        (
            row
            for row in known
            if row.context_id == suggestion.context_id
            and not row.has_error
            and drop_unknown_links(row.data, suggestion.translation_of.data) == suggestion.data
        ),
        None,
    )


def describe_change(before: str, now: str, language: str = "") -> str:
    """Return a description of all changes between two strings of wagtail-localize."""
    changes = [
        _describe(_shorten(old), _shorten(new))
        for old, new in _find_changes(get_words(before), get_words(now), language)
    ]
    if changes:
        message = _("The original changed: %(changes)s.") % {"changes": join_remarks(changes)}
    else:
        message = _("The formatting or a link of the original changed.")
    start = _("This is the former translation: adapt it and save.")
    return f"{message} {start}"


def _describe(old: str, new: str) -> str:
    values = {"old": old, "new": new}
    if old and new:
        return _("“%(old)s” became “%(new)s”") % values
    if new:
        return _("“%(new)s” was added") % values
    return _("“%(old)s” was removed") % values


def _find_changes(before: str, now: str, language: str) -> Iterator[tuple[str, str]]:
    """Yield each changed stretch, before and after; neighbouring words form one stretch."""
    old = new = gap = ""
    for piece in compare_words(before, now, language):
        if piece.kind == "same":
            if piece.words.strip() and (old.strip() or new.strip()):
                yield old.strip(), new.strip()
            old, new, gap = ("", "", "") if piece.words.strip() else (old, new, piece.words)
            continue
        if old or new:
            old, new = old + gap, new + gap
        gap = ""
        if piece.kind == "removed":
            old += piece.words
        else:
            new += piece.words
    if old.strip() or new.strip():
        yield old.strip(), new.strip()


def _group(segments: Iterable[StringSegment]) -> dict[int, list[StringSegment]]:
    groups: dict[int, list[StringSegment]] = {}
    for segment in segments:
        groups.setdefault(segment.context_id, []).append(segment)
    return groups


def _match(
    segments: Sequence[StringSegment], former: Sequence[StringTranslation], *, is_alone: bool
) -> Iterator[tuple[StringSegment, StringTranslation]]:
    """Yield pairs of a block's segments and former translations, using each of them once."""
    if is_alone:
        yield from zip(segments, former[:1], strict=False)
        return
    words = {row.pk: get_words(row.translation_of.data) for row in former}
    left = list(former)
    for segment in segments:
        own = get_words(segment.string.data)
        alike = [row for row in left if own == words[row.pk] or are_alike(words[row.pk], own)]
        if alike:
            best = max(alike, key=lambda row: _compare(words[row.pk], own))
            left.remove(best)
            yield segment, best


def _compare(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, False).ratio()


def _shorten(words: str) -> str:
    """Return a long text cut between two words, if it has spaces."""
    cut = str(Truncator(words).chars(_QUOTED_AT_MOST))
    if cut == words or " " not in cut:
        return cut
    return f"{cut.rpartition(' ')[0]}…"
