"""wagtail-localize's data on many pages for lists, in as many queries as for one page."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from wagtail_localize.models import (
    SegmentOverride,
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)
from wagtail_localize.segments.extract import quote_path_component

from wagtail_attachment.publishing.texts import Text
from wagtail_attachment.translation.sources import Managed, Source, make_unmanaged_source
from wagtail_attachment.translation.texts import read_passages

from .segments import put_links, read_links, read_segment


def find_managed(groups: Mapping[Any, Sequence[Any]]) -> dict[Any, Managed]:
    """Return what was translated, by page or snippet, with five queries at most."""
    sources = {
        source.pk: source
        for source in TranslationSource.objects.filter(object_id__in=groups).select_related(
            "locale"
        )
    }
    if not sources:
        return {}
    rows = Translation.objects.filter(source__in=sources).order_by("-source")
    made = {
        (sources[source_id].object_id, locale_id): (sources[source_id], enabled)
        for source_id, locale_id, enabled in rows.values_list(
            "source_id", "target_locale_id", "enabled"
        )
    }
    contents = {pk: json.loads(source.content_json) for pk, source in sources.items()}
    strings = _Strings({source.pk for source, enabled in made.values() if enabled})
    texts: dict[int, list[Text]] = {}
    found = {}
    for key, pages in groups.items():
        by_locale = {page.locale_id: page for page in pages}
        for page in pages:
            source, is_enabled = made.get((key, page.locale_id), (None, False))
            original = by_locale.get(source.locale_id) if source else None
            if source is None or original is None:
                continue
            if not is_enabled:
                found[page] = Managed(make_unmanaged_source(original), texts=None)
                continue
            content = contents[source.pk]
            if source.pk not in texts:
                texts[source.pk] = read_passages(type(page), content)
            found[page] = Managed(
                source=Source(
                    page=original,
                    texts=texts[source.pk],
                    locale=source.locale,
                    taken_at=source.last_updated_at,
                    is_managed=True,
                ),
                texts=read_passages(
                    type(page), content, strings.get_written(source, page.locale_id)
                ),
                typed_alike=strings.find_typed_alike(source, page.locale_id),
            )
    return found


class _Strings:
    """The strings of some sources, with their translations into all languages."""

    def __init__(self, source_ids: Collection[int]) -> None:
        segments = StringSegment.objects.filter(source__in=source_ids).order_by("order")
        self.segments: dict[int, list[StringSegment]] = defaultdict(list)
        for segment in segments.select_related("context", "string"):
            self.segments[segment.source_id].append(segment)
        keys = TranslationSource.objects.filter(pk__in=source_ids).values("object_id")
        translations = StringTranslation.objects.filter(
            context__object_id__in=keys, has_error=False
        )
        self.translations: dict[tuple[int, int, int | None], str] = {}
        self.typed: set[tuple[int, int, int | None]] = set()
        for *key, data, kind, tool in translations.values_list(
            *("locale_id", "translation_of_id", "context_id", "data"),
            *("translation_type", "tool_name"),
        ):
            self.translations[tuple(key)] = data
            if kind == StringTranslation.TRANSLATION_TYPE_MANUAL and not tool:
                self.typed.add(tuple(key))
        overrides = SegmentOverride.objects.filter(context__object_id__in=keys, has_error=False)
        self.overrides: dict[tuple[int, Any], dict[str, Any]] = defaultdict(dict)
        for locale_id, key, path, data in overrides.values_list(
            "locale_id", "context__object_id", "context__path", "data_json"
        ):
            self.overrides[locale_id, key][path] = json.loads(data)

    def find_typed_alike(self, source: TranslationSource, locale_id: int) -> frozenset[str]:
        """Return the digests of the texts that someone typed exactly as in the original."""
        found = set()
        for segment in self.segments[source.pk]:
            key = (locale_id, segment.string_id, segment.context_id)
            if key in self.typed and self.translations[key] == segment.string.data:
                found.add(read_segment(segment, segment.string.data).digest)
        return frozenset(found)

    def get_written(self, source: TranslationSource, locale_id: int) -> dict[str, str]:
        """Return the HTML at each path, with the original's text where no translation exists.

        At a picture's path, the value is its primary key if this language has a different one.
        """
        replaced = self.overrides[locale_id, source.object_id]
        written: dict[str, str] = defaultdict(str)
        written.update(
            (path, str(value)) for path, value in replaced.items() if isinstance(value, str | int)
        )
        for segment in self.segments[source.pk]:
            key = (locale_id, segment.string_id, segment.context_id)
            data = self.translations.get(key) or segment.string.data
            path = segment.context.path
            links = read_links(segment)
            for attributes in links.values():
                if href := attributes.get("href"):
                    own = replaced.get(f"{path}.{quote_path_component(href)}", href)
                    attributes["href"] = str(own)
            written[path] += f"<p>{put_links(data, links)}</p>"
        return dict(written)
