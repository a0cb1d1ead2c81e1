"""What is written about a person, judged by the rules for an article's own text."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator, Sequence

from wagtail.models import Site

from wagtail_attachment.conf import conf
from wagtail_attachment.crisis.countries import name_countries
from wagtail_attachment.crisis.directory import KnownNumber
from wagtail_attachment.languages import get_language_fallbacks
from wagtail_attachment.practice.people import Practitioner
from wagtail_attachment.publishing.changes import refuse_change
from wagtail_attachment.publishing.refusals import ChangeRefused
from wagtail_attachment.publishing.rules.numbers import NUMBER_RULES
from wagtail_attachment.publishing.rules.wording import WORDING_RULES
from wagtail_attachment.publishing.texts import Text, collapse
from wagtail_attachment.publishing.violations import Severity

from .local_help import LocalHelp

logger = logging.getLogger("wagtail_attachment")

_FIELDS = ("bio", "job_title")


class BioFacts(LocalHelp):
    """What those rules may know of one field of a person, for the readers of one site."""

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
        return [Text("bio", self.words)]

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


@refuse_change.register
def _refuse_bio(person: Practitioner) -> None:
    """Refuse what an article's text could not be published with; what is stored already may stay."""
    for field in _FIELDS:
        problems = list(dict.fromkeys(_find_problems(person, field)))
        if not problems:
            continue
        if conf.is_enforcing:
            raise ChangeRefused(" ".join(problems), field=field)
        logger.warning("Observed: %s", " ".join(problems))


def _find_problems(person: Practitioner, field: str) -> Iterator[str]:
    words = collapse(getattr(person, field))
    if not words or not _is_changed(person, field):
        return
    for site_id in Site.objects.order_by("pk").values_list("pk", flat=True):
        facts = BioFacts(words, person.locale_id, site_id)
        for rule in (*NUMBER_RULES, *WORDING_RULES):
            if rule.get_severity() is not Severity.ADVICE:
                yield from (finding.message for finding in rule.find(facts))


def _is_changed(person: Practitioner, field: str) -> bool:
    stored = Practitioner._base_manager.filter(pk=person.pk).values_list(field, flat=True).first()
    return bool(getattr(person, field) != stored)
