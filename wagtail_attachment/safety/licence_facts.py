"""What on one page depends on whose licence, for the rules."""

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
    """The people who review a page or are booked with its prompts, and the state of their licences.

    People whose licence alone makes a notice apply are included.
    """

    def __init__(self, safety: Safety, bookings: Iterable[BookingCTA]) -> None:
        self.safety = safety
        self.licensing = safety.licensing
        self.bookings = list(bookings)

    @cached_property
    def reviewed_by(self) -> UUID | None:
        return self.safety.reviewed_by

    def describe(self) -> Iterator[PersonFacts]:
        """Yield the facts about each person about whom there is something to report."""
        if not self.safety.shared.licences:
            return
        for key in self._find_people():
            yield from self._describe(key)

    def _describe(self, key: UUID) -> Iterator[PersonFacts]:
        """Yield a person's state overall, and separately for each place where it differs."""
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
        """Return who should have a licence: reviewers and those booked, unless they have left."""
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
        """Yield the notices that depend on this person's licences alone.

        Each comes with the state of these licences for the notice's place, the place, and the
        notice's name.
        """
        others = self.safety.answerable - {key}
        for notice in self.safety.shared.notices:
            place = notice.country, notice.area
            if notice.is_of_place and not self.licensing.is_licensed_in(others, *place):
                standing = self.licensing.get_standing_in(key, *place)
                if standing.state is not State.NONE:
                    yield standing, notice.place, _("the notice “%(name)s”") % {"name": notice}
