"""Whether a translation is whole, read by a person, with its numbers intact, up to date."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Protocol

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wagtail_attachment.publishing.numbers import Change
from wagtail_attachment.publishing.texts import Text
from wagtail_attachment.publishing.violations import Severity

from .rule import Finding, Rule


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


def find_untranslated(facts: TranslationFacts) -> Iterator[Finding]:
    translation = facts.get_translation()
    texts = translation.untranslated if translation else ()
    if translation and texts:
        yield Finding(
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
            }
        )


def find_unreviewed(facts: TranslationFacts) -> Iterator[Finding]:
    translation = facts.get_translation()
    texts = translation.unreviewed if translation else ()
    if texts:
        yield Finding(
            ngettext(
                "%(count)d text of the translation (“%(text)s”) has not been reviewed by a person.",
                "%(count)d texts of the translation (“%(text)s” is the first) have not been "
                "reviewed by a person.",
                len(texts),
            )
            % {"count": len(texts), "text": _shorten(texts[0].words)}
        )


def find_changed_numbers(facts: TranslationFacts) -> Iterator[Finding]:
    translation = facts.get_translation()
    for change in translation.changed_numbers if translation else ():
        text = _shorten(change.translation or change.source)
        yield Finding(_describe_change(change) % {"text": text})


def find_stale(facts: TranslationFacts) -> Iterator[Finding]:
    translation = facts.get_translation()
    if translation and translation.is_stale:
        yield Finding(
            _("The original changed after this translation was made: compare and update it.")
        )


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


def _shorten(words: str) -> str:
    return Truncator(words).chars(60)


TRANSLATION_RULES = (
    Rule(
        id="translation.untranslated",
        severity=Severity.SAFETY,
        problem="A text of the page is still in the language of the original.",
        remedy="Translate it, or mark it as the same on purpose.",
        find=find_untranslated,
        subject="translation",
        spares_shown_text=True,
    ),
    Rule(
        id="translation.unreviewed",
        severity=Severity.SAFETY,
        problem="A machine or a PO file wrote some of it, and nobody has reviewed exactly this "
        "text.",
        remedy="Someone with the permission *Can review translations* reads and reviews it.",
        find=find_unreviewed,
        subject="translation_review",
        spares_shown_text=True,
    ),
    Rule(
        id="translation.number-changed",
        severity=Severity.SAFETY,
        problem="A phone number, a short code or a call, text or mail link is not the "
        "original's, or a link leads elsewhere than to a web page.",
        remedy="Put the original's back.",
        find=find_changed_numbers,
        subject="translation",
        spares_shown_text=True,
    ),
    Rule(
        id="translation.stale",
        severity=Severity.ADVICE,
        problem="The original has been published with another text since.",
        remedy="Compare and update the translation.",
        find=find_stale,
        subject="translation",
        spares_shown_text=True,
    ),
)
