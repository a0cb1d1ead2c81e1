"""The rules of a translation: whole, read by a person, with its numbers intact, up to date."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Protocol

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .numbers import Change
from .texts import Text
from .violations import Violation


class Translation(Protocol):
    """How a page stands to the one it was translated from."""

    @property
    def source_language(self) -> str: ...
    @property
    def untranslated(self) -> Sequence[Text]: ...
    @property
    def unreviewed(self) -> Sequence[Text]: ...
    @property
    def changed_numbers(self) -> Sequence[Change]: ...
    @property
    def is_stale(self) -> bool: ...


class TranslationFacts(Protocol):
    def get_translation(self) -> Translation | None:
        """Return ``None`` for a page that is no translation, or shows its source's text."""
        ...

    def get_fix(self, subject: str) -> tuple[str, str]: ...


def untranslated(facts: TranslationFacts) -> Iterator[Violation]:
    translation = facts.get_translation()
    texts = translation.untranslated if translation else ()
    if translation and texts:
        yield _make(
            facts,
            "translation.untranslated",
            "translation",
            ngettext(
                "%(count)d text is still in %(language)s (“%(text)s”): translate it, or mark it as "
                "the same on purpose.",
                "%(count)d texts are still in %(language)s (“%(text)s” is the first): translate "
                "them, or mark them as the same on purpose.",
                len(texts),
            )
            % {
                "count": len(texts),
                "language": translation.source_language,
                "text": _shorten(texts[0].words),
            },
        )


def unreviewed(facts: TranslationFacts) -> Iterator[Violation]:
    translation = facts.get_translation()
    texts = translation.unreviewed if translation else ()
    if texts:
        yield _make(
            facts,
            "translation.unreviewed",
            "translation_review",
            ngettext(
                "%(count)d text of the translation (“%(text)s”) has not been reviewed by a person.",
                "%(count)d texts of the translation (“%(text)s” is the first) have not been "
                "reviewed by a person.",
                len(texts),
            )
            % {"count": len(texts), "text": _shorten(texts[0].words)},
        )


def number_changed(facts: TranslationFacts) -> Iterator[Violation]:
    translation = facts.get_translation()
    for change in translation.changed_numbers if translation else ():
        yield _make(
            facts,
            "translation.number-changed",
            "translation",
            _describe_change(change) % {"text": _shorten(change.translation or change.source)},
        )


def stale(facts: TranslationFacts) -> Iterator[Violation]:
    translation = facts.get_translation()
    if translation and translation.is_stale:
        yield _make(
            facts,
            "translation.stale",
            "translation",
            _("The original changed after this translation was made: compare and update it."),
        )


TRANSLATION_RULES = (untranslated, unreviewed, number_changed, stale)


def _describe_change(change: Change) -> str:
    names = {
        "missing": _list(change.missing),
        "added": _list(change.added),
    }
    if not change.added:
        message = _("The translation lacks %(missing)s of the original, at “%%(text)s”.")
    elif not change.missing:
        message = _("The translation adds %(added)s to the original, at “%%(text)s”.")
    else:
        message = _(
            "The translation says %(added)s where the original has %(missing)s: “%%(text)s”."
        )
    return message % names


def _list(tokens: Collection[str]) -> str:
    return ", ".join(tokens).replace("%", "%%")


def _make(facts: TranslationFacts, violation_id: str, subject: str, message: str) -> Violation:
    fixer, fix_url = facts.get_fix(subject)
    return Violation(id=violation_id, message=message, fixer=fixer, fix_url=fix_url)


def _shorten(words: str) -> str:
    return Truncator(words).chars(60)
