"""A ledger's rows are written once, and what was done to them by other means is found."""

import json
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection
from django.utils import timezone

from tests import factories
from wagtail_attachment.ledger.rows import LedgerError, LedgerRow
from wagtail_attachment.models import (
    CrisisResourceVersion,
    DisclaimerVersion,
    PublicationEvent,
    Review,
)

LEDGERS = [CrisisResourceVersion, DisclaimerVersion, PublicationEvent, Review]
EVENT = {"page_id": 7, "title": "Page", "live": True, "language": "en", "enforcement": "enforce"}
TABLE = PublicationEvent._meta.db_table


@pytest.fixture
def events(db):
    return [PublicationEvent.record(**EVENT, url=f"/{number}/") for number in range(3)]


def run_sql(sql, *params):
    with connection.cursor() as cursor:
        cursor.execute(sql, params)


@pytest.mark.parametrize("model", LEDGERS, ids=lambda model: model.__name__)
def test_every_ledger_is_guarded(model):
    assert issubclass(model, LedgerRow)
    for manager in (model._default_manager, model._base_manager):
        with pytest.raises(LedgerError, match="kept for ever"):
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
        lambda rows, row: rows.update(title="Other"),
        lambda rows, row: rows.delete(),
        lambda rows, row: rows.bulk_update([row], ["title"]),
        lambda rows, row: rows.bulk_create([PublicationEvent(**EVENT)]),
        lambda rows, row: rows.bulk_create(
            [row], update_conflicts=True, update_fields=["title"], unique_fields=["id"]
        ),
        lambda rows, row: rows.update_or_create(pk=row.pk, defaults={"title": "Other"}),
        lambda rows, row: row.save(),
        lambda rows, row: row.save(update_fields=["title"]),
        lambda rows, row: row.delete(),
    ],
    ids=[
        "update", "delete rows", "bulk_update", "bulk_create", "upsert", "update_or_create", "save",
        "save one field", "delete",
    ],
)  # fmt: skip
@pytest.mark.parametrize("manager", ["objects", "_base_manager"])
def test_row_cannot_be_changed_or_removed(events, manager, change):
    row = events[0]
    row.title = "Other"
    with pytest.raises(LedgerError):
        change(getattr(PublicationEvent, manager).all(), row)
    assert PublicationEvent.objects.get(pk=row.pk).title == "Page"
    assert PublicationEvent.objects.count() == 3


def test_row_cannot_be_written_over_by_a_new_one_with_its_key(events):
    values = {f.attname: getattr(events[0], f.attname) for f in PublicationEvent._meta.fields}
    with pytest.raises(IntegrityError):
        PublicationEvent(**{**values, "title": "Other"}).save()


def test_untouched_chain_is_whole(events):
    assert PublicationEvent.find_broken_rows() == []
    assert [row.previous for row in events] == ["", events[0].chain, events[1].chain]


def test_empty_chain_is_whole(db):
    assert PublicationEvent.find_broken_rows() == []


@pytest.mark.parametrize(
    ("column", "value"),
    [("title", "Other"), ("live", False), ("at", timezone.now() - timedelta(days=400)),
     ("kinds", json.dumps(["other"])), ("page_id", 8), ("site_id", 1)],
)  # fmt: skip
def test_changed_row_is_found(events, column, value):
    run_sql(f"UPDATE {TABLE} SET {column} = %s WHERE id = %s", value, events[1].pk)
    assert PublicationEvent.find_broken_rows() == [events[1]]


def test_row_after_a_removed_one_is_found(events):
    run_sql(f"DELETE FROM {TABLE} WHERE id = %s", events[1].pk)
    assert PublicationEvent.find_broken_rows() == [events[2]]


def test_removed_first_row_is_found(events):
    run_sql(f"DELETE FROM {TABLE} WHERE id = %s", events[0].pk)
    assert PublicationEvent.find_broken_rows() == [events[1]]


def test_row_put_in_by_other_means_is_found(events):
    columns = [field.column for field in PublicationEvent._meta.concrete_fields]
    new = {"id": 900, "chain": "'forged'", "previous": "'forged'"}
    selected = ", ".join(str(new.get(column, column)) for column in columns)
    run_sql(
        f"INSERT INTO {TABLE} ({', '.join(columns)}) SELECT {selected} FROM {TABLE} WHERE id = %s",
        events[0].pk,
    )
    assert [row.pk for row in PublicationEvent.find_broken_rows()] == [900]


def test_forged_row_is_found_even_with_a_chain_of_its_own(events):
    """Who can compute the hash of one row must then compute all that follow."""
    forged = PublicationEvent.objects.get(pk=events[1].pk)
    forged.title = "Other"
    run_sql(
        f"UPDATE {TABLE} SET title = 'Other', chain = %s WHERE id = %s",
        forged.compute_chain(),
        forged.pk,
    )
    assert PublicationEvent.find_broken_rows() == [events[2]]


def test_chain_cannot_fork(events):
    fork = PublicationEvent(**EVENT, previous=events[0].chain, chain="another")
    with pytest.raises(IntegrityError):
        fork.save()


def test_appending_starts_again_when_another_was_quicker(events, monkeypatch):
    real = PublicationEvent.compute_chain
    beaten = []

    def compute_chain(row):
        if not beaten:
            beaten.append(row)
            row.previous = events[0].chain  # as if the last row had not been seen yet
        return real(row)

    monkeypatch.setattr(PublicationEvent, "compute_chain", compute_chain)
    row = PublicationEvent.record(**EVENT)
    assert row.previous == events[2].chain
    assert PublicationEvent.find_broken_rows() == []


def test_appending_gives_up_with_an_error(events, monkeypatch):
    monkeypatch.setattr(PublicationEvent, "compute_chain", lambda row: events[0].chain)
    with pytest.raises(LedgerError, match="try again"):
        PublicationEvent.record(**EVENT)


def test_chain_is_whole_for_every_ledger(practice):
    line = factories.make_verified_line("911", name="Ünï “cøde” 😀")
    factories.put_in_force(factories.WORDING_ES, language="es")
    line.withdraw(factories.make_verifier())
    Review.record(
        object_type="a.B", object_id=1, language="en", digest="x", kind="clinical",
        person_id=1, person_name="Ada", next_due=timezone.localdate(),
    )  # fmt: skip
    factories.make_article(live=True, title="Ünï")
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
    assert (row.person_name, row.person_role) == (user.username, role)


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
