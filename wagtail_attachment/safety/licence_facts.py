"""What of one page rests on whose licence, for the rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from functools import cached_property
from uuid import UUID

from django.utils.translation import gettext as _

from wagtail_attachment.practice.booking import BookingCTA
from wagtail_attachment.practice.standing import WARNING_DAYS, Standing, State
from wagtail_attachment.publishing.rules.licences import PersonFacts

from .resolver import Safety


class ResponsiblePeople:
    """Who reviews a page, or is booked with it, by these prompts, and how they stand.

    People through whose licence a notice applies count too, if it applies through nobody else.
    """

    def __init__(self, safety: Safety, bookings: Iterable[BookingCTA]) -> None:
        self.safety = safety
        self.licensing = safety.licensing
        self.bookings = list(bookings)

    @cached_property
    def reviewed_by(self) -> UUID | None:
        return self.safety.reviewed_by

    def describe(self) -> Iterator[PersonFacts]:
        """Yield the facts of each of whom there is something to tell."""
        if not self.safety.shared.licences:
            return
        for key in self._find_people():
            yield from self._describe(key)

    def _describe(self, key: UUID) -> Iterator[PersonFacts]:
        """Yield how a person stands, and apart from that how in a place where they stand otherwise."""
        licences = self.safety.shared.licences
        person = licences.get_person(key, self.safety.locale_id)
        if person is None:
            return
        held = licences.by_person.get(key)
        near = self.licensing.day + timedelta(days=WARNING_DAYS)
        overall = self.licensing.get_standing(key)
        resting = {overall: list(dict.fromkeys(self._find_resting(key)))}
        places: dict[Standing, str] = {overall: ""}
        for standing, place, notice in self._find_notices(key):
            resting.setdefault(standing, []).append(notice)
            places.setdefault(standing, place)
        for standing, what in resting.items():
            ends_on = standing.until if standing.ends_by(near) else None
            has_none = standing.state is State.NONE and key in self._find_members()
            if standing.since or ends_on or has_none:
                yield PersonFacts(
                    name=person.name,
                    person_id=str(held[0].person_id if held else person.pk),
                    resting=what,
                    lapsed_since=standing.since,
                    ends_on=ends_on,
                    has_none=has_none,
                    place=places[standing],
                )

    def _find_people(self) -> list[UUID]:
        booked = [self.licensing.get_booked(booking) for booking in self.bookings]
        people = [
            self.reviewed_by,
            *booked,
            *(each.translation_key for each in self.safety.people),
        ]
        return list(dict.fromkeys(key for key in people if key))

    def _find_members(self) -> set[UUID]:
        """Return those of whom a licence is expected: who is to review, or is booked, and has not left."""
        planned = getattr(self.safety.page, "reviewer", None)
        keys = {
            self.reviewed_by,
            planned.translation_key if planned else None,
            *map(self.licensing.get_booked, self.bookings),
        }
        return keys & set(self.safety.shared.licences.get_people())  # type: ignore[return-value]

    def _find_resting(self, key: UUID) -> Iterator[str]:
        if key == self.reviewed_by:
            yield _("the clinical review")
        for booking in self.bookings:
            if self.licensing.get_booked(booking) == key:
                yield _("the booking prompt “%(name)s”") % {"name": booking}

    def _find_notices(self, key: UUID) -> Iterator[tuple[Standing, str, str]]:
        """Yield the notices that go by a person's licences alone: how they stand there, where, what."""
        others = self.safety.answerable - {key}
        for notice in self.safety.shared.notices:
            place = notice.country, notice.area
            if notice.is_of_place and not self.licensing.is_licensed_in(others, *place):
                standing = self.licensing.get_standing_in(key, *place)
                if standing.state is not State.NONE:
                    yield standing, notice.place, _("the notice “%(name)s”") % {"name": notice}
