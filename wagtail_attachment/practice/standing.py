"""The status of a practice's people by the licences on file: licensed, lapsed, or none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from typing import Any
from uuid import UUID

from .licences import Licence
from .people import Practitioner

WARNING_DAYS = 60
"""How many days before a licence ends people are told about it."""


class State(StrEnum):
    LICENSED = "licensed"
    LAPSED = "lapsed"
    NONE = "none"


@dataclass(frozen=True)
class Standing:
    """The status of one person on one day."""

    state: State
    since: date | None = None
    """For a lapsed person: the first day without a valid licence."""
    until: date | None = None
    """For a licensed person: the last day with a valid licence, if all have an end."""

    def ends_by(self, day: date) -> bool:
        return self.until is not None and self.until <= day


def get_standing(licences: Collection[Licence], day: date) -> Standing:
    """Return the status on ``day`` of a person who holds these licences."""
    if not licences:
        return Standing(State.NONE)
    lapses = [licence.lapses_on for licence in licences if licence.lapses_on]
    if len(lapses) < len(licences):
        return Standing(State.LICENSED)
    if day < max(lapses):
        return Standing(State.LICENSED, until=max(lapses) - timedelta(days=1))
    return Standing(State.LAPSED, since=max(lapses))


class LicencesOnFile:
    """All licences and all people of a practice, as read at one time.

    A person is identified by translation key: the licences of an entry in any language are theirs.
    The object is false if no licence is on file; then nothing depends on licences, and nobody lacks
    one.
    """

    def __init__(
        self, licences: Iterable[Licence] = (), people: Iterable[Practitioner] = ()
    ) -> None:
        self._people = {person.pk: person for person in people}
        self.by_person: dict[UUID, list[Licence]] = defaultdict(list)
        for licence in licences:
            if key := self.get_key(licence.person_id):
                self.by_person[key].append(licence)

    def __bool__(self) -> bool:
        return bool(self.by_person)

    def get_standing(self, key: UUID, day: date) -> Standing:
        return get_standing(self.by_person.get(key, ()), day)

    def find_valid(self, key: UUID, day: date) -> list[Licence]:
        return [licence for licence in self.by_person.get(key, ()) if licence.is_valid_on(day)]

    def get_key(self, person_id: Any) -> UUID | None:
        """Return the translation key of the person whose entry, in any language, has this id."""
        person = self._people.get(person_id)
        return person.translation_key if person else None

    def get_key_of_account(self, account_id: str) -> UUID | None:
        return self._by_account.get(account_id)

    def is_known(self, key: UUID) -> bool:
        return key in self._entries

    def get_person(self, key: UUID, locale_id: int | None = None) -> Practitioner | None:
        """Return a person's entry in a language, or the first entry if there is none in it.

        Returns ``None`` for a deleted person.
        """
        entries = self._entries.get(key, [])
        fitting = (each for each in entries if each.locale_id == locale_id)
        return next(fitting, entries[0] if entries else None)

    def get_people(self) -> Iterator[UUID]:
        """Yield the members of the practice, who are all those who have not left."""
        for key, entries in self._entries.items():
            if all(each.left_on is None for each in entries):
                yield key

    def find_next_change(self, day: date) -> date | None:
        """Return the first day after ``day`` on which some licence is no longer valid."""
        lapses = (each.lapses_on for own in self.by_person.values() for each in own)
        return min((lapse for lapse in lapses if lapse and lapse > day), default=None)

    @cached_property
    def _entries(self) -> dict[UUID, list[Practitioner]]:
        found: dict[UUID, list[Practitioner]] = defaultdict(list)
        for person in self._people.values():
            found[person.translation_key].append(person)
        return dict(found)  # no defaultdict, which would add unknown people when asked

    @cached_property
    def _by_account(self) -> dict[str, UUID]:
        people = self._people.values()
        return {str(each.user_id): each.translation_key for each in people if each.user_id}


NO_LICENCES = LicencesOnFile()


def read_licences() -> LicencesOnFile:
    """Return the current licences on file, with two queries, or with one if there are none."""
    licences = list(Licence.objects.all())
    if not licences:
        return NO_LICENCES
    return LicencesOnFile(licences, Practitioner.objects.order_by("pk"))
