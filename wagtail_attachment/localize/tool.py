"""wagtail-localize's data on a page: the text that was translated, and the text to come."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import F
from django.http import Http404
from django.shortcuts import get_object_or_404
from wagtail_localize.models import (
    SourceDeletedError,
    StringTranslation,
    Translation,
    TranslationSource,
)
from wagtail_localize.views.edit_translation import user_can_edit_instance

from wagtail_attachment.publishing.texts import Text
from wagtail_attachment.translation.sources import (
    Managed,
    Refused,
    Source,
    make_unmanaged_source,
)
from wagtail_attachment.translation.texts import read_passages

from .many import find_managed
from .segments import get_words


class LocalizeTool:
    def find_source(self, page: Any, original: Any) -> Source | None:
        found = (
            TranslationSource.objects.filter(
                object_id=page.translation_key, translations__target_locale=page.locale_id
            )
            .select_related("locale")
            .annotate(is_enabled=F("translations__enabled"))
            .first()
        )
        if found is None:
            return None
        if original.locale_id != found.locale_id:
            original = page.get_translations().filter(locale_id=found.locale_id).first()
        if original is None:
            return None
        if not found.is_enabled:
            return make_unmanaged_source(original)
        return Source(
            page=original,
            texts=read_passages(type(page), json.loads(found.content_json)),
            locale=found.locale,
            taken_at=found.last_updated_at,
            is_managed=True,
        )

    def get_draft(self, page: Any) -> Any | None:
        translation = find_enabled_translation(page)
        return get_translated_draft(translation) if translation else None

    def find_refused(self, page: Any) -> dict[tuple[str, str], Refused]:
        rows = StringTranslation.objects.filter(
            context__object_id=page.translation_key, locale=page.locale_id, has_error=True
        ).select_related("context", "translation_of")
        found = {}
        for row in rows:
            source = Text(row.context.path, get_words(row.translation_of.data))
            key = source.path, source.words_digest
            found[key] = Refused(get_words(row.data), row.get_error() or "")
        return found

    def find_many(self, groups: Mapping[Any, Sequence[Any]]) -> dict[Any, Managed]:
        return find_managed(groups)


def find_enabled_translation(page: Any) -> Translation | None:
    return find_enabled_translations(page).first()


def find_enabled_translations(page: Any) -> Any:
    """Return wagtail-localize's enabled record of a page, as a query set."""
    return Translation.objects.filter(
        source__object_id=page.translation_key, target_locale=page.locale_id, enabled=True
    ).select_related("source__locale", "target_locale")


def find_target(translation: Translation) -> Any | None:
    """Return the translated page or snippet as stored; ``None`` if it is gone."""
    try:
        return translation.get_target_instance()
    except ObjectDoesNotExist:
        return None


def get_translation_or_404(translation_id: int) -> tuple[Translation, Any]:
    """Return a translation and its page or snippet. Raises ``Http404`` if one is gone."""
    translation = get_object_or_404(Translation, pk=translation_id)
    instance = find_target(translation)
    if instance is None:
        raise Http404
    return translation, instance


def get_translated_draft(translation: Translation) -> Any | None:
    """Return the page as it would be saved with the current strings.

    Returns ``None`` if the original, the page or an item that replaces a picture is gone.
    """
    try:
        return translation.source.get_ephemeral_translated_instance(
            translation.target_locale, fallback=True
        )
    except (SourceDeletedError, ObjectDoesNotExist):
        return None


def may_edit_target(user: Any, translation: Translation) -> bool | None:
    """Say whether ``user`` may edit the translated page or snippet; ``None`` if it is gone."""
    try:
        target = translation.get_target_instance()
    except ObjectDoesNotExist:
        return None
    return bool(user_can_edit_instance(user, target))
