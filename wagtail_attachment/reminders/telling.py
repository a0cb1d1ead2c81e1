"""A mail about one page to several people, each in their own language."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from django.template.loader import render_to_string
from django.utils.translation import override
from wagtail.admin.mail import send_mail
from wagtail.admin.utils import get_admin_base_url
from wagtail.models import Site
from wagtail.users.models import UserProfile

logger = logging.getLogger("wagtail_attachment")


@dataclass(frozen=True)
class Told:
    """How many mails were sent, how many failed, and how many people have no address."""

    sent: int = 0
    failed: int = 0
    without_address: int = 0


@dataclass(frozen=True)
class Message:
    template: str
    """The template's name in ``wagtail_attachment/mail/``, without the file extension."""
    get_subject: Callable[[], str]
    """Called with the recipient's language active."""
    path: str
    """The admin path where this is done; the template gets the full address as ``url``."""
    context: Mapping[str, Any]


def tell(users: Iterable[Any], message: Message, actor_id: Any) -> Told:
    """Mail ``users``, except the person who acted.

    A mail that cannot be sent is only logged, since the act is already on record.
    """
    counts = dict.fromkeys(("sent", "failed", "without_address"), 0)
    for user in users:
        if user.pk == actor_id:
            continue
        address = getattr(user, user.get_email_field_name(), "")
        try:
            if address:
                _send(address, user, message)
        except Exception:  # whatever the site's mail backend raises
            logger.exception("The mail “%s” could not be sent to %s.", message.template, address)
            counts["failed"] += 1
        else:
            counts["sent" if address else "without_address"] += 1
    return Told(**counts)


def _send(address: str, user: Any, message: Message) -> None:
    profile = getattr(user, "wagtail_userprofile", None) or UserProfile()
    site = Site.objects.order_by("-is_default_site", "pk").first()
    base_url = get_admin_base_url() or (site.root_url if site else "")
    with override(profile.get_preferred_language()):
        subject = message.get_subject()
        text = render_to_string(
            f"wagtail_attachment/mail/{message.template}.txt",
            {**message.context, "url": urljoin(base_url, message.path)},
        )
    send_mail(subject, text.strip() + "\n", [address])
