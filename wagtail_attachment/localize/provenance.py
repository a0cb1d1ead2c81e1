"""Remembers by its words what a machine or a file wrote, and what a person left the same."""

from __future__ import annotations

from typing import Any

from wagtail_localize.models import StringTranslation

from wagtail_attachment.publishing.texts import split_html
from wagtail_attachment.translation.marks import TextMark


def remember_origin(
    sender: type, instance: StringTranslation, raw: bool, update_fields: Any = None, **kwargs: Any
) -> None:
    """Mark the words of a string: wagtail-localize forgets their origin on the next *Save*.

    It also calls an uploaded PO file a person's work, so the tool's name is what tells. A fixture
    (``raw``) brings the marks along.
    """
    if raw or (update_fields is not None and "data" not in update_fields):
        return
    kind = _get_kind(instance)
    if kind:
        TextMark.put(
            kind,
            instance.locale.language_code,
            split_html(instance.data),
            user=instance.last_translated_by,
            tool=instance.tool_name,
        )


def _get_kind(string: StringTranslation) -> str:
    if string.translation_type == StringTranslation.TRANSLATION_TYPE_MACHINE:
        return TextMark.Kind.MACHINE
    if string.tool_name:
        return TextMark.Kind.FILE
    # A person who saves the original's own words says so on purpose.
    if string.last_translated_by_id and string.data == string.translation_of.data:
        return TextMark.Kind.SAME
    return ""
