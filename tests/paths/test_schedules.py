"""Nobody is there when a schedule comes due: the bad stay drafts, the good go live, every time."""

from io import StringIO

import pytest
from django.core.management import call_command
from wagtail.models import Page, PageLogEntry

from tests import factories
from tests.factories import section
from wagtail_attachment.models import CrisisResource


def schedule(page):
    """Let a page be due, as it is once the time that its editor chose has come."""
    page.go_live_at = factories.in_days(-1)
    page.save_revision(clean=False, approved_go_live_at=page.go_live_at)
    return page


def run():
    call_command("publish_scheduled", stdout=StringIO())


def get_live(pages):
    return [Page.objects.get(pk=page.pk).live for page in pages]


def count_refusals(page):
    return PageLogEntry.objects.filter(
        page=page.pk, action="wagtail_attachment.publish_refused"
    ).count()


@pytest.mark.path(
    "schedule: five pages, two of them bad, in several runs", stopped_by="gate", case=6
)
def test_bad_pages_hold_up_no_good_one_in_any_run(practice):
    bad = [factories.make_article(section(heading="")) for _number in range(2)]
    good = [factories.make_article() for _number in range(3)]
    for page in (bad[0], good[0], bad[1], good[1]):
        schedule(page)
    run()
    assert (get_live(bad), get_live(good)) == ([False] * 2, [True, True, False])
    schedule(good[2])
    run()
    run()
    assert (get_live(bad), get_live(good)) == ([False] * 2, [True] * 3)
    assert [count_refusals(page) for page in bad] == [1, 1]


@pytest.mark.path("schedule: put right and scheduled anew", stopped_by="nothing", case=6)
def test_page_that_was_put_right_goes_live_with_its_next_schedule(practice):
    page = schedule(factories.make_article(section(heading="")))
    run()
    page.refresh_from_db()
    page.body = [section()]
    schedule(page)
    run()
    assert get_live([page]) == [True]


@pytest.mark.path(
    "schedule: changes to a live page that may not go live", stopped_by="gate", case=6
)
def test_refused_changes_leave_the_live_text(practice):
    page = factories.make_article(live=True)
    page.body = [section(heading="")]
    schedule(page)
    run()
    page.refresh_from_db()
    assert page.live
    assert page.body[0].value["heading"] == "A heading"
    assert page.get_latest_revision_as_object().body[0].value["heading"] == ""


@pytest.mark.path("schedule: expiry of what may not be live", stopped_by="nothing")
def test_uncovered_page_expires_all_the_same(practice, verifier):
    page = factories.make_article(live=True)
    CrisisResource.objects.get().withdraw(verifier)
    Page.objects.filter(pk=page.pk).update(expire_at=factories.in_days(-1))
    run()
    assert get_live([page]) == [False]
