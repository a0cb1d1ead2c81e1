"""A member of the practice leaves, or comes back: what names them, and the one act that says so."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from wagtail_attachment import permissions
from wagtail_attachment.ledger.digests import compute_digest
from wagtail_attachment.ledger.events import PublicationEvent
from wagtail_attachment.ledger.persons import describe_person
from wagtail_attachment.practice.people import Practitioner
from wagtail_attachment.times import get_today
from wagtail_attachment.translated_fields import translate_all

from .handing_on import AT_ONCE, hand_on_at_once, start_handing_on
from .mentions import Mentions
from .reassigning import Hindrance, LeavingRefused, find_hindrance

LEFT, CAME_BACK = "wagtail_attachment.has_left", "wagtail_attachment.came_back"
"""The actions under which they are in Wagtail's log of the person."""


class Leaving(Mentions):
    """A person leaves or comes back, and what names them is handed on."""

    @cached_property
    def colleagues(self) -> list[Practitioner]:
        """Who may take over: each member of the practice once, in the language of this entry."""
        members = Practitioner.objects.filter(left_on=None).order_by("pk")
        others = members.exclude(translation_key=self.person.translation_key)
        by_key: dict[Any, Practitioner] = {}
        for other in others:
            if other.locale_id == self.person.locale_id or other.translation_key not in by_key:
                by_key[other.translation_key] = other
        return sorted(by_key.values(), key=lambda each: each.name)

    @property
    def has_many(self) -> bool:
        """Whether there are too many articles to hand them on in one transaction."""
        return len(self.to_review) > AT_ONCE

    @property
    def digest(self) -> str:
        """What a person sees before they say it, as a sha256."""
        return compute_digest(
            {
                "left_on": str(self.person.left_on),
                "to_review": [(page.pk, page.latest_revision_id) for page in self.to_review],
                "bookings": [booking.pk for booking in self.bookings],
                "requests": [request.pk for request in self.requests],
            }
        )

    def find_hindrances(self, user: Any) -> list[Hindrance]:
        """Return what keeps ``user`` from changing the first articles, as far as it can be known before."""
        return [
            Hindrance(page, reason)
            for page in self.to_review[:AT_ONCE]
            if (reason := find_hindrance(page, user))
        ]

    def record(
        self,
        user: Any,
        digest: str,
        reviewer: Practitioner | None = None,
        booking_person: Practitioner | None = None,
    ) -> None:
        """Say that the person has left, and hand on what is theirs to do; all of it or nothing.

        Where there are many articles, these are handed on after it, one by one. ``reviewer`` and
        ``booking_person`` take over, where there are any. Raises ``PermissionDenied``
        without the permission, ``LeavingRefused`` where an article may not be changed, and
        ``ValidationError`` where they have left already or something has changed.
        """
        if not permissions.may_say_who_has_left(user):
            raise PermissionDenied(_("You do not have permission to say who has left."))
        by = describe_person(user)
        if self.bookings and not permissions.may_change_booking(user):
            raise PermissionDenied(_("You do not have permission to change booking prompts."))
        self._require_successors(reviewer, booking_person)
        with transaction.atomic():
            PublicationEvent.wait_for_turn()
            self.forget()
            self.person.refresh_from_db(fields=["left_on"])
            if self.person.left_on:
                raise ValidationError(_("They have left already."))
            self._require(digest)
            if self.has_many:
                start_handing_on(self.person, reviewer, user)
            elif hindrances := self.find_hindrances(user):
                raise LeavingRefused(hindrances)
            else:
                hand_on_at_once(self, reviewer, user)
            for booking in self.bookings:
                booking.practitioner = _translate(booking_person, booking.locale_id)
                booking.save()
                booking.save_revision(user=user, clean=False)
                log(booking, "wagtail.edit", user=user)
            self._store(get_today())
            reason = _("%(name)s has left the practice.") % {"name": self.person.name}
            for request in self.requests:
                request.hand_on(user, request.page, reviewer and reviewer.user, reason)  # type: ignore[attr-defined]
            log(
                self.person,
                LEFT,
                user=user,
                data={
                    "reviews": [page.pk for page in self.to_review],
                    "reviewer": str(reviewer or ""),
                    "bookings": [booking.pk for booking in self.bookings],
                    "booking_person": str(booking_person or ""),
                    "requests": [request.pk for request in self.requests],
                    **by,
                },
            )

    def hand_on_rest(self, user: Any, digest: str, reviewer: Practitioner | None = None) -> None:
        """Hand on the articles that still name the person, who has left, one by one.

        Raises ``PermissionDenied`` and ``ValidationError`` as :meth:`record` does.
        """
        if not permissions.may_say_who_has_left(user):
            raise PermissionDenied(_("You do not have permission to say who has left."))
        self._require_successors(reviewer)
        self._require(digest)
        start_handing_on(self.person, reviewer, user)

    def undo(self, user: Any, digest: str) -> None:
        """Say that the person has come back; what was handed on stays with whoever has it."""
        if not permissions.may_say_who_has_left(user):
            raise PermissionDenied(_("You do not have permission to say who has left."))
        by = describe_person(user)
        with transaction.atomic():
            PublicationEvent.wait_for_turn()
            self.person.refresh_from_db(fields=["left_on"])
            if not self.person.left_on:
                raise ValidationError(_("They are a member of the practice already."))
            self._require(digest)
            self._store(None)
            log(self.person, CAME_BACK, user=user, data=by)

    def _require_successors(self, *successors: Practitioner | None) -> None:
        for successor in successors:
            if successor and (successor.left_on or successor in self.entries):
                raise ValidationError(_("Choose someone who is a member of the practice."))

    def _require(self, digest: str) -> None:
        if digest != self.digest:
            raise ValidationError(
                _("What names this person has changed since you opened this: look again.")
            )

    def _store(self, left_on: Any) -> None:
        for entry in self.entries:
            entry.left_on = left_on
            entry.save(update_fields=["left_on"])
        self.person.left_on = left_on


def _translate(person: Practitioner | None, locale_id: int) -> Practitioner | None:
    return translate_all([person], locale_id)[0] if person else None
