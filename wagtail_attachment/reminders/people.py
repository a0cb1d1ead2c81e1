"""Who is told: those who can act, and whoever else is named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from wagtail.users.models import UserProfile

from wagtail_attachment import permissions

RIGHTS = (permissions.REVIEW_ARTICLE, permissions.VERIFY_CRISIS_LINE)


@dataclass(frozen=True)
class Recipient:
    """An address, the language that its owner reads in the admin, and what they can do."""

    address: str
    language: str
    rights: frozenset[str]

    @property
    def key(self) -> str:
        return self.address.casefold()


def find_recipients(addresses: Sequence[str] = ()) -> list[Recipient]:
    """Return the users who can act and have an address, and those at ``addresses``, each once.

    Who is named is told of everything.
    """
    found: dict[str, Recipient] = {}
    # As Wagtail's own notifications do.
    with_superusers = getattr(settings, "WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS", True)
    for right in RIGHTS:
        users = permissions.find_holders(right, include_superusers=with_superusers)
        for user in users.select_related("wagtail_userprofile").order_by("pk"):
            if address := getattr(user, user.get_email_field_name(), ""):
                profile = getattr(user, "wagtail_userprofile", None) or UserProfile()
                _add(found, address, profile.get_preferred_language(), {right})
    for address in addresses:
        _add(found, address, settings.LANGUAGE_CODE, set(RIGHTS))
    return list(found.values())


def _add(found: dict[str, Recipient], address: str, language: str, rights: set[str]) -> None:
    recipient = Recipient(address, language, frozenset(rights))
    known = found.get(recipient.key)
    if known:
        recipient = Recipient(known.address, known.language, known.rights | rights)
    found[recipient.key] = recipient
