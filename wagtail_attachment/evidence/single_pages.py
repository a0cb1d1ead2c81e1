"""Appending what changed of single pages without a save of theirs: of their text, or who answers for it.

A person's new name, another booking prompt in a text, a review: each concerns the pages that show it.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from wagtail_attachment.covered import get_covered_models
from wagtail_attachment.ledger.digests import write_canonically
from wagtail_attachment.ledger.events import PublicationEvent
from wagtail_attachment.ledger.id_ranges import pack
from wagtail_attachment.ledger.recorded_texts import RecordedText
from wagtail_attachment.safety.alike import get_live
from wagtail_attachment.safety.loading import divide

from .parts import ABOVE, PEOPLE, TEXT, Parts
from .publications import read_publications
from .recording import load_to_record
from .turns import wait_to_change_many


@dataclass(frozen=True)
class _Change:
    """What is new of one page, and the event that it was compared with."""

    page_id: int
    event_id: int
    shown: str


def record_live_pages(page_ids: Collection[int], names: Collection[str]) -> None:
    """Append what changed of these parts of those of the pages that are live and covered."""
    for model in get_covered_models() if page_ids else ():
        live = get_live(model).filter(pk__in=page_ids).order_by("pk")
        record_pages(model, live.values_list("pk", flat=True), names)


def record_pages(
    model: Any, page_ids: Iterable[int], names: Collection[str] = (TEXT, PEOPLE, ABOVE)
) -> set[int]:
    """Append, as one event, what changed of these parts of live pages of one type; return of which.

    Nobody waits while the pages are read, which takes a while where there are many. One that was saved
    meanwhile has an event of its own, which tells of this change too.
    """
    changes = [each for some in divide(page_ids) for each in _find_changes(model, some, names)]
    if not changes:
        return set()
    with transaction.atomic():
        wait_to_change_many()
        last = read_publications([change.page_id for change in changes])
        groups: dict[str, list[int]] = defaultdict(list)
        for change in changes:
            if last[change.page_id].event_id == change.event_id:
                groups[change.shown].append(change.page_id)
        described = [
            {"pages": pack(ids), "shown": json.loads(shown)} for shown, ids in groups.items()
        ]
        PublicationEvent.record_many([{"live": True, "groups": described}] if described else [])
    return {page_id for page_ids in groups.values() for page_id in page_ids}


def _find_changes(model: Any, page_ids: list[int], names: Collection[str]) -> list[_Change]:
    last = read_publications(page_ids)
    known = [page_id for page_id in page_ids if page_id in last and last[page_id].live]
    changes, contents = [], []
    for safety in load_to_record(model.objects.filter(pk__in=known, live=True)):
        page, parts = last[safety.page.pk], Parts(safety)
        own = parts.describe(names)
        new = {name: each for name, each in own.items() if page.shown.get(name) != each}
        if new:
            changes.append(_Change(page.page_id, page.event_id, write_canonically(new)))
            contents += [getattr(parts, name) for name in new if name != ABOVE]
    RecordedText.keep(*contents)
    return changes
