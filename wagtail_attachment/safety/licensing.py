"""What depends on a licence on a given day: a review, a booking prompt, a place's notices.

Each is withdrawn by rule from the day after the person's last valid licence ends.
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
    """The licences on file, as of one day."""

    licences: LicencesOnFile
    day: date

    def get_standing(self, key: UUID) -> Standing:
        return self.licences.get_standing(key, self.day)

    def has_lapsed(self, key: UUID | None) -> bool:
        return key is not None and self.get_standing(key).state is State.LAPSED

    def get_booked(self, cta: BookingCTA | None) -> UUID | None:
        """Return the person whom a prompt books, if it names one."""
        return self.licences.get_key(cta.practitioner_id) if cta else None

    def get_reviewer(self, review: Review, planned: Iterable[Practitioner]) -> UUID | None:
        """Return who made a review: the person to whom the account belonged then, or belongs now.

        ``None`` for someone who is no longer among the practice's people, whatever the review says.
        If nobody has linked that account, it is the person planned as reviewer, if the names match.
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
        """Say whether any of ``people`` holds a valid licence for an area of a country.

        Without an area the whole country is meant; a licence for the whole country is valid in each
        of its areas.
        """
        return any(
            licence.holds_in(country, area)
            for key in people
            for licence in self.licences.find_valid(key, self.day)
        )

    def get_standing_in(self, key: UUID, country: str, area: str) -> Standing:
        """Return the state of a person's licences for one place."""
        held = self.licences.by_person.get(key, ())
        there = [licence for licence in held if licence.holds_in(country, area)]
        return get_standing(there, self.day)


def read_licensing() -> Licensing:
    """Return the licences on file, as of today's date where the practice is."""
    return Licensing(read_licences(), get_practice_day())


def _fold(name: str) -> str:
    return " ".join(name.split()).casefold()
