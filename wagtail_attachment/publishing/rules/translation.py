"""Whether a translation is complete, reviewed, up to date, and has its numbers unchanged."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Protocol

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wagtail_attachment.crisis.characters import get_typed_characters
from wagtail_attachment.publishing.numbers import Change
from wagtail_attachment.publishing.severities import Severity

from .rule import Finding, Rule
from .unfinished import Named, Unfinished, describe_unfinished, shorten

_BEFORE = 25


class Term(Protocol):
    """An entry of the glossary."""

    @property
    def term(self) -> str: ...
    @property
    def translation(self) -> str: ...


class MissedTerm(Protocol):
    """A glossary term that the translations of some texts do not use."""

    @property
    def term(self) -> Term: ...
    @property
    def pairs(self) -> Sequence[Named]: ...
    @property
    def block_id(self) -> str: ...


class ChangedLink(Protocol):
    """A link that leads elsewhere than the original's, with readable names for both targets.

    A name is empty if only the other text has the link.
    """

    @property
    def words(self) -> str: ...
    @property
    def source(self) -> str: ...
    @property
    def target(self) -> str: ...
    @property
    def block_id(self) -> str: ...


class Translation(Unfinished, Protocol):
    """How a page compares with the page it was translated from."""

    @property
    def to_read(self) -> Sequence[Named]: ...
    @property
    def changed_numbers(self) -> Sequence[Change]: ...
    @property
    def is_stale(self) -> bool: ...
    @property
    def changed(self) -> Sequence[Named]: ...
    @property
    def missed_terms(self) -> Sequence[MissedTerm]: ...
    @property
    def changed_links(self) -> Sequence[ChangedLink]: ...


class TranslationFacts(Protocol):
    def get_translation(self) -> Translation | None:
        """Return ``None`` for a page that is not a translation, or that shows its source's text."""
        ...


def find_untranslated(facts: TranslationFacts) -> Iterator[Finding]:
    translation = facts.get_translation()
    if translation is not None:
        yield from map(Finding, describe_unfinished(translation))


def find_unreviewed(facts: TranslationFacts) -> Iterator[Finding]:
    translation = facts.get_translation()
    if translation and translation.to_read:
        yield Finding(describe_unreviewed(translation.to_read))


def describe_unreviewed(texts: Sequence[Named]) -> str:
    """Return a sentence saying that nobody has reviewed these texts."""
    return ngettext(
        "%(count)d text of the translation (“%(text)s”) has not been reviewed by a person.",
        "%(count)d texts of the translation (“%(text)s” is the first) have not been "
        "reviewed by a person.",
        len(texts),
    ) % {"count": len(texts), "text": shorten(texts[0].words)}


def find_changed_numbers(facts: TranslationFacts) -> Iterator[Finding]:
    translation = facts.get_translation()
    for change in translation.changed_numbers if translation else ():
        yield Finding(describe_changed_number(change), change.block_id)


def find_stale(facts: TranslationFacts) -> Iterator[Finding]:
    translation = facts.get_translation()
    if translation is None or not translation.is_stale:
        return
    changes = translation.changed
    if not changes:
        yield Finding(
            _("The original changed after this translation was made: compare and update it.")
        )
        return
    yield Finding(
        ngettext(
            "%(count)d text of the original has changed since (“%(text)s”): compare and update it.",
            "%(count)d texts of the original have changed since (“%(text)s” is the first): compare "
            "and update them.",
            len(changes),
        )
        % {"count": len(changes), "text": shorten(changes[0].words)}
    )


def describe_changed_number(change: Change) -> str:
    """Return a sentence on which numbers and links differ, quoting the text they are in."""
    words, tokens = (
        (change.translation, change.added)
        if change.translation
        else (change.source, change.missing)
    )
    names = {
        "missing": _list(change.missing),
        "added": _list(change.added),
    }
    if not change.added:
        message = _("The original has %(missing)s, but the translation does not: “%%(text)s”.")
    elif not change.missing:
        message = _("The translation has %(added)s, but the original does not: “%%(text)s”.")
    else:
        message = _(
            "The translation says %(added)s where the original has %(missing)s: “%%(text)s”."
        )
    return message % names % {"text": shorten(_begin_near(words, tokens))}


def _list(tokens: Collection[str]) -> str:
    return ", ".join(tokens).replace("%", "%%")


def _begin_near(words: str, tokens: Collection[str]) -> str:
    """Return a long text from shortly before the first of ``tokens``."""
    typed = get_typed_characters(words)
    place = min((at for token in tokens if (at := typed.find(token)) >= 0), default=0)
    start = words.rfind(" ", 0, max(place - _BEFORE, 0)) + 1
    return f"…{words[start:]}" if start else words


TRANSLATION_RULES = (
    Rule(
        id="translation.untranslated",
        severity=Severity.SAFETY,
        problem="A text of the page is still in the language of the original, or stands in one of "
        "the two languages alone.",
        remedy="Translate it, or say on the review page that it is so on purpose.",
        find=find_untranslated,
        subject="translation",
        spares_shown_text=True,
    ),
    Rule(
        id="translation.unreviewed",
        severity=Severity.SAFETY,
        problem="A machine, a PO file or the memory wrote a text of it, and nobody has reviewed "
        "exactly that text beside the original's.",
        remedy="Someone with the permission *Can review translations* reads and reviews it.",
        find=find_unreviewed,
        subject="translation_review",
        spares_shown_text=True,
    ),
    Rule(
        id="translation.number-changed",
        severity=Severity.SAFETY,
        problem="A phone number, a short code, a line's keyword or menu key, or a call, text or "
        "mail link is not the original's, or a link leads elsewhere than to a web page.",
        remedy="Put the original's back, or name the verified line that speaks this language.",
        find=find_changed_numbers,
        subject="translation",
        spares_shown_text=True,
    ),
    Rule(
        id="translation.stale",
        severity=Severity.ADVICE,
        problem="Something in the original was added, reworded, removed or moved since, or a link, "
        "picture or reference changed.",
        remedy="Compare and update the translation.",
        find=find_stale,
        subject="translation",
        spares_shown_text=True,
    ),
)
