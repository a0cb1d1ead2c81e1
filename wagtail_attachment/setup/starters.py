"""Drafts to start from. None of them takes effect until a named person approves it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db import transaction
from wagtail.models import Locale

from wagtail_attachment.crisis.known import get_crisis_lines, get_facts
from wagtail_attachment.crisis.news import write_facts
from wagtail_attachment.crisis.origins import CrisisLineOrigin
from wagtail_attachment.crisis.resources import CrisisResource
from wagtail_attachment.disclaimers.drafts import Disclaimer
from wagtail_attachment.disclaimers.notices import Notice
from wagtail_attachment.disclaimers.starters import (
    find_text,
    get_starter_disclaimers,
    get_starter_notices,
)


def load_starter_disclaimer(locale: Locale) -> Disclaimer | None:
    """Return the general disclaimer in this language; if there is none, draft it from the starter.

    ``None`` if the package has no starter in the language: the text must be written.
    """
    existing = Disclaimer.objects.filter(kind="general", site=None, locale=locale).first()
    if existing:
        return existing
    starter = find_text(get_starter_disclaimers(), locale.language_code)
    return Disclaimer.objects.create(locale=locale, **starter) if starter else None


def load_starter_notice(notice: Notice) -> list[Disclaimer]:
    """Draft a notice's texts in the site's languages for which there is a starter.

    Returns the new drafts; a language that has a draft already is left as it is.
    """
    starter = get_starter_notices().get(notice.starter)
    drafts = Disclaimer.objects.filter(kind=notice.slug, site=None)
    written = set(drafts.values_list("locale_id", flat=True))
    return [
        Disclaimer.objects.create(kind=notice.slug, locale=locale, **text)
        for locale in Locale.objects.order_by("pk")
        if starter
        and locale.pk not in written
        and (text := find_text(starter.texts, locale.language_code))
    ]


@transaction.atomic
def load_crisis_resources(countries: Collection[str] = ()) -> list[CrisisResource]:
    """Add the well-known lines of ``countries`` (all, if empty) as unverified drafts.

    Returns the lines added. A line that exists already, by its key or by country and name, is left
    as it is; ``find_news`` says where the package now has other facts.
    """
    keys = set(CrisisLineOrigin.objects.values_list("key", flat=True))
    names = set(
        CrisisResource.objects.filter(texts__isnull=False).values_list("country", "texts__name")
    )
    return [
        _create_line(line)
        for line in get_crisis_lines()
        if (not countries or line["country"] in countries)
        and line["key"] not in keys
        and (line["country"], line["name"]) not in names
    ]


def _create_line(line: dict[str, Any]) -> CrisisResource:
    facts = get_facts(line)
    resource = CrisisResource()
    write_facts(resource, facts)
    resource.save()
    CrisisLineOrigin.objects.create(resource=resource, key=line["key"], facts=facts)
    return resource
