"""The dashboard's panel: there while something is missing, for those who can see to it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from tests import factories
from tests.admin.answers import get_text, read
from wagtail_attachment.admin.dashboard import SetupPanel
from wagtail_attachment.models import CrisisResource


def get_panel(client):
    return read(client.get("/admin/")).select_one("#practice-setup-section, #practice-setup")


def test_panel_leads_to_each_step_that_is_not_done(owner):
    panel = get_panel(owner)
    assert "Practice setup, 0 of 5" in get_text(panel)
    anchors = [link["href"].partition("#")[2] for link in panel.select("li a")]
    assert anchors == ["country", "disclaimer", "lines", "booking", "article"]


def test_panel_ticks_what_is_done(owner, practice):
    panel = get_panel(owner)
    assert "Practice setup, 3 of 5" in get_text(panel)
    assert [link["href"].partition("#")[2] for link in panel.select("li a")] == [
        "booking",
        "article",
    ]


def test_panel_is_gone_when_all_is_done_and_back_when_something_breaks(owner, practice, verifier):
    factories.set_country(booking_postponed=True)
    factories.make_article(live=True)
    assert get_panel(owner) is None
    CrisisResource.objects.get().withdraw(verifier)
    assert "4 of 5" in get_text(get_panel(owner))


def test_panel_is_not_shown_to_who_cannot_set_up(visitor):
    assert get_panel(visitor) is None


def test_panel_is_not_shown_without_a_site(owner):
    Site.objects.all().delete()
    assert get_panel(owner) is None


@pytest.fixture
def count_queries(rf, superuser):
    def count():
        request = rf.get("/admin/")
        request.user = superuser
        with CaptureQueriesContext(connection) as queries:
            SetupPanel().get_context_data({"request": request})
        return len(queries)

    return count


def test_panel_s_queries_do_not_grow_with_the_practice(practice, count_queries):
    factories.make_article(live=True)
    before = count_queries()
    assert before <= 14
    for number in range(5):
        factories.make_article(live=True)
        factories.make_verified_line(f"98{number}", name=f"Line {number}")
        factories.make_booking()
    assert count_queries() == before
