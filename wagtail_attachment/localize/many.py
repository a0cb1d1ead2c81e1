"""What wagtail-localize knows of many pages, in as many queries as for one: for lists."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.utils.html import escape
from wagtail_localize.models import (
    SegmentOverride,
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)
from wagtail_localize.segments.extract import quote_path_component

from wagtail_attachment.publishing.texts import Text
from wagtail_attachment.translation.sources import Managed, Source
from wagtail_attachment.translation.texts import read_texts

_LINK = re.compile(r"""<a\s+id=["']?(a\d+)["']?\s*>""")


def find_managed(groups: Mapping[Any, Sequence[Any]]) -> dict[int, Managed]:
    """Return by page what was translated here, in five queries at most."""
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
            source, is_synced = made.get((key, page.locale_id), (None, False))
            original = by_locale.get(source.locale_id) if source else None
            if source is None or original is None:
                continue
            content = contents[source.pk]
            if source.pk not in texts:
                texts[source.pk] = read_texts(type(page), content)
            found[page.pk] = Managed(
                source=Source(
                    page=original,
                    texts=texts[source.pk],
                    locale=source.locale,
                    taken_at=source.last_updated_at,
                    is_synced=is_synced,
                ),
                texts=read_texts(type(page), content, strings.get_written(source, page.locale_id))
                if is_synced
                else None,
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
        self.translations: dict[tuple[int, int, int | None], str] = {
            (locale_id, string_id, context_id): data
            for locale_id, string_id, context_id, data in translations.values_list(
                "locale_id", "translation_of_id", "context_id", "data"
            )
        }
        # Of links alone: what else may be replaced is no text.
        overrides = SegmentOverride.objects.filter(
            context__object_id__in=keys, has_error=False, context__path__contains=".'"
        )
        self.hrefs: dict[tuple[int, Any, str], str] = {
            (locale_id, key, path): json.loads(data)
            for locale_id, key, path, data in overrides.values_list(
                "locale_id", "context__object_id", "context__path", "data_json"
            )
        }

    def get_written(self, source: TranslationSource, locale_id: int) -> dict[str, str]:
        """Return the HTML at each path; the original's where nothing is written yet."""
        written: dict[str, str] = defaultdict(str)
        for segment in self.segments[source.pk]:
            key = (locale_id, segment.string_id, segment.context_id)
            data = self.translations.get(key) or segment.string.data
            path = segment.context.path
            links = {
                name: self.hrefs.get(
                    (locale_id, source.object_id, f"{path}.{quote_path_component(href)}"), href
                )
                for name, attributes in (json.loads(segment.attrs) or {}).items()
                if (href := attributes.get("href"))
            }
            written[path] += f"<p>{put_links(data, links)}</p>"
        return dict(written)


def put_links(html: str, links: Mapping[str, str]) -> str:
    """Return a string of wagtail-localize with its links' targets, which it keeps beside it.

    Its own way to do that reads the whole text twice, which is too slow for a list.
    """
    return _LINK.sub(lambda match: f'<a href="{escape(links.get(match[1], ""))}">', html)
