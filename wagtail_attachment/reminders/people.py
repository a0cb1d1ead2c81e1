"""The recipients of reminders: those who can act, and any other addresses given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.conf import settings
from wagtail.users.models import UserProfile

from wagtail_attachment import permissions
from wagtail_attachment.practice.people import Practitioner
from wagtail_attachment.practice.reviewers import Reviewer, load_reviewers

from .due import Due

RIGHTS = (
    permissions.REVIEW_ARTICLE,
    permissions.VERIFY_CRISIS_LINE,
    permissions.APPROVE_DISCLAIMER,
    permissions.CHANGE_PERSON,
)


@dataclass(frozen=True)
class Recipient:
    """An address, its owner's admin language, and what the owner can do."""

    address: str
    language: str
    rights: frozenset[str]
    reviewers: tuple[Reviewer, ...] = ()
    """The accounts with this address; empty if the address was given, and is told of everything."""
    is_named: bool = False

    def can(self, due: Due) -> bool:
        """Say whether ``due`` is for them; an article must be one that their account may review."""
        if self.is_named or due.page is None:
            return due.right in self.rights
        return any(is_for(due, reviewer) for reviewer in self.reviewers)

    @property
    def key(self) -> str:
        return self.address.casefold()


def find_recipients(addresses: Sequence[str] = ()) -> list[Recipient]:
    """Return the users who can act and have an address, and the given ``addresses``, each once.

    People who have left the practice are not told, whatever their account may still do; the given
    ``addresses`` are told of everything.
    """
    found: dict[str, Recipient] = {}
    # The same setting as for Wagtail's own notifications.
    with_superusers = getattr(settings, "WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS", True)
    former = set(Practitioner.objects.exclude(left_on=None).values_list("user", flat=True))
    for right in RIGHTS:
        users = permissions.find_holders(right, include_superusers=with_superusers)
        users = list(users.select_related("wagtail_userprofile").order_by("pk"))
        is_review = right == permissions.REVIEW_ARTICLE
        reviewer_of = {each.user: each for each in load_reviewers(users if is_review else ())}
        for user in users:
            address = getattr(user, user.get_email_field_name(), "")
            if address and user.pk not in former:
                profile = getattr(user, "wagtail_userprofile", None) or UserProfile()
                reviewers = (reviewer_of[user],) if is_review else ()
                language = profile.get_preferred_language()
                _add(found, Recipient(address, language, frozenset({right}), reviewers))
    for address in addresses:
        _add(found, Recipient(address, settings.LANGUAGE_CODE, frozenset(RIGHTS), is_named=True))
    return list(found.values())


def is_for(due: Due, reviewer: Reviewer) -> bool:
    """Say whether a due review is for this account."""
    if due.request and due.request.reviewer_id not in (None, reviewer.user.pk):
        return False
    return due.page is None or reviewer.may_be_asked(due.page)


def _add(found: dict[str, Recipient], recipient: Recipient) -> None:
    known = found.get(recipient.key)
    if known:
        recipient = replace(
            known,
            rights=known.rights | recipient.rights,
            reviewers=(*known.reviewers, *recipient.reviewers),
            is_named=known.is_named or recipient.is_named,
        )
    found[recipient.key] = recipient
