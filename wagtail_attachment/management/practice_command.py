"""Code shared by the commands."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, ProgrammingError
from wagtail.models import Locale, Site

from wagtail_attachment.tables import are_migrated


class PracticeCommand(BaseCommand):
    """A command with a clear error if ``migrate`` has to run first."""

    def execute(self, *args: Any, **options: Any) -> str | None:
        try:
            return super().execute(*args, **options)
        except (OperationalError, ProgrammingError) as error:
            if are_migrated():
                raise
            raise CommandError(
                "The tables are not those of this version: run manage.py migrate first."
            ) from error


def find_site(hostname: str) -> Site:
    """Return the site with a host name, the default site first. Raises ``CommandError`` if none."""
    sites = Site.objects.order_by("-is_default_site", "pk")
    site = next((site for site in sites if site.hostname == hostname), None)
    if site is None:
        names = ", ".join(site.hostname for site in sites)
        raise CommandError(f"--site: there is no site {hostname!r}; there are: {names}.")
    return site


def find_locale(code: str) -> Locale:
    """Return the locale with a code. Raises ``CommandError`` if the site does not have it."""
    locales = Locale.objects.order_by("language_code")
    locale = next((each for each in locales if each.language_code == code), None)
    if locale is None:
        codes = ", ".join(each.language_code for each in locales)
        raise CommandError(f"--locale: this site has no language {code!r}; it has: {codes}.")
    return locale
