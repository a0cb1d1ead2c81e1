"""What our items of the menu ask for on every page of the admin."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories
from wagtail_attachment.ledger.memo import end_reading

HISTORY = "/admin/reports/site-history/"


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_languages_are_counted_once_and_a_new_one_is_seen_at_once(client):
    factories.get_home()
    client.force_login(factories.make_user(superuser=True))

    def count():
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(HISTORY)
        assert answer.status_code == 200
        counted = [
            each
            for each in queries
            if 'COUNT(*) AS "__count" FROM "wagtailcore_locale"' in each["sql"]
        ]
        return len(counted), "/admin/practice/translations/" in answer.text

    try:
        assert count() == (1, False)
        assert count() == (0, False)
        factories.get_locale("es")
        assert count() == (1, True)
    finally:
        end_reading()
