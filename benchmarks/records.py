"""What it takes to keep on record what readers got: bytes for each edit, and time for each publication."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

from django.contrib.auth import get_user_model
from django.db import connection
from wagtail.models import Revision

from benchmarks.content import make_practice
from benchmarks.sites import get_sizes, visit
from wagtail_attachment.evidence.sealing import find_broken_events
from wagtail_attachment.ledger.recorded_texts import RecordedText
from wagtail_attachment.models import PublicationEvent, PublicationSeal
from wagtail_attachment.pages.models import ArticlePage

SECTIONS, WORDS_A_SECTION = 6, 250
_letters = random.Random(14)
_VOCABULARY = [
    "".join(_letters.choices("etaoinshrdlucmfwyp", k=_letters.randint(2, 9)))
    for _word in range(4000)
]
"""Made-up words, drawn at random: text that repeats itself would be compressed far better than prose."""

MODELS = (PublicationEvent, RecordedText, PublicationSeal, Revision)
FULL = 10_000 * 20
"""The edits of a large practice, which a scaled run is multiplied to."""


@dataclass(frozen=True)
class Records:
    """Figures of one run; seconds are the median of one publication, of this process's CPU."""

    edits: int
    rows: dict[str, int]
    bytes_of: dict[str, int]
    seconds_with: float
    seconds_without: float
    verify_seconds: float


def measure_records(articles: int, edits: int) -> Records:
    """Edit each of ``articles`` so many times: a sentence each, as somebody at work does."""
    visit(next(iter(get_sizes())))
    practice = make_practice()
    user = get_user_model().objects.get(username="owner")
    pages = [_make_article(practice, number) for number in range(articles)]
    taken: list[float] = []
    for edit in range(edits):
        taken += [_publish(page, f"edit {edit}", user) for page in pages]
    without: list[float] = []
    sample = pages[:200]
    sizes = _measure_tables()
    rows = {model.__name__: model._default_manager.count() for model in MODELS}
    with _unrecorded():
        without += [_publish(page, "unrecorded", user) for page in sample]
    started = time.perf_counter()
    assert not list(find_broken_events())
    return Records(
        edits=articles * edits,
        rows=rows,
        bytes_of=sizes,
        seconds_with=statistics.median(taken[-len(sample) :]),
        seconds_without=statistics.median(without),
        verify_seconds=time.perf_counter() - started,
    )


def print_records(records: Records) -> None:
    print(f"\n{records.edits} edits, of articles that were made before")
    for name, size in records.bytes_of.items():
        number = records.rows[name]
        each = size / number
        print(f"{name:20}{number:8} rows {each:9,.0f} bytes each {each * FULL / 1e6:9,.0f} MB")
    print(f"(the last column: {FULL:,} edits, a row each: reckoned, not measured)")
    print(f"publish with the record      {records.seconds_with * 1000:6.1f} ms")
    print(f"publish without it           {records.seconds_without * 1000:6.1f} ms")
    print(f"verify all of it             {records.verify_seconds:6.1f} s")


def _make_article(practice: dict[str, Any], number: int) -> ArticlePage:
    page = ArticlePage(title=f"Article {number}", slug=f"article-{number}")
    page.subtitle = "What gives it away"
    page.lead = f"<p>Article {number}: what it is about.</p>"
    page.body = [
        {
            "type": "section",
            "value": {
                "heading": heading,
                "purpose": "other",
                "content": [{"type": "paragraph", "value": text}],
            },
        }
        for heading, text in _make_sections(number)
    ]
    practice["home"].add_child(instance=page)
    page.authors = [practice["author"]]
    page.topics = practice["topics"]
    page.save()
    return page


def _make_sections(number: int) -> Iterator[tuple[str, str]]:
    words = random.Random(number)
    for index in range(SECTIONS):
        yield (
            f"Section {index}",
            f"<p>{' '.join(words.choices(_VOCABULARY, k=WORDS_A_SECTION))}.</p>",
        )


def _publish(page: ArticlePage, words: str, user: Any) -> float:
    page.lead = f"<p>{page.title}: {words}.</p>"
    revision = page.save_revision(user=user)
    started = time.process_time()
    revision.publish(user=user)
    return time.process_time() - started


@contextmanager
def _unrecorded() -> Iterator[None]:
    with patch("wagtail_attachment.signal_handlers.record_publication"):
        yield


def _measure_tables() -> dict[str, int]:
    """Return the bytes of what is kept, and of Wagtail's own revisions of the same edits beside it."""
    return {model.__name__: _measure_table(model) for model in MODELS}


def _measure_table(model: Any) -> int:
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # with its indexes
            cursor.execute("SELECT pg_total_relation_size(%s)", [table])
            return int(cursor.fetchone()[0])
        columns = [field.column for field in model._meta.concrete_fields]
        lengths = " + ".join(f"coalesce(length(CAST({name} AS BLOB)), 0)" for name in columns)
        cursor.execute(f"SELECT coalesce(sum({lengths}), 0) FROM {table}")
        return int(cursor.fetchone()[0])


def parse_scale(text: str) -> tuple[int, int]:
    """Return how many articles and edits ``"300x20"`` names."""
    articles, edits = text.split("x")
    return int(articles), int(edits)
