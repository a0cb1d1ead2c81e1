"""Each event is sealed in a chain right after its commit, and what is done to it later is found."""

import json
import re
import zlib
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from tests import factories
from wagtail_attachment.evidence.ledgers import find_broken_ledger_rows
from wagtail_attachment.evidence.sealing import find_broken_events
from wagtail_attachment.ledger.recorded_texts import RecordedText
from wagtail_attachment.models import PublicationEvent, PublicationSeal

EVENT = {"title": "Page", "live": True, "language": "en", "enforcement": "enforce"}
EVENTS = PublicationEvent._meta.db_table
SEALS = PublicationSeal._meta.db_table


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    """Do something, and what is to be done after its commit."""

    def commit(act):
        with django_capture_on_commit_callbacks(execute=True):
            return act()

    return commit


@pytest.fixture
def events(db, commit):
    """Two events of pages, then three under one seal."""
    record = PublicationEvent.record
    events = [commit(lambda number=number: record(page_id=number, **EVENT)) for number in (1, 2)]
    many = [{"page_id": number, **EVENT} for number in (3, 4, 5)]
    commit(lambda: PublicationEvent.record_many(many))
    return [*events, *PublicationEvent.objects.filter(page_id__gt=2)]


def run_sql(sql, *params):
    with connection.cursor() as cursor:
        cursor.execute(sql, params)


def audit(*options):
    """Return the output of an audit and what it complained of."""
    output = StringIO()
    try:
        call_command("audit_articles", *options, stdout=output)
    except CommandError as error:
        return output.getvalue(), str(error)
    return output.getvalue(), ""


def test_seal_of_each_commit_follows_from_the_one_before(events):
    first, second, third = PublicationSeal.objects.all()
    assert [seal.previous for seal in (first, second, third)] == ["", first.chain, second.chain]
    assert first.events == [[events[0].pk] * 2]
    assert third.events == [[events[2].pk, events[4].pk]]
    assert find_broken_ledger_rows() == []


def test_publishing_is_sealed(practice, commit):
    factories.make_verified_line("116 123", country="GB", name="Samaritans")
    page = commit(lambda: factories.make_blog_page(live=True))
    event = PublicationEvent.objects.get(page_id=page.pk)
    assert PublicationSeal.objects.get().vouches_for({event.pk: event.digest})
    commit(lambda: factories.set_country("GB"))
    assert PublicationSeal.objects.count() == 2


def test_what_is_undone_is_not_sealed(db, commit):
    def undo():
        with transaction.atomic():
            PublicationEvent.record(page_id=1, **EVENT)
            transaction.set_rollback(True)

    commit(undo)
    assert not PublicationSeal.objects.exists()


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(
    ("column", "value"),
    [("title", "Other"), ("live", False), ("at", "2020-01-01 00:00:00+00:00"), ("page_id", 8),
     ("kinds", json.dumps(["other"])), ("site_id", 1), ("groups", json.dumps([{"pages": []}]))],
)  # fmt: skip
def test_changed_event_is_found(events, number, column, value):
    run_sql(f"UPDATE {EVENTS} SET {column} = %s WHERE id = %s", value, events[number].pk)
    assert find_broken_ledger_rows() == [events[number]]


@pytest.mark.parametrize("number", [1, 3, 4])
def test_event_with_a_digest_forged_too_is_found_by_its_seal(events, number):
    forged = PublicationEvent.objects.get(pk=events[number].pk)
    forged.title = "Other"
    run_sql(
        f"UPDATE {EVENTS} SET title = 'Other', digest = %s WHERE id = %s",
        forged.compute_digest(),
        forged.pk,
    )
    seals = list(PublicationSeal.objects.all())
    assert find_broken_ledger_rows() == [seals[1 if number == 1 else 2]]


@pytest.mark.parametrize("number", range(5))
def test_removed_event_is_found(events, number):
    run_sql(f"DELETE FROM {EVENTS} WHERE id = %s", events[number].pk)
    assert find_broken_ledger_rows() == [PublicationSeal.objects.all()[min(number, 2)]]


def test_removed_seal_is_found(events):
    _first, second, third = PublicationSeal.objects.all()
    run_sql(f"DELETE FROM {SEALS} WHERE id = %s", second.pk)
    assert find_broken_ledger_rows() == [third]


def test_seal_that_names_no_events_any_more_is_told_of_by_the_audit(events):
    seal = PublicationSeal.objects.last()
    for stored in ([[seal.events[0][0], ""]], [[]], {}, 7, []):
        run_sql(f"UPDATE {SEALS} SET events = %s WHERE id = %s", json.dumps(stored), seal.pk)
        assert f"PublicationSeal {seal.pk} is not as it was written" in audit("--verify-ledger")[1]


@pytest.mark.parametrize("stored", [[""], [{}], {"pages": []}, 7])
def test_event_whose_groups_are_none_any_more_is_told_of_by_the_audit(events, stored):
    event = events[0]
    run_sql(f"UPDATE {EVENTS} SET groups = %s WHERE id = %s", json.dumps(stored), event.pk)
    assert f"PublicationEvent {event.pk} is not as it was written" in audit("--verify-ledger")[1]


def test_seals_removed_from_the_end_are_found_with_a_head_that_was_kept(events):
    (head,) = re.findall(r"PublicationSeal: 3 rows, head (\w{64})", audit("--verify-ledger")[0])
    assert audit(f"--expect-head={head}")[1] == ""
    run_sql(f"DELETE FROM {SEALS} WHERE id = %s", PublicationSeal.objects.last().pk)
    assert head in audit(f"--expect-head={head}")[1]


def test_event_that_nothing_sealed_is_told_of_once_and_sealed(events):
    """Put in by other means, or left by a process that was killed right after its commit."""
    event = PublicationEvent(page_id=6, at=events[0].at.replace(year=2020), **EVENT)
    event.digest = event.compute_digest()
    event.save()
    assert "1 publication events had no seal" in audit("--verify-ledger")[1]
    assert PublicationSeal.objects.last().events == [[event.pk] * 2]
    assert audit("--verify-ledger")[1] == ""


def test_event_that_is_just_being_committed_is_left_to_who_wrote_it(db):
    PublicationEvent.record(page_id=1, **EVENT)
    assert audit("--verify-ledger")[1] == ""
    assert not PublicationSeal.objects.exists()


# What events refer to


def test_text_on_record_that_was_changed_or_removed_is_found(practice):
    page = factories.make_blog_page(live=True, text="Words.")
    digest = PublicationEvent.objects.get(page_id=page.pk).shown["text"]
    text = RecordedText.objects.get(digest=digest)
    assert list(find_broken_events()) == []
    forged = zlib.compress(zlib.decompress(text.content).replace(b"Words", b"Other"))
    with connection.cursor() as cursor:
        for content in (forged, b"no zlib"):
            cursor.execute(
                "UPDATE wagtail_attachment_recordedtext SET content = %s WHERE id = %s",
                [content, text.pk],
            )
            assert text in list(find_broken_events())
        cursor.execute("DELETE FROM wagtail_attachment_recordedtext WHERE id = %s", [text.pk])
    assert [event.page_id for event in find_broken_events()] == [page.pk]
