"""How what has no gate and no reviews stands to its original: index and home pages, and what pages share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from wagtail_attachment.publishing.texts import Text
from wagtail_attachment.translation.keeping import may_be_name
from wagtail_attachment.translation.sources import Managed
from wagtail_attachment.translation.terms import is_without_spaces
from wagtail_attachment.translation.texts import get_texts


@dataclass(frozen=True)
class PlainTranslation:
    """How such a translation stands, in the words that are asked of an article's."""

    progress: tuple[int, int]
    """How many texts need a translation, and how many of them have one."""
    unfinished: Sequence[str]
    """The digests of those that have none."""
    is_stale: bool
    """Whether the original says something else than the tool had of it; others cannot tell."""
    has_new_text: bool
    """Whether readers do not have what is written."""
    shows_original: bool
    """Whether readers have the original's words and no others."""
    to_read: Sequence[Any] = ()
    missed_by_readers: Sequence[Any] = ()
    is_all_the_same: bool = False
    """Nobody can keep a text of it on purpose: what says the same is left to translate."""


def judge_plain(
    groups: Iterable[Sequence[Any]],
    managed: Mapping[Any, Managed],
    unread: Mapping[Any, Sequence[Any]] = MappingProxyType({}),
    *,
    spares_words: bool = True,
) -> dict[int, PlainTranslation]:
    """Return how each translation stands, by its key.

    ``groups`` are pages or snippets of one type with one translation key each, the original first, and
    ``managed`` is what tools know of them, ``unread`` what has to be read of them
    before readers get it. Nobody can put on record that a text of theirs is the same
    on purpose. So a single word that is the same, as “Blog”, is no text to translate unless
    ``spares_words`` is ``False``, and a name is translated once someone has typed it again.
    """
    return {
        each.pk: _judge(group[0], each, managed.get(each), unread.get(each, ()), spares_words)
        for group in groups
        for each in group[1:]
    }


def _judge(
    original: Any,
    translation: Any,
    managed: Managed | None,
    to_read: Sequence[Any],
    spares_words: bool,
) -> PlainTranslation:
    now = get_texts(original)
    ours = managed.source.texts if managed else now
    readers = get_texts(translation)
    written = managed.texts if managed and managed.texts is not None else readers
    there = _get_digests(written)
    wanted = {
        text.digest
        for text in ours
        if text.needs_translation
        and not (spares_words and text.digest in there and _may_be_the_same(text.words))
    }
    typed = managed.typed_alike if managed else frozenset()
    kept = {text.digest for text in ours if text.digest in typed and may_be_name(text.words)}
    left = (wanted & there) - kept
    is_live = getattr(translation, "live", True)
    return PlainTranslation(
        progress=(len(wanted), len(wanted - left)),
        unfinished=sorted(left),
        is_stale=bool(managed and managed.source.is_managed)
        and _get_digests(ours) != _get_digests(now),
        has_new_text=not is_live or _get_digests(written) != _get_digests(readers),
        shows_original=is_live and bool(wanted) and wanted <= _get_digests(readers),
        to_read=to_read,
    )


def _get_digests(texts: Iterable[Text]) -> set[str]:
    return {text.digest for text in texts if text.is_prose}


def _may_be_the_same(words: str) -> bool:
    """Say whether words may be right in two languages: nobody can put on record that they are meant."""
    return " " not in words and not is_without_spaces(words)
