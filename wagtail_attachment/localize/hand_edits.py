"""Edits made by hand while wagtail-localize did not manage the translation."""

from __future__ import annotations

import json
from collections import defaultdict
from functools import cached_property
from hashlib import sha256
from typing import Any

from wagtail_localize.models import (
    OverridableSegment,
    SegmentOverride,
    StringSegment,
    StringTranslation,
    Translation,
)
from wagtail_localize.segments import OverridableSegmentValue, StringSegmentValue
from wagtail_localize.segments.extract import extract_segments, quote_path_component

from wagtail_attachment.publishing.texts import Text
from wagtail_attachment.translation.texts import get_texts

from .tool import get_translated_draft


class HandEdits:
    """The newest text of a page or snippet, to be written into the strings of ``translation``."""

    def __init__(self, translation: Translation, instance: Any) -> None:
        self.translation = translation
        has_drafts = hasattr(instance, "get_latest_revision_as_object")
        self.edited = instance.get_latest_revision_as_object() if has_drafts else instance
        self.kept = 0
        """The number of texts that were written into strings."""

    def carry_over(self, user: Any) -> None:
        """Write each text that differs into the string at its place, as the work of ``user``.

        If a block has a different number of texts than its original, or different links, none of
        its texts fit; :attr:`lost` then names them, once this method has run.
        """
        strings, overrides = self._read_edited()
        for segments in self._group_segments().values():
            values = strings.get(segments[0].context.path, [])
            if len(values) != len(segments) or not all(map(self._fits, segments, values)):
                continue
            for segment, value in zip(segments, values, strict=True):
                self._write(segment, value.string.data, user)
        for segment in OverridableSegment.objects.filter(
            source=self.translation.source
        ).select_related("context"):
            if segment.context.path in overrides:
                self._override(segment, overrides[segment.context.path], user)

    @cached_property
    def lost(self) -> list[str]:
        """The words that no string holds, and that the page would lose."""
        return [text.words for text in _leave_out(self._texts, self._texts_after)]

    @cached_property
    def restored(self) -> list[str]:
        """The words that the page does not have now, and that would return."""
        return [text.words for text in _leave_out(self._texts_after, self._texts)]

    @property
    def digest(self) -> str:
        """The digest of the changes that someone agrees to."""
        return sha256(json.dumps([self.lost, self.restored]).encode()).hexdigest()

    @cached_property
    def _texts(self) -> list[Text]:
        return get_texts(self.edited)

    @cached_property
    def _texts_after(self) -> list[Text]:
        draft = get_translated_draft(self.translation)
        return get_texts(draft) if draft is not None else []

    def _read_edited(self) -> tuple[dict[str, list[Any]], dict[str, Any]]:
        strings: dict[str, list[Any]] = defaultdict(list)
        overrides = {}
        for value in extract_segments(self.edited):
            if isinstance(value, StringSegmentValue):
                strings[value.path].append(value)
            elif isinstance(value, OverridableSegmentValue):
                overrides[value.path] = value.data
        return strings, overrides

    def _group_segments(self) -> dict[str, list[StringSegment]]:
        groups: dict[str, list[StringSegment]] = defaultdict(list)
        segments = StringSegment.objects.filter(source=self.translation.source).order_by("order")
        for segment in segments.select_related("string", "context"):
            groups[segment.context.path].append(segment)
        return groups

    def _fits(self, segment: StringSegment, value: StringSegmentValue) -> bool:
        """Say whether a string has the same links as the edited text.

        wagtail-localize stores the absence of links as ``{}``, as ``null`` or not at all.
        """
        attributes = json.loads(segment.attrs or "null") or {}
        for each in attributes.values():
            if href := each.get("href"):
                path = f"{segment.context.path}.{quote_path_component(href)}"
                each["href"] = self._targets.get(path, href)
        return attributes == (value.attrs or {})

    @cached_property
    def _targets(self) -> dict[str, Any]:
        """The link targets of this language that differ from the original's, by path."""
        rows = SegmentOverride.objects.filter(
            locale=self.translation.target_locale,
            context__object_id=self.translation.source.object_id,
            has_error=False,
        )
        return {
            path: json.loads(data) for path, data in rows.values_list("context__path", "data_json")
        }

    @cached_property
    def _written(self) -> dict[tuple[int, int | None], str]:
        rows = StringTranslation.objects.filter(
            locale=self.translation.target_locale,
            context__object_id=self.translation.source.object_id,
            has_error=False,
        )
        return {
            (string, context): data
            for string, context, data in rows.values_list("translation_of_id", "context_id", "data")
        }

    def _write(self, segment: StringSegment, data: str, user: Any) -> None:
        written = self._written.get((segment.string_id, segment.context_id))
        if data == (segment.string.data if written is None else written):
            return
        self.kept += 1
        StringTranslation.objects.update_or_create(
            translation_of_id=segment.string_id,
            locale=self.translation.target_locale,
            context_id=segment.context_id,
            defaults={
                "data": data,
                "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
                "tool_name": "",
                "last_translated_by": user,
                "has_error": False,
                "field_error": "",
            },
        )

    def _override(self, segment: OverridableSegment, data: Any, user: Any) -> None:
        place = {"locale": self.translation.target_locale, "context_id": segment.context_id}
        present = SegmentOverride.objects.filter(**place, has_error=False).first()
        if data == (present.data if present else segment.data):
            return
        self.kept += 1
        SegmentOverride.objects.update_or_create(
            **place,
            defaults={
                "data_json": json.dumps(data),
                "last_translated_by": user,
                "has_error": False,
                "field_error": "",
            },
        )


def _leave_out(texts: list[Text], others: list[Text]) -> list[Text]:
    there = {(text.words, text.links) for text in others}
    return [
        text for text in texts if text.needs_translation and (text.words, text.links) not in there
    ]
