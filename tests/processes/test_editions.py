"""What one process keeps in its own memory ends with what another process changes."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import factories
from wagtail_attachment.ledger.edition import Edition, get_edition
from wagtail_attachment.models import CrisisResource, Disclaimer
from wagtail_attachment.pages.models import ArticlePage


@pytest.fixture
def article(admin):
    factories.set_country()
    factories.make_verified_line()
    factories.put_in_force("<p>Old words.</p>")
    return factories.make_article(model=ArticlePage, live=True)


@pytest.fixture
def draft(article):
    draft = Disclaimer.objects.get()
    draft.body = "<p>New words.</p>"
    draft.save()
    return draft


def read(page):
    """Return how many queries it takes, and the page."""
    with CaptureQueriesContext(connection) as queries:
        text = Client().get(page.get_url()).content.decode()
    return len(queries), text


def test_a_page_that_is_kept_here_ends_with_an_approval_there(start, article, draft):
    read(article)
    assert read(article)[0] == 1
    assert start("approve", draft.pk).arrive().go_on().finish() == ""
    assert "New words" in read(article)[1]


def test_a_page_that_is_kept_there_ends_with_an_approval_here(start, article, draft):
    reader = start("read", article.get_url(), "kept", "approved").arrive().go_on()
    queries, said = reader.say().split(" ", 1)
    assert (int(queries) > 1, said) == (True, "['Old words']")
    reader.arrive().go_on()
    assert reader.say() == "1 ['Old words']"
    reader.arrive()
    draft.approve(factories.make_approver())
    reader.go_on()
    assert reader.say().endswith("['New words']")
    assert reader.finish() == ""


def test_what_is_remembered_there_ends_with_a_withdrawal_here(start, article):
    """The second page is not kept, but its line was remembered for the first."""
    other = factories.make_article(model=ArticlePage, live=True)
    read(article)
    line = CrisisResource.objects.get()
    assert start("withdraw_line", line.pk).arrive().go_on().finish() == ""
    assert "988" not in read(other)[1]


@pytest.mark.parametrize("stop", ["before the ledger", "before the log"])
def test_a_process_that_is_killed_before_its_commit_ends_nothing(start, article, draft, stop):
    read(article)
    edition = get_edition()
    start("approve", draft.pk, stop).arrive().go_on().arrive().kill()
    assert get_edition() == edition
    queries, text = read(article)
    assert (queries, "Old words" in text) == (1, True)


def test_who_has_written_and_waits_holds_up_nobody(start, article, draft):
    """On PostgreSQL many write at once: the one that waits has renewed the edition already."""
    if not connection.features.has_select_for_update_skip_locked:
        pytest.skip("PostgreSQL alone lets several transactions write at a time.")
    waiting = start("approve", draft.pk, "before the log").arrive().go_on().arrive()
    factories.make_topic()
    article.save()
    assert "Old words" in read(article)[1]
    waiting.go_on()
    assert waiting.finish() == ""
    assert "New words" in read(article)[1]
    assert Edition.objects.count() == 2
