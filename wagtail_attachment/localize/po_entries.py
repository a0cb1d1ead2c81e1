"""The choice between texts in a translator's file and the texts stored here."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

import polib
from django.utils.dateparse import parse_datetime
from wagtail_localize.models import StringTranslation, Translation

from wagtail_attachment.publishing.texts import to_plain_text
from wagtail_attachment.times import to_utc

_OFFSET = re.compile(r"([+-]\d\d)(\d\d)$")


@dataclass(frozen=True)
class Newer:
    """A text written here after the file was downloaded, with the file's version of it."""

    here: str
    in_file: str


@dataclass(frozen=True)
class Chosen:
    entries: list[polib.POEntry]
    """The entries to import."""
    newer: list[Newer]
    fuzzy: int
    """The number of entries that the translator's program marks as guesses."""


def choose_entries(translation: Translation, po: polib.POFile) -> Chosen:
    """Return the entries to import: none that are older than the text here, and no guesses."""
    made_at = read_time(po.metadata.get("POT-Creation-Date", ""))
    written = {
        (source, path): (data, updated_at)
        for source, path, data, updated_at in StringTranslation.objects.filter(
            locale=translation.target_locale_id, context__object_id=translation.source.object_id
        ).values_list("translation_of__data", "context__path", "data", "updated_at")
    }
    chosen, newer, fuzzy = [], [], 0
    for entry in po:
        # Obsolete entries are no longer on this page; a translation program keeps them for later.
        if not entry.msgstr or entry.obsolete:
            continue
        if entry.fuzzy:
            fuzzy += 1
            continue
        here, since = written.get((entry.msgid, entry.msgctxt), (entry.msgstr, None))
        if here != entry.msgstr and since and (made_at is None or to_utc(since) > made_at):
            newer.append(Newer(to_plain_text(here), to_plain_text(entry.msgstr)))
            continue
        chosen.append(entry)
    return Chosen(chosen, newer, fuzzy)


def make_file(po: polib.POFile, entries: Iterable[polib.POEntry]) -> polib.POFile:
    """Return a file with only these entries, for the same translation."""
    made = polib.POFile()
    made.metadata = po.metadata
    made.extend(entries)
    return made


def read_time(header: str) -> datetime | None:
    """Return when a file was made, or ``None`` if it does not say, so that it counts as old.

    wagtail-localize's times look like ``2026-11-30 11:43:00.123456+00:00``, and those of
    translation programs like ``2026-11-30 11:43+0000``.
    """
    try:
        found = parse_datetime(_OFFSET.sub(r"\1:\2", header.strip()))
    except ValueError:
        return None
    if found is None:
        return None
    return to_utc(found if found.tzinfo else found.replace(tzinfo=UTC))
