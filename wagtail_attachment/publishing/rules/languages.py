"""Whether a text is in another language than its page, whose disclaimer and lines readers get."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from wagtail_attachment.languages import get_language_name
from wagtail_attachment.languages.telling import tell_other_language
from wagtail_attachment.publishing.severities import Severity

from .rule import Finding, Rule
from .translation import TranslationFacts
from .wording import WordingFacts


class LanguageFacts(WordingFacts, TranslationFacts, Protocol):
    """What the article says, in which language, and whether it is a translation."""


def find_other_language(facts: LanguageFacts) -> Iterator[Finding]:
    if facts.get_translation():
        return  # untranslated texts are reported one by one elsewhere
    words = (text.words for text in facts.get_texts())
    if sentence := describe_other_language(words, facts.languages[0]):
        yield Finding(sentence)


def describe_other_language(texts: Iterable[str], expected: str) -> str:
    """Return a sentence if texts are clearly not in the ``expected`` language, else nothing.

    The sentence is in the active language.
    """
    language = tell_other_language(texts, expected)
    if not language:
        return ""
    reader = get_language() or "en"
    return _(
        "The text seems to be in %(language)s. Its page is in %(expected)s, and so are the disclaimer "
        "and the crisis lines with it."
    ) % {
        "language": get_language_name(language, reader),
        "expected": get_language_name(expected, reader),
    }


LANGUAGE_RULES = (
    Rule(
        id="text.foreign",
        severity=Severity.ADVICE,
        problem="The text seems to be in another language than its page. It is told by common words of "
        "English, Spanish, French, German, Portuguese and Arabic, in texts of some length that are no "
        "translation.",
        remedy="Move the page below the list of articles in its language.",
        find=find_other_language,
    ),
)
