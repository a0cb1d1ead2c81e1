"""What a translation still needs before anyone can review it, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from django.utils.text import Truncator
from django.utils.translation import ngettext


class Named(Protocol):
    """A text with its translation, or a change to one."""

    @property
    def words(self) -> str: ...


class Refused(Named, Protocol):
    """A translation that an error keeps out of the page."""

    @property
    def error(self) -> str: ...


class Unfinished(Protocol):
    """A translation that may still have texts to translate."""

    @property
    def source_language(self) -> str: ...
    @property
    def refused(self) -> Sequence[Refused]: ...
    @property
    def without_translation(self) -> Sequence[Named]: ...
    @property
    def one_sided(self) -> Sequence[Named]: ...


def describe_unfinished(translation: Unfinished) -> Iterator[str]:
    """Yield a sentence for each kind of text that still needs a translator or a decision."""
    if refused := translation.refused:
        yield (
            ngettext(
                "%(count)d text has an error (“%(text)s”), so the page has the original's text there. "
                "%(error)s",
                "%(count)d texts have an error (“%(text)s” is the first), so the page has the "
                "original's texts there. %(error)s",
                len(refused),
            )
            % {
                "count": len(refused),
                "text": shorten(refused[0].words),
                "error": refused[0].error,
            }
        )
    if texts := translation.without_translation:
        yield (
            ngettext(
                "%(count)d text is still in %(language)s (“%(text)s”): translate it, or keep it as "
                "in the original.",
                "%(count)d texts are still in %(language)s (“%(text)s” is the first): translate "
                "them, or keep them as in the original.",
                len(texts),
            )
            % {
                "count": len(texts),
                "language": translation.source_language,
                "text": shorten(texts[0].words),
            }
        )
    if texts := translation.one_sided:
        yield (
            ngettext(
                "%(count)d text is in only one of the two languages (“%(text)s”): translate it, or "
                "confirm that it was left out or added on purpose.",
                "%(count)d texts are in only one of the two languages (“%(text)s” is the first): "
                "translate them, or confirm that they were left out or added on purpose.",
                len(texts),
            )
            % {"count": len(texts), "text": shorten(texts[0].words)}
        )


def shorten(words: str) -> str:
    """Return the beginning of a text, enough for people to recognise it."""
    return Truncator(words).chars(60)
