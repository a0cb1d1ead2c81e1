"""The known facts about an article besides its text, and their place in its page."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from wagtail_attachment.importing import Meta
from wagtail_attachment.importing.characters import clean
from wagtail_attachment.languages.separators import join_items
from wagtail_attachment.times import to_utc

from .matching import Names

_FIRST_YEAR = 1900


def put_facts(page: Any, meta: Meta, names: Names) -> list[str]:
    """Set a page's first date, description, authors and topics; return notes on names not found."""
    page.first_published_at = _get_date(meta.date)
    page.search_description = clean(meta.description)
    page.authors, unknown = names.find_people(meta.authors)
    page.topics, others = names.find_topics(meta.topics)
    notes = []
    if meta.is_private:
        notes.append(_("It was not public there, so it has no date of first publication."))
    if unknown:
        message = _("Author to be chosen, or added to People first: %(names)s.")
        notes.append(message % {"names": join_items(unknown)})
    if others:
        notes.append(_("No topic has this name: %(names)s.") % {"names": join_items(others)})
    return notes


def _get_date(date: datetime | None) -> datetime | None:
    """Return a date in the site's form, or ``None`` if it is in the future or implausibly old.

    Some systems write year 1 for a missing date, which no page can show.
    """
    if date is None or date.year < _FIRST_YEAR or date > to_utc(timezone.now()):
        return None
    return date if settings.USE_TZ else timezone.make_naive(date)
