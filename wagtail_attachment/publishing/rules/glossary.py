"""Whether a translation uses the terms of the practice's glossary."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import ngettext

from wagtail_attachment.publishing.severities import Severity

from .rule import Finding, Rule
from .translation import TranslationFacts
from .unfinished import shorten


def find_missed_terms(facts: TranslationFacts) -> Iterator[Finding]:
    translation = facts.get_translation()
    for missed in translation.missed_terms if translation else ():
        values = {
            "count": len(missed.pairs),
            "term": missed.term.term,
            "translation": missed.term.translation,
            "text": shorten(missed.pairs[0].words),
        }
        if missed.term.term == missed.term.translation:
            message = ngettext(
                "The glossary keeps “%(term)s” as it is; %(count)d text doesn't (“%(text)s”).",
                "The glossary keeps “%(term)s” as it is; %(count)d texts don't (“%(text)s” is the "
                "first).",
                len(missed.pairs),
            )
        else:
            message = ngettext(
                "The glossary has “%(translation)s” for “%(term)s”; %(count)d text doesn't use it "
                "(“%(text)s”).",
                "The glossary has “%(translation)s” for “%(term)s”; %(count)d texts don't use it "
                "(“%(text)s” is the first).",
                len(missed.pairs),
            )
        yield Finding(message % values, missed.block_id)


GLOSSARY_RULES = (
    Rule(
        id="translation.glossary",
        severity=Severity.ADVICE,
        problem="A term of the [glossary](../how-to/keep-a-glossary.md) stands in the original, and the "
        "translation calls it otherwise.",
        remedy="Use the glossary's, or have the text reviewed as it is: it is not asked about again.",
        find=find_missed_terms,
        subject="translation",
    ),
)
