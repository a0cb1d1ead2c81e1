"""The views with real transactions: what waits for their end may not fail after the answer."""

import pytest
from django.db import connection

from tests import factories
from tests.admin.answers import get_messages
from tests.localize import work


@pytest.fixture(scope="module", autouse=True)
def _fill_the_database_again(django_db_setup, django_db_blocker):
    """A test with real transactions leaves an empty database, also for the modules after this."""
    yield
    with django_db_blocker.unblock():
        connection.creation.deserialize_db_from_string(connection._test_serialized_contents)


@pytest.fixture(params=[True, False], ids=["atomic requests", "autocommit"])
def _transactions(request):
    connection.settings_dict["ATOMIC_REQUESTS"] = request.param
    yield
    connection.settings_dict["ATOMIC_REQUESTS"] = False


@pytest.mark.translation_case(1, 16)
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
@pytest.mark.usefixtures("_transactions")
@pytest.mark.parametrize("syncs", [True, False], ids=["syncs live status", "does not"])
def test_submitting_publishing_and_updating(syncs, settings, superuser, owner):
    settings.WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = syncs
    factories.make_practice()
    factories.put_in_force(factories.WORDING_ES, language="es")
    page = work.make_source()
    assert work.submit(owner, page).status_code == 200
    spanish = work.get_translated(page)
    assert "not published" in get_messages(work.publish(owner, spanish))[0]
    assert not work.reload(spanish).live
    work.translate(spanish, superuser)
    assert "Published" in get_messages(work.publish(owner, spanish))[0]
    translated = work.reload(spanish)
    assert translated.live
    page.title = "Another one"
    work.publish_source(page)
    answer = work.update(owner, page, publish_translations="on")
    assert answer.status_code == 200
    assert any("Not published in Spanish" in message for message in get_messages(answer))
    assert work.reload(spanish).title == translated.title
