"""Glossary terms beside each string in wagtail-localize's editor.

Typed translations are compared with them. The result is only advice, shown where the editor says
who translated a string.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponseBase
from wagtail_localize.models import StringSegment, Translation
from wagtail_localize.views.edit_translation import edit_string_translation

from wagtail_attachment.publishing.texts import to_plain_text
from wagtail_attachment.translation.glossary import find_glossary
from wagtail_attachment.translation.terms import Glossary


def add_terms(props: dict[str, Any], translation: Translation) -> None:
    """Add the glossary terms to the editor's data, with one query."""
    glossary = find_glossary(
        translation.source.locale.language_code, translation.target_locale.language_code
    )
    if not glossary:
        return
    sources = {}
    for segment in props["segments"]:
        if segment["type"] == "string":
            words = sources[segment["id"]] = to_plain_text(segment["source"])
            location = segment["location"]
            terms = [term.describe() for term in glossary.find(words)]
            location["subField"] = _join([location["subField"], *terms])
    for written in props["initialStringTranslations"]:
        _advise(glossary, sources.get(written["segment_id"], ""), written)


def save_string(request: Any, translation_id: int, string_segment_id: int) -> HttpResponseBase:
    """Save a string, and name the glossary terms that it does not use, with two more queries."""
    response: Any = edit_string_translation(
        request, translation_id=translation_id, string_segment_id=string_segment_id
    )
    if request.method == "PUT" and response.status_code in (200, 201):
        segment = StringSegment.objects.select_related("string").get(pk=string_segment_id)
        languages = Translation.objects.filter(pk=translation_id).values_list(
            "source__locale__language_code", "target_locale__language_code"
        )
        glossary = find_glossary(*languages.get())
        _advise(glossary, to_plain_text(segment.string.data), response.data)
    return response


def _advise(glossary: Glossary, source: str, written: dict[str, Any]) -> None:
    missed = glossary.find_missed(source, to_plain_text(written["data"]))
    said = [term.describe() for term in missed]
    written["comment"] = _join([written["comment"], *said])


def _join(parts: Iterable[str | None]) -> str:
    return " · ".join(filter(None, parts))
