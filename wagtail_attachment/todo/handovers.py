"""Translations waiting for the user's review, and those sent back to the user."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from wagtail_attachment import permissions
from wagtail_attachment.addresses import reverse_admin
from wagtail_attachment.articles.handovers import Handover
from wagtail_attachment.languages import get_language_name
from wagtail_attachment.times import get_local_time

from .acts import Act, Waiting


def find_handovers(user: Any) -> Iterator[Waiting]:
    """Yield what ``user`` may review, in their languages only, and what was sent back to them.

    One query if nothing is waiting, otherwise one more plus Wagtail's own for the user's pages.
    """
    waiting = list(Handover.find_waiting())
    if not waiting:
        return
    pages = permissions.find_pages_to_see(user).filter(pk__in=[each.page_id for each in waiting])
    titles = dict(pages.values_list("pk", "draft_title"))
    own = [each for each in waiting if each.page_id in titles]
    yield Waiting(
        "translations",
        _("Translations to review"),
        _("Review"),
        [
            _make_act(each, titles[each.page_id])
            for each in own
            if each.is_open and permissions.may_review_language(user, each.language)
        ],
    )
    yield Waiting(
        "returned",
        _("Translations sent back to you"),
        _("Change it"),
        [
            _make_returned(each, titles[each.page_id])
            for each in own
            if not each.is_open and each.asked_by_id == user.pk
        ],
    )


def _make_act(handover: Handover, title: str) -> Act:
    state = _("%(language)s, handed over by %(name)s on %(date)s") % {
        "language": _name_language(handover),
        "name": handover.asker,
        "date": _format(handover.asked_at),
    }
    return Act(
        title, state, reverse_admin("wagtail_attachment:review_translation", handover.page_id)
    )


def _make_returned(handover: Handover, title: str) -> Act:
    state = _("%(language)s, sent back by %(name)s on %(date)s") % {
        "language": _name_language(handover),
        "name": handover.answerer,
        "date": _format(handover.answered_at) if handover.answered_at else "",
    }
    return Act(title, state, reverse_admin("wagtailadmin_pages:edit", handover.page_id))


def _name_language(handover: Handover) -> str:
    return get_language_name(handover.language, get_language() or "en")


def _format(at: datetime) -> str:
    return date_format(get_local_time(at))
