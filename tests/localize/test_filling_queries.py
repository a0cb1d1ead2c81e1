"""Filling in takes as many queries for a long article as for a short one, and loses no text."""

import json
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.db.models import Value
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.rich_text import RichText
from wagtail_localize.models import StringTranslation, TranslationSource

from tests import factories
from tests.factories import paragraph, section
from tests.localize import work
from tests.localize.test_queries import count
from wagtail_attachment.localize import banner
from wagtail_attachment.localize.filling import Filled, fill_in
from wagtail_attachment.translation.pages import find_pending_translation

SIZES = [10, 100]


@pytest.fixture
def reviewer(db):
    return factories.make_translation_reviewer(name="Rosa Reviewer")


def make_body(size, words="Words"):
    return [
        section(heading=f"Heading {n}", content=[paragraph(f"<p>{words} {n} stay.</p>")])
        for n in range(size)
    ]


def sync(page):
    work.publish_source(page)
    TranslationSource.objects.get_for_instance(page).update_from_db()


@pytest.fixture
def _inserted_at_once(monkeypatch):
    """Django 5.2 gives SQLite 999 values at a time, whatever it takes; later ones ask it."""
    if connection.vendor == "sqlite":
        monkeypatch.setattr(type(connection.features), "max_query_params", 32_766)


@pytest.mark.translation_case(23)
@pytest.mark.usefixtures("_inserted_at_once")
def test_filling_in_takes_as_many_queries_for_any_length(owner, world, superuser, reviewer):
    counts = []
    for size in SIZES:
        page = work.make_source(*make_body(size), title=f"Title {size}", slug=f"first-{size}")
        spanish = work.publish_translated(work.start(page), superuser)
        pending = find_pending_translation(spanish)
        pending.record_review(reviewer, {pair.digest for pair in pending.pairs})
        other = work.make_source(*make_body(size), title=f"Other {size}", slug=f"other-{size}")
        record = work.get_record(work.start(other))
        filled = count(lambda record=record: fill_in(record, superuser))
        assert fill_in(record, superuser).remembered == 2 * size
        for number, block in enumerate(page.body):
            block.value["content"][0].value = RichText(f"<p>Words {number} stay here.</p>")
        sync(page)
        record = work.get_record(spanish)
        former = count(lambda record=record: fill_in(record, superuser))
        assert fill_in(record, superuser).former == size
        counts.append((filled, former))
    assert counts[0] == counts[1]


@pytest.mark.translation_case(23)
@pytest.mark.parametrize("is_translated", [True, False])
def test_what_the_memory_adds_to_the_editor_does_not_grow(
    owner, world, superuser, reviewer, is_translated, monkeypatch
):
    """No query, also where strings are open and the memory was asked for them once."""
    page = work.make_source(*make_body(1), title="Title", slug="first")
    pending = find_pending_translation(work.publish_translated(work.start(page), superuser))
    pending.record_review(reviewer, {pair.digest for pair in pending.pairs})
    added = []
    for size in SIZES:
        other = work.make_source(*make_body(size, "Other"), title="A title", slug=f"other-{size}")
        spanish = work.start(other)
        if is_translated:
            work.translate(spanish, superuser)
        fill_in(work.get_record(spanish))
        url = reverse("wagtailadmin_pages:edit", args=[spanish.pk])
        with monkeypatch.context() as patch:
            ours = count(lambda url=url: owner.get(url))
            patch.setattr(banner, "has_fillable", lambda: Value(False))
            added.append(ours - count(lambda url=url: owner.get(url)))
    assert added == [0, 0]


WORDS = st.lists(
    st.sampled_from(["one", "two", "three", "four", "five", "six"]), min_size=1, max_size=5
)
BODIES = st.lists(st.lists(WORDS.map(" ".join), min_size=1, max_size=3), min_size=1, max_size=3)


def write_sections(texts):
    """Return a body whose sections keep their ids, whatever they say."""
    return [
        {
            "type": "section",
            "id": str(UUID(int=number + 1)),
            "value": {
                "heading": lines[0],
                "purpose": "other",
                "content": [
                    {
                        "type": "paragraph",
                        "id": str(UUID(int=number + 100)),
                        "value": "".join(f"<p>{line}</p>" for line in lines),
                    }
                ],
            },
        }
        for number, lines in enumerate(texts)
    ]


@pytest.mark.translation_case(82)
@given(first=BODIES, then=BODIES)
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_text_that_somebody_wrote_is_lost_or_shown_to_readers_unasked(
    world, superuser, first, then
):
    with transaction.atomic():
        page = work.make_source(title="Title", slug="random")
        page.body = json.dumps(write_sections(first))
        spanish = work.publish_translated(work.start(work.publish_source(page)), superuser)
        written = set(StringTranslation.objects.values_list("pk", "data", "has_error"))
        shown = list(spanish.body.raw_data)
        page.body = json.dumps(write_sections(then))
        sync(page)
        fill_in(work.get_record(spanish), superuser)
        assert written <= set(StringTranslation.objects.values_list("pk", "data", "has_error"))
        new = StringTranslation.objects.exclude(pk__in=[pk for pk, _data, _error in written])
        former = [row for row in new if row.has_error]
        assert all(row.field_error for row in former)
        known = {data for _pk, data, _error in written}
        assert {row.data for row in new} <= known
        assert list(work.reload(spanish).body.raw_data) == shown
        assert fill_in(work.get_record(spanish)) == Filled()
        transaction.set_rollback(True)
