"""The licences of the people who review an article or whom its readers can book."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from wagtail_attachment.languages.separators import join_remarks
from wagtail_attachment.publishing.severities import Severity

from .rule import Finding, Rule


@dataclass(frozen=True)
class PersonFacts:
    """The state of a person's licences on file, and what on the article depends on them."""

    name: str
    person_id: str
    """The id of the entry in which the licences are maintained."""
    resting: Sequence[str]
    """What readers see only while this person is licensed, in words: "the booking prompt"."""
    lapsed_since: date | None = None
    ends_on: date | None = None
    """The last day of the last licence, if that is soon."""
    has_none: bool = False
    """Whether no licence is on file, although the practice records other people's licences."""
    place: str = ""
    """The place whose licences this is about, in words; empty if it is about all of them."""


class LicenceFacts(Protocol):
    def get_people_by_licence(self) -> Sequence[PersonFacts]:
        """Return the article's reviewers and those it books; none if no licence is recorded."""
        ...


def find_lapsed(facts: LicenceFacts) -> Iterator[Finding]:
    for person in facts.get_people_by_licence():
        if person.lapsed_since is not None and person.resting:
            message = (
                _(
                    "%(name)s has had no valid licence for %(place)s since %(date)s. Readers no "
                    "longer see: %(what)s."
                )
                if person.place
                else _(
                    "%(name)s has had no valid licence since %(date)s. Readers no longer see: "
                    "%(what)s."
                )
            ) % _get_values(person, person.lapsed_since)
            yield Finding(message, about=person.person_id)


def find_ending(facts: LicenceFacts) -> Iterator[Finding]:
    for person in facts.get_people_by_licence():
        if person.ends_on is not None and person.resting:
            message = (
                _(
                    "%(name)s's last licence on file for %(place)s ends on %(date)s. After that, "
                    "readers will no longer see: %(what)s."
                )
                if person.place
                else _(
                    "%(name)s's last licence on file ends on %(date)s. After that, readers will no "
                    "longer see: %(what)s."
                )
            ) % _get_values(person, person.ends_on)
            yield Finding(message, about=person.person_id)


def _get_values(person: PersonFacts, day: date) -> dict[str, str]:
    return {
        "name": person.name,
        "place": person.place,
        "date": date_format(day),
        "what": join_remarks(person.resting),
    }


def find_none(facts: LicenceFacts) -> Iterator[Finding]:
    for person in facts.get_people_by_licence():
        if person.has_none:
            message = _("No licence is on file for %(name)s.") % {"name": person.name}
            yield Finding(message, about=person.person_id)


LICENCE_RULES = (
    Rule(
        id="licence.lapsed",
        severity=Severity.ADVICE,
        problem="A reviewer of the article, the person its booking prompt leads to, or someone whose "
        "pages carry a notice has licences on file, and none is valid any more, or none for the place "
        "of a notice. What rests on that is withdrawn.",
        remedy="*Practice, People*: enter the renewed licence, or give the article to someone else.",
        find=find_lapsed,
        subject="person",
        depends_on_place=True,
    ),
    Rule(
        id="licence.ending",
        severity=Severity.ADVICE,
        problem="The last licence of such a person ends within 60 days.",
        remedy="*Practice, People*: enter the renewed licence.",
        find=find_ending,
        subject="person",
        depends_on_place=True,
    ),
    Rule(
        id="licence.none-on-file",
        severity=Severity.ADVICE,
        problem="The practice keeps licences, and none is on file for a reviewer of the article or for "
        "the person its booking prompt leads to.",
        remedy="*Practice, People*: enter the licence.",
        find=find_none,
        subject="person",
        depends_on_place=True,
    ),
)
