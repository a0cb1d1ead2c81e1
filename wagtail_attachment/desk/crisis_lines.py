"""Crisis lines whose name and sentence a language lacks, or has from before its source changed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from wagtail_attachment import permissions
from wagtail_attachment.crisis.resources import CrisisResource
from wagtail_attachment.crisis.texts import LineTexts, load_line_texts
from wagtail_attachment.crisis.versions import CrisisResourceVersion
from wagtail_attachment.languages import get_language_fallbacks
from wagtail_attachment.practice.settings import PracticeSettings
from wagtail_attachment.safety.shared_facts import get_locale_countries

from .tasks import Task


def find_crisis_text_tasks(locales: Iterable[Any]) -> dict[int, list[Task]]:
    """Return what is missing by the id of each of ``locales``, of the lines that readers see there.

    Five queries, whatever the number of lines and languages.
    """
    versions = {
        version.resource_id: version
        for version in CrisisResourceVersion.objects.latest().filter(
            act=CrisisResourceVersion.Act.VERIFIED
        )
    }
    lines = list(CrisisResource.objects.filter(pk__in=versions).prefetch_related("texts"))
    texts = load_line_texts(lines)
    places = list(PracticeSettings.objects.values_list("country", "language_countries"))
    return {
        locale.pk: [
            task
            for line in lines
            if line.country in _get_countries(locale.language_code, places)
            and (task := _find_task(line, versions[line.pk].snapshot, texts[line.pk], locale))
        ]
        for locale in locales
    }


def find_missing_languages(line: CrisisResource, locales: Iterable[Any]) -> list[Any]:
    """Return those of ``locales`` in which a line, as edited, has no text."""
    written = {text.language for text in line.texts.all()}
    return [locale for locale in locales if not _speaks(written, locale)]


def _get_countries(language: str, places: Iterable[tuple[str, Any]]) -> set[str]:
    """Return where readers of a language are, on all sites; ``places`` is what each site says."""
    return {
        code
        for country, chosen in places or [("", {})]
        for code in get_locale_countries(language, chosen) or [country]
    }


def _find_task(
    line: CrisisResource, shown: dict[str, Any], texts: LineTexts, locale: Any
) -> Task | None:
    url = reverse("wagtailsnippets_wagtail_attachment_crisisresource:edit", args=[line.pk])
    change = permissions.CHANGE_CRISIS_LINE
    # What es-mx has of es is behind as Spanish, not once more as Mexican Spanish.
    if locale.language_code.lower() in texts.behind:
        return Task(
            str(line),
            _("the original changed since"),
            url,
            _("Compare and update it"),
            right=change,
        )
    if _speaks({text["language"] for text in shown["texts"]}, locale):
        return None
    if find_missing_languages(line, [locale]):
        return Task(str(line), _("no name in this language"), url, _("Write it"), right=change)
    verify_url = reverse("wagtail_attachment:verify_line", args=[line.pk])
    state, verify = _("written, not verified yet"), permissions.VERIFY_CRISIS_LINE
    return Task(str(line), state, verify_url, _("Verify it"), right=verify)


def _speaks(languages: set[str], locale: Any) -> bool:
    return bool(languages.intersection(get_language_fallbacks(locale.language_code)))
