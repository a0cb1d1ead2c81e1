"""Filling in known translations where wagtail-localize leaves a string blank.

wagtail-localize leaves a string blank if it was moved or appears twice, and drops its translation
if the original was reworded. So before a person or a machine translates, such a string gets

- its translation at the same place, if readers would get the same text as before;
- or else its translation elsewhere on the page;
- or else its reviewed translation on another page (the memory), to be read here;
- or else its translation before the original changed, as a starting point (``former.py``).

A long page takes as many queries as a short one, and no signals are sent.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.html import escape
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from wagtail_attachment.compat import get_base_page_model
from wagtail_attachment.publishing.texts import Text
from wagtail_attachment.translation.memory import Remembered, find_remembered
from wagtail_attachment.translation.memory_lookups import MemoryLookup, find_last_text_id
from wagtail_attachment.translation.origins import PairOrigin

from .former import make_suggestions
from .segments import fold, get_words, read_segment

_TOOL_AT_MOST = 255


@dataclass(frozen=True)
class Filled:
    """The number of strings of a translation that were filled in, by origin."""

    moved: int = 0
    remembered: int = 0
    former: int = 0


def fill_in(translation: Translation, user: Any = None) -> Filled:
    """Fill in known translations for the strings of a translation that have none yet.

    Typed text is never changed. A text from the memory that was cleared once stays cleared.
    """
    filling = _Filling(translation)
    if not filling.blank:
        return Filled()
    with transaction.atomic():
        return filling.fill(user)


class _Filling:
    def __init__(self, translation: Translation) -> None:
        self.translation = translation
        self.source = translation.source
        self.locale = translation.target_locale
        segments = self.source.stringsegment_set.select_related("string", "context")
        self.segments: list[StringSegment] = list(segments.order_by("order"))
        rows = StringTranslation.objects.filter(
            context__object_id=self.source.object_id, locale=self.locale
        )
        self.known: list[StringTranslation] = list(
            rows.select_related("translation_of", "context").order_by("-updated_at", "-pk")
        )
        done = {(row.translation_of_id, row.context_id) for row in self.known}
        # A text may appear twice in one block, and then has one translation.
        blank = {(each.string_id, each.context_id): each for each in reversed(self.segments)}
        self.blank = [each for key, each in reversed(blank.items()) if key not in done]
        self.made: list[StringTranslation] = []

    def fill(self, user: Any) -> Filled:
        language = self.locale.language_code
        text_id = find_last_text_id(language)
        self._add(self._find_known(at_their_place=True))
        filled = Filled(
            moved=self._add(self._find_known(at_their_place=False)),
            remembered=self._add(self._find_in_memory(user)),
            former=self._add(
                make_suggestions(self.blank, self.segments, self.known, self.translation)
            ),
        )
        StringTranslation.objects.bulk_create(self.made, ignore_conflicts=True)
        self._show_title()
        if self.blank:
            key, at = self.source.object_id, self.source.last_updated_at
            MemoryLookup.put(key, language, at, text_id)
        return filled

    def _add(self, rows: Iterable[StringTranslation]) -> int:
        made = list(rows)
        self.made += made
        done = {(row.translation_of_id, row.context_id) for row in made}
        self.blank = [each for each in self.blank if (each.string_id, each.context_id) not in done]
        return len(made)

    def _find_known(self, *, at_their_place: bool) -> Iterator[StringTranslation]:
        """Yield translations, with their author, of strings on the page that read the same."""
        latest: dict[tuple[str, int | None], StringTranslation] = {}
        for row in self.known:
            if not row.has_error:
                place = row.context_id if at_their_place else None
                latest.setdefault((fold(row.translation_of.data), place), row)
        for segment in self.blank:
            place = segment.context_id if at_their_place else None
            if row := latest.get((fold(segment.string.data), place)):
                yield self._make(
                    segment,
                    row.data,
                    translation_type=row.translation_type,
                    tool_name=row.tool_name,
                    last_translated_by_id=row.last_translated_by_id,
                )

    def _find_in_memory(self, user: Any) -> list[StringTranslation]:
        """Return translations reviewed elsewhere, and record where each of them comes from."""
        texts = [(each, read_segment(each, each.string.data)) for each in self.blank]
        wanted = {text.digest for _segment, text in texts if text.needs_translation}
        language = self.locale.language_code
        found = find_remembered(wanted, language, self.source.locale.language_code)
        texts = [(segment, text) for segment, text in texts if text.digest in found]
        if not texts:
            return []
        cleared = PairOrigin.find_texts(PairOrigin.Kind.MEMORY, self.source.object_id, language)
        written = self._find_written([segment for segment, _text in texts])
        rows, noted = [], []
        for segment, text in texts:
            if (text.path, text.words_digest) in cleared:
                continue
            for remembered in found[text.digest]:
                data = _write(segment, remembered, written.get(segment.string_id, ()))
                if data is not None:
                    rows.append(self._make(segment, data, tool_name=_name(remembered)))
                    target = Text(text.path, remembered.target.words)
                    noted.append((text, target, _name(remembered)))
                    break
        if rows:
            PairOrigin.remember_each(PairOrigin.Kind.MEMORY, self.source.object_id, language, noted)
            self._log(user, len(rows))
        return rows

    def _find_written(self, segments: Collection[StringSegment]) -> dict[int, list[str]]:
        """Return translations on other pages by string, for strings with markup."""
        marked = {each.string_id for each in segments if "<" in each.string.data}
        if not marked:
            return {}
        rows = StringTranslation.objects.filter(
            translation_of__in=marked, locale=self.locale, has_error=False
        )
        written: dict[int, list[str]] = {}
        for string_id, data in rows.order_by("-updated_at").values_list(
            "translation_of_id", "data"
        ):
            written.setdefault(string_id, []).append(data)
        return written

    def _make(self, segment: StringSegment, data: str, **values: Any) -> StringTranslation:
        return StringTranslation(
            translation_of_id=segment.string_id,
            locale=self.locale,
            context_id=segment.context_id,
            data=data,
            **{"translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL, **values},
        )

    def _show_title(self) -> None:
        """Set the page's title in Wagtail's lists, which a signal does elsewhere."""
        titles = {each.context_id for each in self.segments if each.context.path == "title"}
        for row in self.made:
            if row.context_id in titles and not row.has_error:
                self._find_page().update(draft_title=get_words(row.data))

    def _log(self, user: Any, count: int) -> None:
        page = self._find_page().first()
        if page is not None:
            log(page, "wagtail_attachment.fill_from_memory", user=user, data={"texts": count})

    def _find_page(self) -> Any:
        return get_base_page_model().objects.filter(
            translation_key=self.source.object_id, locale=self.locale
        )


def _write(segment: StringSegment, remembered: Remembered, written: Iterable[str]) -> str | None:
    """Return a remembered text as a string with the original's markup.

    Returns ``None`` if only its words are known and the original has markup.
    """
    if "<" not in segment.string.data:
        return str(escape(remembered.target.words))
    wanted = remembered.target.digest
    return next((data for data in written if read_segment(segment, data).digest == wanted), None)


def _name(remembered: Remembered) -> str:
    """Return the "tool" for wagtail-localize's editor: who reviewed the text, when and where."""
    name = _("the memory (%(origin)s)") % {"origin": remembered.describe()}
    return str(Truncator(name).chars(_TOOL_AT_MOST))
