"""What is due, as in the reminder mails: reviews, verifications, numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from wagtail_attachment import permissions
from wagtail_attachment.addresses import reverse_admin
from wagtail_attachment.reminders import DAYS_AHEAD, find_due
from wagtail_attachment.reminders.people import RIGHTS
from wagtail_attachment.reminders.waiting import choose_reviews

from .acts import Act, Waiting


def find_due_acts(user: Any) -> Iterator[Waiting]:
    """Yield the due tasks that ``user`` may do, by the permission that they take."""
    rights = {right for right in RIGHTS if permissions.holds(user, right)}
    if not rights:
        return
    acts: dict[str, list[Act]] = defaultdict(list)
    due = find_due(DAYS_AHEAD, rights)
    others = (item for item in due if item.page is None)
    for item in (*choose_reviews(due, user), *others):
        acts[item.right].append(Act(item.get_title(), item.description, item.path))
    yield Waiting(
        "reviews",
        _("Articles to review"),
        _("Review"),
        acts.pop(permissions.REVIEW_ARTICLE, []),
        reverse_admin("wagtail_attachment:articles_report"),
        _("All articles"),
    )
    yield Waiting(
        "lines",
        _("Crisis lines to verify again"),
        _("Verify"),
        acts.pop(permissions.VERIFY_CRISIS_LINE, []),
        reverse_admin("wagtail_attachment:verify_lines"),
        _("Verify them on one page"),
    )
    numbers = acts.pop(permissions.APPROVE_DISCLAIMER, [])
    yield Waiting("numbers", _("Numbers to check again"), _("Check"), numbers)
    yield Waiting("due", _("Also due"), _("Open"), [act for rest in acts.values() for act in rest])
