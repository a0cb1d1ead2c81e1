"""A machine translator that needs no network: it knows the demo's own texts, and nothing else.

A real one is a setting, ``WAGTAILLOCALIZE_MACHINE_TRANSLATOR`` in ``practice/settings.py``; for DeepL,
say::

    {"CLASS": "wagtail_localize.machine_translators.deepl.DeepLTranslator",
     "OPTIONS": {"AUTH_KEY": env.str("DEEPL_KEY")}}
"""

from collections.abc import Iterable
from functools import cache

from wagtail.models import Locale
from wagtail_localize.machine_translators.base import BaseMachineTranslator
from wagtail_localize.strings import StringValue, extract_strings

from home.demo.texts import read_pairs

SOURCE, TARGETS = "en", ("es", "ar")


class PhraseBookTranslator(BaseMachineTranslator):
    """Looks each string up in ``content``; one that is not there stays untranslated."""

    display_name = "Phrase book of the demo"

    def can_translate(self, source_locale: Locale, target_locale: Locale) -> bool:
        return source_locale.language_code == SOURCE and target_locale.language_code in TARGETS

    def translate(
        self, source_locale: Locale, target_locale: Locale, strings: Iterable[StringValue]
    ) -> dict[StringValue, StringValue]:
        known = read_phrase_book(target_locale.language_code)
        return {string: known[string] for string in strings if string in known}


@cache
def read_phrase_book(language: str) -> dict[StringValue, StringValue]:
    """Return the strings of the texts as wagtail-localize cuts them: a paragraph is one."""
    return {
        ours: theirs
        for source, translation in read_pairs(language)
        for ours, theirs in zip(_cut(source), _cut(translation), strict=True)
    }


def _cut(text: str) -> list[StringValue]:
    if not text.startswith("<"):
        return [StringValue.from_plaintext(text)]
    _template, strings = extract_strings(text)
    return [string for string, _links in strings]
