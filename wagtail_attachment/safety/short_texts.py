"""Texts about a person, a booking or a topic, judged by the rules for an article's own text."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from django.core.exceptions import NON_FIELD_ERRORS
from wagtail.models import Locale, Site

from wagtail_attachment.crisis.countries import name_countries
from wagtail_attachment.crisis.directory import KnownNumber
from wagtail_attachment.crisis.numbers import write_number
from wagtail_attachment.crisis.standing_in import Way
from wagtail_attachment.languages import get_language_fallbacks
from wagtail_attachment.practice.booking import BookingCTA
from wagtail_attachment.practice.people import Practitioner, Topic
from wagtail_attachment.publishing.changes import get_stored, is_changed, refuse_change
from wagtail_attachment.publishing.numbers import Change, compare
from wagtail_attachment.publishing.refusals import ChangeRefused, refuse
from wagtail_attachment.publishing.rules import TEXT_RULES
from wagtail_attachment.publishing.rules.translation import (
    describe_changed_number,
    describe_unreviewed,
)
from wagtail_attachment.publishing.severities import REFUSING
from wagtail_attachment.publishing.texts import Text, collapse
from wagtail_attachment.translation.snippets import SnippetTranslation
from wagtail_attachment.translation.sources import Source, find_plain_source

from .local_help import LocalHelp

_FIELDS: dict[type, tuple[str, ...]] = {
    BookingCTA: ("heading", "text", "button_label"),
    Practitioner: ("bio", "job_title"),
    Topic: ("name", "description"),
}


class ShortTextFacts(LocalHelp):
    """The facts about one field that those rules may use, for the readers of one site."""

    has_sections = False

    def __init__(self, words: str, locale_id: int, site_id: int | None) -> None:
        self.words = words
        self.at = None
        self.locale_id = locale_id
        self.site_id = site_id

    @property
    def languages(self) -> Sequence[str]:
        return get_language_fallbacks(self.language)

    def get_texts(self) -> Sequence[Text]:
        return [Text("", self.words)]

    def get_readers_countries(self) -> Sequence[str]:
        return self.countries

    def name_countries(self, codes: Sequence[str]) -> str:
        return name_countries(codes)

    def get_verified_numbers(self) -> Collection[str]:
        return self.verified_numbers

    def fills_crisis_line(self, text: Text) -> bool:
        return False

    def has_broken_crisis_line(self) -> bool:
        return False

    def find_recorded(self, number: str) -> Sequence[KnownNumber]:
        return self.recorded_lines.find(number)


class WordsRefused(ChangeRefused):
    """Raised with the field's name, so wagtail-localize shows it beside the translated text."""

    def __init__(self, reason: str, field: str) -> None:
        super().__init__(reason, field=field)
        self.error_dict = {field: self.error_dict[NON_FIELD_ERRORS]}


@refuse_change.register(BookingCTA)
@refuse_change.register(Practitioner)
def refuse_harmful_words(entry: BookingCTA | Practitioner | Topic) -> None:
    """Refuse texts that could not be published in an article; texts already stored may stay."""
    fields = [
        field
        for field in _FIELDS[type(entry)]
        if collapse(getattr(entry, field)) and is_changed(entry, field)
    ]
    source = find_plain_source(entry) if fields else None
    unread = SnippetTranslation(entry, source).to_read if source and entry.pk else []
    for field in fields:
        problems = dict.fromkeys(_find_problems(entry, field, source))
        if texts := [pair for pair in unread if pair.path == field]:
            problems[describe_unreviewed(texts)] = None
        if problems:
            refuse(WordsRefused(" ".join(problems), field))


def _find_problems(
    entry: BookingCTA | Practitioner | Topic, field: str, source: Source | None
) -> Iterator[str]:
    words = collapse(getattr(entry, field))
    # An entry that is only previewed has no language yet.
    locale_id = entry.locale_id or Locale.get_default().pk
    original = [text for text in source.texts if text.path == field] if source else []
    for site_id in Site.objects.order_by("pk").values_list("pk", flat=True):
        facts = ShortTextFacts(words, locale_id, site_id)
        for rule in TEXT_RULES:
            if rule.get_severity() in REFUSING:
                yield from (finding.message for finding in rule.find(facts))
        if original:
            changes = _find_changed_numbers(entry, field, original, facts)
            yield from map(describe_changed_number, changes)


def _find_changed_numbers(
    entry: BookingCTA | Practitioner | Topic,
    field: str,
    original: Sequence[Text],
    facts: ShortTextFacts,
) -> Iterator[Change]:
    """Yield where a text sends readers elsewhere than its original does.

    Numbers that the stored text already has may stay: it may be older than the original.
    """
    ways = facts.ways | _get_own_ways(entry, facts.language)

    def find(words: str) -> list[Change]:
        texts = [Text(field, words)] if words else original
        return compare(original, texts, facts.known_numbers, ways, facts.language).refused

    stored = find(collapse(get_stored(entry, field)))
    known = {number for change in stored for number in (*change.missing, *change.added)}
    for change in find(facts.words):
        if not known.issuperset((*change.missing, *change.added)):
            yield change


def _get_own_ways(entry: BookingCTA | Practitioner | Topic, language: str) -> frozenset[Way]:
    """Return the number that a booking calls in its language, which may replace the original's."""
    if not isinstance(entry, BookingCTA) or not entry.phone:
        return frozenset()
    numbers = {
        other.phone: frozenset({other.locale.language_code.lower()})
        for other in entry.get_translations().select_related("locale")
        if other.phone
    }
    numbers[entry.phone] = frozenset({language.lower()})
    return frozenset(
        Way(number=write_number(number), languages=languages, is_call=True)
        for number, languages in numbers.items()
    )
