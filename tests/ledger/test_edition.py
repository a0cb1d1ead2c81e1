"""An edition ends with each change that is committed, and no writer waits for another to end it."""

import threading
from contextlib import suppress

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from wagtail_attachment.ledger.edition import Edition, get_edition, renew

# The rules are about transactions, so these are real ones.
pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


class Undone(Exception):
    """Whatever ends a transaction without a commit."""


@pytest.fixture
def edition():
    renew()
    return get_edition()


def count_queries(act):
    with CaptureQueriesContext(connection) as queries:
        act()
    return len(queries)


def test_there_is_none_before_the_first_change():
    Edition.objects.all().delete()
    assert get_edition() == ""
    renew()
    assert get_edition()


def test_there_is_none_before_its_table_is_there(edition, monkeypatch):
    monkeypatch.setattr(Edition._meta, "db_table", "wagtail_attachment_not_migrated")
    assert get_edition() == ""


def test_each_change_begins_a_new_one(edition):
    seen = {edition}
    for _change in range(5):
        renew()
        seen.add(get_edition())
    assert len(seen) == 6
    assert Edition.objects.count() == 1


def test_any_of_several_rows_tells_of_a_change(edition):
    second = Edition.objects.create()
    seen = {edition, get_edition()}
    Edition.objects.filter(pk=second.pk).update(stamp="0" * 32)
    assert get_edition() not in seen


def test_what_is_not_committed_has_none(edition):
    with transaction.atomic():
        assert get_edition() == ""
    assert get_edition() == edition


def test_without_autocommit_there_is_none(edition):
    transaction.set_autocommit(False)
    try:
        assert get_edition() == ""
        renew()
        transaction.commit()
    finally:
        transaction.set_autocommit(True)
    assert get_edition() not in ("", edition)


def test_it_ends_with_the_commit_and_not_before(edition):
    seen = []

    def read():
        seen.append(get_edition())
        connection.close()

    with transaction.atomic():
        renew()
        if connection.vendor == "sqlite":
            read_in_thread(read)  # in write-ahead mode a reader waits for nobody
        else:
            read_in_thread(read)
    assert seen == [edition]
    assert get_edition() != edition


def read_in_thread(read):
    thread = threading.Thread(target=read)
    thread.start()
    thread.join()


def test_a_transaction_renews_it_once(edition):
    with transaction.atomic():
        assert count_queries(renew) > 0
        assert count_queries(renew) == 0
        with transaction.atomic():
            assert count_queries(renew) == 0
    assert count_queries(renew) > 0


def test_what_is_rolled_back_leaves_it(edition):
    with suppress(Undone), transaction.atomic():
        renew()
        raise Undone
    assert get_edition() == edition


def test_it_is_renewed_again_after_the_savepoint_in_which_it_was_is_undone(edition):
    """Django keeps ``run_on_commit`` by savepoints; it is not documented, and relied upon here."""
    with transaction.atomic():
        with suppress(Undone), transaction.atomic():
            renew()
            raise Undone
        renew()
    assert get_edition() != edition


def test_what_was_renewed_before_a_savepoint_stays_so_when_that_is_undone(edition):
    with transaction.atomic():
        renew()
        with suppress(Undone), transaction.atomic():
            renew()
            raise Undone
        assert count_queries(renew) == 0
    assert get_edition() != edition


def test_it_comes_back_after_its_table_was_emptied(edition):
    Edition.objects.all().delete()
    renew()
    assert get_edition() not in ("", edition)


def test_a_writer_does_not_begin_by_reading_where_that_could_fail(edition):
    """SQLite fails a transaction that reads first and finds another writer when it comes to write."""
    if connection.features.has_select_for_update_skip_locked:
        pytest.skip("SQLite alone: elsewhere a row is read to be locked.")
    with CaptureQueriesContext(connection) as queries:
        renew()
    statements = [q["sql"] for q in queries if q["sql"].partition(" ")[0] in ("SELECT", "UPDATE")]
    assert statements[0].startswith("UPDATE")


# Many writers at the same time


@pytest.fixture
def _row_locks():
    if not connection.features.has_select_for_update_skip_locked:
        pytest.skip("PostgreSQL alone lets several transactions write at a time.")


@pytest.mark.usefixtures("_row_locks")
def test_twenty_writers_at_once_do_not_wait_for_each_other(edition):
    renewed = threading.Barrier(20, timeout=60)

    def write():
        try:
            with transaction.atomic():
                renew()
                renewed.wait()  # nobody has committed when the last one gets here
        finally:
            connection.close()

    writers = [threading.Thread(target=write) for _writer in range(20)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert not renewed.broken
    assert Edition.objects.count() == 20
    assert get_edition() != edition
    renew()
    assert Edition.objects.count() == 20


@pytest.mark.usefixtures("_row_locks")
def test_each_of_two_writers_ends_it_with_their_own_commit(edition):
    seen = [edition]
    with transaction.atomic():
        renew()
        read_in_thread(lambda: (renew(), seen.append(get_edition()), connection.close()))
    seen.append(get_edition())
    assert len(set(seen)) == 3
