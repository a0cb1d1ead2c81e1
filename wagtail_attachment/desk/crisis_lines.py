"""How the names of crisis lines stand in each language: which are missing, or from before their source changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils.translation import gettext as _

from wagtail_attachment import permissions
from wagtail_attachment.crisis.resources import CrisisResource
from wagtail_attachment.crisis.texts import LineTexts, load_line_texts
from wagtail_attachment.crisis.versions import CrisisResourceVersion
from wagtail_attachment.languages import get_language_fallbacks
from wagtail_attachment.practice.settings import PracticeSettings
from wagtail_attachment.safety.shared_facts import get_locale_countries

from .states import Row, Standing, State
from .tasks import Task

CRISIS_TEXTS = "crisis-texts"


def find_crisis_text_rows(locales: Sequence[Any]) -> list[Row]:
    """Return how the text of each line that readers see stands, in the languages that see it.

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
    countries = {each.pk: _get_countries(each.language_code, places) for each in locales}
    type_id = ContentType.objects.get_for_model(CrisisResource).pk
    rows = [
        Row(
            section=CRISIS_TEXTS,
            title=str(line),
            content_type_id=type_id,
            standings=[
                _make_standing(line, versions[line.pk].snapshot, texts[line.pk], locale)
                if line.country in countries[locale.pk]
                else None
                for locale in locales
            ],
        )
        for line in lines
    ]
    return [row for row in rows if any(row.standings)]


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


def _make_standing(
    line: CrisisResource, shown: dict[str, Any], texts: LineTexts, locale: Any
) -> Standing:
    url = reverse("wagtailsnippets_wagtail_attachment_crisisresource:edit", args=[line.pk])
    state = _choose_state(line, shown, texts, locale)
    return Standing(
        locale,
        state,
        url=url,
        title=str(line),
        is_live=_is_spoken(shown, locale),
        task=_find_task(line, state, url),
    )


def _choose_state(
    line: CrisisResource, shown: dict[str, Any], texts: LineTexts, locale: Any
) -> State:
    # What es-mx has of es is behind as Spanish, not once more as Mexican Spanish.
    if locale.language_code.lower() in texts.behind:
        return State.OUT_OF_DATE
    if _is_spoken(shown, locale):
        is_source = locale.language_code.lower() == texts.source_language
        return State.ORIGINAL if is_source else State.LIVE
    return State.NOT_STARTED if find_missing_languages(line, [locale]) else State.TO_REVIEW


def _find_task(line: CrisisResource, state: State, url: str) -> Task | None:
    change = permissions.CHANGE_CRISIS_LINE
    match state:
        case State.OUT_OF_DATE:
            behind, update = _("the original changed since"), _("Compare and update it")
            return Task(str(line), behind, url, update, right=change)
        case State.NOT_STARTED:
            missing = _("no name in this language")
            return Task(str(line), missing, url, _("Write it"), right=change)
        case State.TO_REVIEW:
            url = reverse("wagtail_attachment:verify_line", args=[line.pk])
            unverified, verify = _("written, not verified yet"), permissions.VERIFY_CRISIS_LINE
            return Task(str(line), unverified, url, _("Verify it"), right=verify)
    return None


def _is_spoken(shown: dict[str, Any], locale: Any) -> bool:
    """Say whether readers of a language see a verified text of their own."""
    return _speaks({text["language"] for text in shown["texts"]}, locale)


def _speaks(languages: set[str], locale: Any) -> bool:
    return bool(languages.intersection(get_language_fallbacks(locale.language_code)))
