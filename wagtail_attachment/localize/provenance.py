"""Remembers what a machine or a file wrote at a place, and what a person left the same there."""

from __future__ import annotations

from typing import Any

from wagtail_localize.models import StringTranslation

from wagtail_attachment.publishing.texts import Text, join, split_html
from wagtail_attachment.translation.origins import PairOrigin


def remember_origin(
    sender: type, instance: StringTranslation, raw: bool, update_fields: Any = None, **kwargs: Any
) -> None:
    """Note what wrote a string: wagtail-localize forgets its origin on the next *Save*.

    It also calls an uploaded PO file a person's work, so the tool's name is what tells. A fixture
    (``raw``) brings the notes along.
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
    # A person who saves the original's own words says so on purpose.
    if string.last_translated_by_id and string.data == string.translation_of.data:
        return PairOrigin.Kind.SAME
    return ""
