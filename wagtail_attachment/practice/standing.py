"""How the people of a practice stand by the licences on file: licensed, lapsed, or none there."""

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
"""So long before a licence ends people are told of it."""


class State(StrEnum):
    LICENSED = "licensed"
    LAPSED = "lapsed"
    NONE = "none"


@dataclass(frozen=True)
class Standing:
    """How one person stands on one day."""

    state: State
    since: date | None = None
    """Of a lapsed one: the first day without a valid licence."""
    until: date | None = None
    """Of a licensed one: the last day on which any licence holds, where all have an end."""

    def ends_by(self, day: date) -> bool:
        return self.until is not None and self.until <= day


def get_standing(licences: Collection[Licence], day: date) -> Standing:
    """Return how a person who holds these licences stands on ``day``."""
    if not licences:
        return Standing(State.NONE)
    lapses = [licence.lapses_on for licence in licences if licence.lapses_on]
    if len(lapses) < len(licences):
        return Standing(State.LICENSED)
    if day < max(lapses):
        return Standing(State.LICENSED, until=max(lapses) - timedelta(days=1))
    return Standing(State.LAPSED, since=max(lapses))


class LicencesOnFile:
    """All licences of a practice and all its people, as read at one time.

    A person is given by the translation key: what an entry in any language holds is the person's.
    Empty where no licence is on file; then nothing rests on licences, and nobody lacks one.
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
        """Return who the person with this id is, in whichever language the entry is."""
        person = self._people.get(person_id)
        return person.translation_key if person else None

    def get_key_of_account(self, account_id: str) -> UUID | None:
        return self._by_account.get(account_id)

    def is_known(self, key: UUID) -> bool:
        return key in self._entries

    def get_person(self, key: UUID, locale_id: int | None = None) -> Practitioner | None:
        """Return a person's entry in a language, or the first one where there is none in it.

        ``None`` for who has been deleted.
        """
        entries = self._entries.get(key, [])
        fitting = (each for each in entries if each.locale_id == locale_id)
        return next(fitting, entries[0] if entries else None)

    def get_people(self) -> Iterator[UUID]:
        """Yield who is a member of the practice: all who have not left."""
        for key, entries in self._entries.items():
            if all(each.left_on is None for each in entries):
                yield key

    def find_next_change(self, day: date) -> date | None:
        """Return the first day after ``day`` on which some licence does not hold any more."""
        lapses = (each.lapses_on for own in self.by_person.values() for each in own)
        return min((lapse for lapse in lapses if lapse and lapse > day), default=None)

    @cached_property
    def _entries(self) -> dict[UUID, list[Practitioner]]:
        found: dict[UUID, list[Practitioner]] = defaultdict(list)
        for person in self._people.values():
            found[person.translation_key].append(person)
        return dict(found)  # of which asking for someone unknown makes nobody

    @cached_property
    def _by_account(self) -> dict[str, UUID]:
        people = self._people.values()
        return {str(each.user_id): each.translation_key for each in people if each.user_id}


NO_LICENCES = LicencesOnFile()


def read_licences() -> LicencesOnFile:
    """Return what is on file now, in two queries; in one, where that is nothing."""
    licences = list(Licence.objects.all())
    if not licences:
        return NO_LICENCES
    return LicencesOnFile(licences, Practitioner.objects.order_by("pk"))
