"""The help for readers where there is no article: on a site's home, search, 404 and 500 pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db import DatabaseError
from django.utils.translation import get_language
from wagtail.models import Locale, Site

from wagtail_attachment.crisis.intent import find_need
from wagtail_attachment.crisis.known import (
    EmergencyNumber,
    get_emergency_numbers,
    get_known_short_numbers,
)
from wagtail_attachment.crisis.lines import CrisisLine

from .shared_facts import get_locale_countries
from .site_safety import SiteSafety


@dataclass(frozen=True)
class UnreadSafety:
    """The help that settings and the package provide while the database cannot be read."""

    language: str
    crisis_lines: ClassVar[Sequence[CrisisLine]] = ()

    @property
    def countries(self) -> list[str]:
        return get_locale_countries(self.language) or []

    @property
    def emergency_numbers(self) -> list[EmergencyNumber]:
        return get_emergency_numbers(self.countries)

    def answer(self, words: str) -> UnreadSafety | None:
        return self if find_need(words, get_known_short_numbers()) else None


def find_help(request: Any = None) -> SiteSafety | UnreadSafety:
    """Return the help for the reader of ``request``, in the active language.

    Without a request, as in Django's error page, it is that of the default site. Never raises,
    since such a page is shown when other things fail.
    """
    language = get_language() or "en"
    try:
        site = Site.find_for_request(request) or Site.objects.filter(is_default_site=True).first()
        locale = Locale.objects.filter(language_code=language).first() or Locale.get_default()
        found = SiteSafety(site and site.pk, locale.pk)
        _read = found.crisis_lines  # read here, so that a failure is caught outside of the template
    except (DatabaseError, Locale.DoesNotExist):
        return UnreadSafety(language)
    return found
