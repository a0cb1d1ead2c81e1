"""A ledger's rows are written once, and what was done to them by other means is found."""

import hashlib
import json
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError, connection
from django.utils import timezone

from tests import factories
from wagtail_attachment.ledger.rows import CHAINED, LedgerError, WrittenOnce
from wagtail_attachment.models import (
    CrisisResourceVersion,
    DisclaimerVersion,
    PublicationEvent,
    PublicationSeal,
    Review,
)

LEDGERS = [CrisisResourceVersion, DisclaimerVersion, PublicationSeal, Review]
EVENT = {"page_id": 7, "title": "Page", "live": True, "language": "en", "enforcement": "enforce"}
REVIEW = {"object_type": "a.B", "object_id": 7, "language": "en", "digest": "x", "note": "Note",
          "kind": "clinical", "person_id": 1, "person_name": "Ada"}  # fmt: skip
TABLE = Review._meta.db_table


@pytest.fixture
def rows(db):
    return [Review.record(**REVIEW, revision_id=number) for number in range(3)]


def run_sql(sql, *params):
    with connection.cursor() as cursor:
        cursor.execute(sql, params)


@pytest.mark.parametrize("model", [*LEDGERS, PublicationEvent], ids=lambda model: model.__name__)
def test_every_ledger_is_guarded(model):
    assert issubclass(model, WrittenOnce)
    for manager in (model._default_manager, model._base_manager):
        with pytest.raises(LedgerError, match="Records are permanent"):
            manager.all().update(at=timezone.now())
        with pytest.raises(LedgerError):
            manager.none().delete()
    assert model._meta.default_permissions == ("view",)
    # A key to another model could null, cascade or block.
    assert all(field.related_model in {None, model} for field in model._meta.concrete_fields)


@pytest.mark.path("ledger: update or delete a row", stopped_by="ledger", case=29)
@pytest.mark.parametrize(
    "change",
    [
        lambda all_rows, row: all_rows.update(note="Other"),
        lambda all_rows, row: all_rows.delete(),
        lambda all_rows, row: all_rows.bulk_update([row], ["note"]),
        lambda all_rows, row: all_rows.bulk_create([Review(**REVIEW)]),
        lambda all_rows, row: all_rows.bulk_create(
            [row], update_conflicts=True, update_fields=["note"], unique_fields=["id"]
        ),
        lambda all_rows, row: all_rows.update_or_create(pk=row.pk, defaults={"note": "Other"}),
        lambda all_rows, row: row.save(),
        lambda all_rows, row: row.save(update_fields=["note"]),
        lambda all_rows, row: row.delete(),
    ],
    ids=[
        "update", "delete rows", "bulk_update", "bulk_create", "upsert", "update_or_create", "save",
        "save one field", "delete",
    ],
)  # fmt: skip
@pytest.mark.parametrize("manager", ["objects", "_base_manager"])
def test_row_cannot_be_changed_or_removed(rows, manager, change):
    row = rows[0]
    row.note = "Other"
    with pytest.raises(LedgerError):
        change(getattr(Review, manager).all(), row)
    assert Review.objects.get(pk=row.pk).note == "Note"
    assert Review.objects.count() == 3


def test_row_cannot_be_written_over_by_a_new_one_with_its_key(rows):
    values = {f.attname: getattr(rows[0], f.attname) for f in Review._meta.fields}
    with pytest.raises(IntegrityError):
        Review(**{**values, "note": "Other"}).save()


def test_untouched_chain_is_whole(rows):
    assert Review.find_broken_rows() == []
    assert [row.previous for row in rows] == ["", rows[0].chain, rows[1].chain]


@pytest.mark.parametrize("microseconds", [123, 5_123])
def test_chain_is_whole_where_times_have_been_cut_to_milliseconds(db, microseconds):
    at = timezone.now().replace(microsecond=microseconds)
    row = Review.record(**REVIEW, revision_id=1, at=at)
    run_sql(
        f"UPDATE {TABLE} SET at = %s WHERE id = %s",
        at.replace(microsecond=microseconds // 1000 * 1000, tzinfo=None),
        row.pk,
    )
    assert Review.find_broken_rows() == []


def test_empty_chain_is_whole(db):
    assert Review.find_broken_rows() == []


@pytest.mark.parametrize(
    ("column", "value"),
    [("note", "Other"), ("kind", "translation"), ("at", timezone.now() - timedelta(days=400)),
     ("object_id", 8), ("revision_id", None)],
)  # fmt: skip
def test_changed_row_is_found(rows, column, value):
    run_sql(f"UPDATE {TABLE} SET {column} = %s WHERE id = %s", value, rows[1].pk)
    assert Review.find_broken_rows() == [rows[1]]


def test_row_after_a_removed_one_is_found(rows):
    run_sql(f"DELETE FROM {TABLE} WHERE id = %s", rows[1].pk)
    assert Review.find_broken_rows() == [rows[2]]


def test_removed_first_row_is_found(rows):
    run_sql(f"DELETE FROM {TABLE} WHERE id = %s", rows[0].pk)
    assert Review.find_broken_rows() == [rows[1]]


def test_row_put_in_by_other_means_is_found(rows):
    columns = [field.column for field in Review._meta.concrete_fields]
    new = {"id": 900, "chain": "'forged'", "previous": "'forged'"}
    selected = ", ".join(str(new.get(column, column)) for column in columns)
    run_sql(
        f"INSERT INTO {TABLE} ({', '.join(columns)}) SELECT {selected} FROM {TABLE} WHERE id = %s",
        rows[0].pk,
    )
    assert [row.pk for row in Review.find_broken_rows()] == [900]


def test_forged_row_is_found_even_with_a_chain_of_its_own(rows):
    """Who can compute the hash of one row must then compute all that follow."""
    forged = Review.objects.get(pk=rows[1].pk)
    forged.note = "Other"
    run_sql(
        f"UPDATE {TABLE} SET note = 'Other', chain = %s WHERE id = %s",
        forged.compute_chain(),
        forged.pk,
    )
    assert Review.find_broken_rows() == [rows[2]]


def test_chain_is_computed_from_digests_alone(rows):
    """So that a row can be shown to others, with its place, and no other row with it."""
    chain = ""
    for row in rows:
        assert "chain" not in row.get_values(*CHAINED)
        linked = json.dumps([chain, row.compute_own_digest(*CHAINED)])
        chain = hashlib.sha256(linked.encode()).hexdigest()
        assert row.chain == chain


def test_chain_cannot_fork(rows):
    fork = Review(**REVIEW, previous=rows[0].chain, chain="another")
    with pytest.raises(IntegrityError):
        fork.save()


def test_appending_starts_again_when_another_was_quicker(rows, monkeypatch):
    real = Review.compute_chain
    beaten = []

    def compute_chain(row):
        if not beaten:
            beaten.append(row)
            row.previous = rows[0].chain  # as if the last row had not been seen yet
        return real(row)

    monkeypatch.setattr(Review, "compute_chain", compute_chain)
    row = Review.record(**REVIEW)
    assert row.previous == rows[2].chain
    assert Review.find_broken_rows() == []


def test_appending_gives_up_with_an_error(rows, monkeypatch):
    monkeypatch.setattr(Review, "compute_chain", lambda row: rows[0].chain)
    with pytest.raises(LedgerError, match="try again"):
        Review.record(**REVIEW)


def test_chain_is_whole_for_every_ledger(practice):
    line = factories.make_verified_line("911", name="Ünï “cøde” 😀")
    factories.put_in_force(factories.WORDING_ES, language="es")
    line.withdraw(factories.make_verifier())
    PublicationSeal.seal({1: "0" * 64})
    Review.record(
        object_type="a.B", object_id=1, language="en", digest="x", kind="clinical",
        person_id=1, person_name="Ada", next_due=timezone.localdate(),
    )  # fmt: skip
    for model in LEDGERS:
        assert model.objects.exists()
        assert model.find_broken_rows() == []


def test_row_names_the_person_as_they_were(practice):
    group = factories.make_group("Clinical leads")
    user = factories.make_user("approve_disclaimer", name="Ada")
    user.groups.add(group)
    row = factories.put_in_force("<p>Other words.</p>", kind="other", user=user)
    user.delete()
    row.refresh_from_db()
    assert (row.person_name, row.person_role) == ("Ada", "Clinical leads")


@pytest.mark.parametrize(("superuser", "role"), [(True, "Administrator"), (False, "")])
def test_person_without_a_group_is_named_by_what_they_may(practice, superuser, role):
    user = factories.make_user("approve_disclaimer", superuser=superuser)
    row = factories.put_in_force("<p>Other words.</p>", kind="other", user=user)
    assert (row.person_name, row.person_role) == (user.first_name, role)


def test_rows_say_what_they_are(practice):
    event = PublicationEvent.record(**EVENT)
    review = Review.record(
        object_type="a.B", object_id=1, language="en", digest="x", kind="clinical",
        person_id=1, person_name="Ada",
    )  # fmt: skip
    verified = CrisisResourceVersion.objects.get()
    assert str(event).startswith("7: live, ")
    assert str(review).startswith("Clinical review: Ada, ")
    assert str(practice).startswith("general (en), ")
    assert str(verified) == f"Verified: US {verified.resource_id}"


@pytest.mark.parametrize("key", [7, "p/ada", UUID("0d5ed6b2-4a0c-4f0e-9d0e-1d2f7a5b8c11")])
def test_ids_of_people_and_objects_may_have_any_type_of_key(db, key):
    row = Review.record(**{**REVIEW, "person_id": key, "object_id": key})
    assert Review.find_broken_rows() == []
    assert Review.objects.get(person_id=key, object_id=key) == row
    assert Review.objects.get().person_id == str(key)


def test_chain_holds_where_a_site_comes_to_use_time_zones(db, settings):
    """As on PostgreSQL, which knows the moment; without zones it gives it in the site's own."""
    row = Review.record(**REVIEW)
    settings.USE_TZ = False
    row.at = timezone.make_naive(row.at, timezone.get_default_timezone())
    assert row.compute_chain() == row.chain


def test_chain_holds_in_the_hour_that_comes_twice(db, settings):
    settings.USE_TZ = False
    Review.record(**REVIEW, at=datetime(2026, 11, 1, 1, 30, fold=1))
    assert Review.find_broken_rows() == []


class OldReplica:
    """Routes reads to a replica that cannot be reached."""

    def db_for_read(self, model, **hints):
        return "replica"


def test_ledgers_are_read_where_they_are_written(db, settings):
    settings.DATABASE_ROUTERS = [OldReplica()]
    for number in range(2):
        Review.record(**REVIEW, revision_id=number)
    assert Review.find_broken_rows() == []
    assert Review.objects.filter(kind="clinical").count() == 2
