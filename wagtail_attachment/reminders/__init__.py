"""Reminder mails about due reviews and verifications, to those who can act on them.

What each address was told is recorded only in Wagtail's log, on the site: clearing a cache loses
nothing, and whoever may see the site's history sees who was told what.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.log_actions import LogFormatter, log, registry
from wagtail.models import Site

from .due import DAYS_AHEAD, Due, find_due
from .mail import Mail, compose
from .people import Recipient, find_recipients

__all__ = [
    "DAYS_AHEAD",
    "REMIND",
    "Due",
    "Mail",
    "Recipient",
    "Reminded",
    "Reminder",
    "find_due",
    "find_recipients",
    "find_reminders",
]

REMIND = "wagtail_attachment.remind"
"""The action under which a mail is recorded in Wagtail's log."""

AGAIN_AFTER = timedelta(days=30)
"""How long before someone is reminded again of something that has not changed."""


@dataclass(frozen=True)
class Reminder:
    """A reminder for one person, with everything that is due for them."""

    recipient: Recipient
    due: Sequence[Due]
    site: Site

    def compose(self) -> Mail:
        return compose(self.recipient, self.due, self.site)

    def record(self) -> None:
        """Record that it was sent, so that it is not sent again."""
        keys = [due.key for due in self.due]
        log(self.site, REMIND, data={"to": self.recipient.address, "of": keys})


class Reminded(LogFormatter):
    """How a mail is shown in Wagtail's site history report."""

    label = gettext_lazy("Remind")

    def format_message(self, log_entry: Any) -> str:
        number = len(log_entry.data.get("of", ()))
        return ngettext(
            "Reminded %(address)s of %(number)d item that needs attention",
            "Reminded %(address)s of %(number)d items that need attention",
            number,
        ) % {"address": log_entry.data.get("to", _("someone")), "number": number}


def find_reminders(due: Sequence[Due], recipients: Sequence[Recipient]) -> Iterator[Reminder]:
    """Yield a reminder for each recipient for whom something due is news.

    It lists everything that is due for that person, including what they were told before.
    """
    site = Site.objects.order_by("-is_default_site", "pk").first()
    told = _get_told()
    for recipient in recipients if site else ():
        own = [item for item in due if recipient.can(item)]
        if any(item.key not in told[recipient.key] for item in own):
            yield Reminder(recipient, own, site)


def _get_told() -> dict[str, set[str]]:
    """Return, for each address, the keys of what it was told recently."""
    told: dict[str, set[str]] = defaultdict(set)
    entries = registry.get_log_model_for_model(Site).objects.filter(
        action=REMIND, timestamp__gt=timezone.now() - AGAIN_AFTER
    )
    for data in entries.order_by().values_list("data", flat=True):
        told[data["to"].casefold()].update(data["of"])
    return told
