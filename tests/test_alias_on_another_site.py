"""An alias on a site without a wording stops neither its source nor whatever waits behind that."""

import pytest
from django.core.management import call_command
from wagtail.models import Page, PageLogEntry, Site

from tests import factories
from tests.testapp.models import PlainPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(home):
    """A page whose site has a wording, with an alias on one that has none."""
    factories.set_country()
    factories.make_verified_line()
    factories.put_in_force(site=factories.get_site())
    elsewhere = factories.make_blog_page(model=PlainPage, parent=Page.get_first_root_node())
    Site.objects.create(hostname="other.example", root_page=elsewhere)
    page = factories.make_blog_page()
    page.create_alias(parent=elsewhere)
    return page


def assert_only_source_is_live(page):
    assert Page.objects.get(pk=page.pk).live
    assert not page.aliases.get().live


def test_publishing_without_a_user_logs_the_refusal(page):
    page.save_revision().publish()
    assert_only_source_is_live(page)
    entry = PageLogEntry.objects.get(action="wagtail_attachment.publish_refused")
    assert "disclaimer.missing" in entry.data["violations"]


def test_schedule_goes_on_behind_it(page):
    other = factories.make_blog_page()
    for scheduled in (page, other):
        scheduled.go_live_at = factories.in_days(-1)
        revision = scheduled.save_revision(approved_go_live_at=scheduled.go_live_at)
        assert revision.approved_go_live_at
    call_command("publish_scheduled")
    assert_only_source_is_live(page)
    assert Page.objects.get(pk=other.pk).live
