"""Whether the text says anything that could do harm."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from wagtail_attachment.languages import get_language_name
from wagtail_attachment.publishing.safe_messaging import Found, find_phrases, lexicon
from wagtail_attachment.publishing.safe_messaging.lexicon import get_mention
from wagtail_attachment.publishing.severities import Severity
from wagtail_attachment.publishing.texts import Text

from .rule import Finding, Rule


class WordingFacts(Protocol):
    """What the article says, and in which language."""

    @property
    def languages(self) -> Sequence[str]:
        """The language of the text, and those that may stand in for it."""
        ...

    def get_texts(self) -> Sequence[Text]: ...


def find_harmful_wording(facts: WordingFacts) -> Iterator[Finding]:
    return _find(facts, is_harmful=True)


def find_unsafe_wording(facts: WordingFacts) -> Iterator[Finding]:
    return _find(facts, is_harmful=False)


def find_language_not_read(facts: WordingFacts) -> Iterator[Finding]:
    if facts.get_texts() and not lexicon.knows(facts.languages):
        language = get_language_name(facts.languages[0], get_language() or "en")
        text = _(
            "The wording of texts in %(language)s is not checked: there is no word list for it on this "
            "site. Have someone who speaks it look for methods of suicide, doses, advice on medication "
            "and promises of a cure. Whoever runs the site can add a word list: see “Safe messaging” in "
            "the documentation of wagtail-attachment."
        )
        yield Finding(text % {"language": language})


def _find(facts: WordingFacts, *, is_harmful: bool) -> Iterator[Finding]:
    languages = tuple(facts.languages)
    terms = lexicon.get_terms(languages, is_harmful=is_harmful)
    for found in find_phrases(facts.get_texts(), terms, get_mention(languages)):
        yield Finding(_describe(found), found.text.block_id)


def _describe(found: Found) -> str:
    """Return the phrase, what to write instead, why, and the source of the advice."""
    term = found.term
    values = {
        "phrase": found.phrase,
        "instead": term.instead,
        "why": term.get_why(),
        "source": term.source_name,
        "address": term.source_url,
    }
    if term.instead:
        message = _(
            "“%(phrase)s” – instead, write: %(instead)s. %(why)s Source: %(source)s (%(address)s)."
        )
    else:
        message = _("“%(phrase)s” – leave it out. %(why)s Source: %(source)s (%(address)s).")
    return message % values


WORDING_RULES = (
    Rule(
        id="wording.harmful",
        severity=Severity.REQUIRED,
        is_overridable=True,
        problem="The text names a method, a note, a dose, or the figures of an eating disorder, advises "
        "on medication, or promises a cure. See [Safe messaging](safe-messaging.md).",
        remedy="Leave it out, or write what the message says. If it has to stand there, someone who "
        "may publish anyway says why.",
        find=find_harmful_wording,
    ),
    Rule(
        id="wording.unsafe",
        severity=Severity.ADVICE,
        problem="The text uses words that stigmatise, judge or alarm. See [Safe "
        "messaging](safe-messaging.md).",
        remedy="Write what the message says.",
        find=find_unsafe_wording,
    ),
    Rule(
        id="wording.not-read",
        severity=Severity.ADVICE,
        problem="The text is in a language for which there is nothing to look for. See [Safe "
        "messaging](safe-messaging.md#languages).",
        remedy="Have someone who speaks the language read it, or add terms for it.",
        find=find_language_not_read,
    ),
)
