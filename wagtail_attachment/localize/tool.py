"""What wagtail-localize knows of a page: which text was translated, and what is about to be."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import F
from wagtail_localize.models import SourceDeletedError, Translation, TranslationSource

from wagtail_attachment.translation.sources import Managed, Source
from wagtail_attachment.translation.texts import read_texts

from .many import find_managed


class LocalizeTool:
    def find_source(self, page: Any, original: Any) -> Source | None:
        found = (
            TranslationSource.objects.filter(
                object_id=page.translation_key, translations__target_locale=page.locale_id
            )
            .select_related("locale")
            .annotate(is_synced=F("translations__enabled"))
            .first()
        )
        if found is None:
            return None
        if original.locale_id != found.locale_id:
            original = page.get_translations().filter(locale_id=found.locale_id).first()
        if original is None:
            return None
        return Source(
            page=original,
            texts=read_texts(type(page), json.loads(found.content_json)),
            locale=found.locale,
            taken_at=found.last_updated_at,
            is_synced=found.is_synced,
        )

    def get_draft(self, page: Any) -> Any | None:
        translation = find_enabled_translation(page)
        return get_translated_draft(translation) if translation else None

    def find_many(self, groups: Mapping[Any, Sequence[Any]]) -> dict[int, Managed]:
        return find_managed(groups)


def find_enabled_translation(page: Any) -> Translation | None:
    return (
        Translation.objects.filter(
            source__object_id=page.translation_key, target_locale=page.locale_id, enabled=True
        )
        .select_related("source__locale", "target_locale")
        .first()
    )


def get_translated_draft(translation: Translation) -> Any | None:
    """Return the page as it would be saved with the strings that are there now.

    ``None`` where that cannot be: the original or the page is gone, or what replaces a picture.
    """
    try:
        return translation.source.get_ephemeral_translated_instance(
            translation.target_locale, fallback=True
        )
    except (SourceDeletedError, ObjectDoesNotExist):
        return None
