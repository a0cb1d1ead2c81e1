"""What rests on a licence, on one day: the line of a review, a booking prompt, the notices of a place.

It is withdrawn by rule from the day after the last one on which any licence of the person holds.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from wagtail_attachment.ledger.reviews import Review
from wagtail_attachment.practice.booking import BookingCTA
from wagtail_attachment.practice.people import Practitioner
from wagtail_attachment.practice.standing import (
    LicencesOnFile,
    Standing,
    State,
    get_standing,
    read_licences,
)
from wagtail_attachment.times import get_practice_day


@dataclass(frozen=True)
class Licensing:
    """The licences on file, asked on one day."""

    licences: LicencesOnFile
    day: date

    def get_standing(self, key: UUID) -> Standing:
        return self.licences.get_standing(key, self.day)

    def has_lapsed(self, key: UUID | None) -> bool:
        return key is not None and self.get_standing(key).state is State.LAPSED

    def get_booked(self, cta: BookingCTA | None) -> UUID | None:
        """Return with whom a prompt books, if it names a person."""
        return self.licences.get_key(cta.practitioner_id) if cta else None

    def get_reviewer(self, review: Review, planned: Iterable[Practitioner]) -> UUID | None:
        """Return who made a review: the person whose account it was then, or is now.

        ``None`` for who is not among the practice's people any more, whatever the review says.
        Where nobody says whose account that is, it is who was planned for it, if the names are equal.
        """
        if review.person_key:
            known = UUID(review.person_key)
            return known if self.licences.is_known(known) else None
        key = self.licences.get_key_of_account(review.person_id)
        if key is not None:
            return key
        name = _fold(review.person_name)
        return next((each.translation_key for each in planned if _fold(each.name) == name), None)

    def is_licensed_in(self, people: Collection[UUID], country: str, area: str) -> bool:
        """Say whether any of ``people`` holds a licence that is valid in an area of a country.

        Without an area it is the whole country that is meant, and a licence of the whole country
        holds in each of its areas.
        """
        return any(
            licence.holds_in(country, area)
            for key in people
            for licence in self.licences.find_valid(key, self.day)
        )

    def get_standing_in(self, key: UUID, country: str, area: str) -> Standing:
        """Return how someone stands by those licences alone that are for a place."""
        held = self.licences.by_person.get(key, ())
        there = [licence for licence in held if licence.holds_in(country, area)]
        return get_standing(there, self.day)


def read_licensing() -> Licensing:
    """Return the licences on file, asked today, by the day where the practice is."""
    return Licensing(read_licences(), get_practice_day())


def _fold(name: str) -> str:
    return " ".join(name.split()).casefold()
