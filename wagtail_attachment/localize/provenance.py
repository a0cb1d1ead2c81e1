"""The origin of texts: written by a machine, from a file, or kept the same by a person."""

from __future__ import annotations

from typing import Any

from wagtail_localize.models import StringTranslation

from wagtail_attachment.publishing.texts import Text, join, split_html
from wagtail_attachment.translation.origins import PairOrigin


def remember_origin(
    sender: type, instance: StringTranslation, raw: bool, update_fields: Any = None, **kwargs: Any
) -> None:
    """Record what wrote a string, since wagtail-localize forgets its origin on the next *Save*.

    wagtail-localize also records an uploaded PO file as a person's work, so the tool's name
    decides. A fixture (``raw``) contains its own records.
    """
    if raw or (update_fields is not None and "data" not in update_fields):
        return
    kind = _get_kind(instance)
    if not kind or instance.context is None:
        return
    path = instance.context.path
    PairOrigin.remember(
        kind,
        instance.context.object_id,
        instance.locale.language_code,
        [(_read(instance.translation_of.data, path), _read(instance.data, path))],
        user=instance.last_translated_by,
        tool=instance.tool_name,
    )


def _read(data: str, path: str) -> Text:
    texts = split_html(data, path)
    return join(texts) if texts else Text(path, "")


def _get_kind(string: StringTranslation) -> str:
    if string.translation_type == StringTranslation.TRANSLATION_TYPE_MACHINE:
        return PairOrigin.Kind.MACHINE
    if string.tool_name:
        return PairOrigin.Kind.FILE
    # A person who saves the original's own words does so on purpose.
    if string.last_translated_by_id and string.data == string.translation_of.data:
        return PairOrigin.Kind.SAME
    return ""
