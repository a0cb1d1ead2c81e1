"""A blog with live pages adopts the package: observe, put right what the report lists, enforce."""

import logging
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from tests import factories
from tests.admin.answers import get_text, read
from tests.testapp.models import BlogPage
from wagtail_attachment.evidence.disclosure import disclose
from wagtail_attachment.publishing import PublishingRefused

pytestmark = pytest.mark.django_db

REPORT = "/admin/practice/articles/"


@pytest.fixture
def blog(settings):
    """Three posts that were live before, one of them in Spanish; observe mode is on."""
    settings.WAGTAIL_ATTACHMENT_ENFORCEMENT = "observe"
    homes = [factories.get_home(), factories.get_home(), factories.get_home("es")]
    titles = ["First post", "Second post", "Primera entrada"]
    posts = [
        factories.force_live(factories.make_blog_page(parent=home, title=title))
        for home, title in zip(homes, titles, strict=True)
    ]
    factories.force_live(factories.get_home("es"))
    return posts


@pytest.fixture
def owner():
    client = Client()
    client.force_login(factories.make_user(superuser=True))
    return client


def read_page(page):
    return Client().get(page.get_url())


def get_report(client):
    rows = read(client.get(REPORT)).select("tbody tr")
    return {get_text(row.select_one("td a")): get_text(row) for row in rows}


def get_dashboard(client):
    return get_text(read(client.get("/admin/")).body)


def audit():
    with pytest.raises(CommandError):
        call_command("audit_articles", stdout=StringIO())


def put_in_force_in_english():
    factories.make_practice()


def test_observing_takes_nothing_from_readers_and_editors(blog, owner, caplog):
    post = blog[0]
    response = read_page(post)
    assert response.status_code == 200
    assert post.title in response.content.decode()

    caplog.set_level(logging.WARNING, "wagtail_attachment")
    post.title = "First post, corrected"
    post.save()
    post.save_revision().publish(user=factories.make_user(superuser=True))
    assert "disclaimer.missing" in caplog.text
    assert "First post, corrected" in read_page(post).content.decode()


def test_observing_shows_what_is_in_force_and_logs_where_a_template_lacks_it(blog, caplog):
    put_in_force_in_english()
    caplog.set_level(logging.WARNING, "wagtail_attachment")
    text = read_page(blog[0]).content.decode()
    assert "This is education, not treatment." in text
    assert "tel:988" in text
    assert "without its disclaimer and its crisis card; put in" in caplog.text


def test_report_and_dashboard_list_the_gaps(blog, owner):
    put_in_force_in_english()
    report = get_report(owner)
    assert "Nothing" in report["First post"]
    assert "The page without a disclaimer" in report["Primera entrada"]
    assert "There is no approved disclaimer" in report["Primera entrada"]
    dashboard = get_dashboard(owner)
    assert "Report-only mode is on" in dashboard
    assert "1 live page has no approved disclaimer." in dashboard


def test_audit_names_the_gaps_to_the_cron_job_and_begins_the_record(blog):
    assert not disclose(blog[0].pk, timezone.now()).is_public
    audit()
    disclosure = disclose(blog[0].pk, timezone.now())
    assert disclosure.is_public
    assert disclosure.publication.enforcement == "observe"


def test_once_all_is_covered_enforcing_withholds_nothing(blog, owner, settings):
    put_in_force_in_english()
    factories.put_in_force(factories.WORDING_ES, language="es")
    call_command("audit_articles", stdout=StringIO())
    assert "you can switch to enforcing" in get_dashboard(owner)

    settings.WAGTAIL_ATTACHMENT_ENFORCEMENT = "enforce"
    for post in blog:
        response = read_page(post)
        assert response.status_code == 200
        assert "data-attachment-disclaimer" in response.content.decode()
    post = BlogPage.objects.get(pk=blog[0].pk)
    post.title = "First post, corrected"
    post.save_revision().publish(user=factories.make_user(superuser=True))
    assert "First post, corrected" in read_page(post).content.decode()
    assert "Report-only mode" not in get_dashboard(owner)
    assert "Hidden from readers" not in get_dashboard(owner)


def test_a_page_that_was_left_uncovered_is_withheld_and_said_to_be(blog, owner, settings):
    put_in_force_in_english()
    settings.WAGTAIL_ATTACHMENT_ENFORCEMENT = "enforce"
    assert read_page(blog[0]).status_code == 200
    assert read_page(blog[2]).status_code == 503
    assert "Help in its place (503)" in get_report(owner)["Primera entrada"]
    assert "Hidden from readers" in get_dashboard(owner)
    with pytest.raises(PublishingRefused):
        blog[2].save()
    audit()
    assert disclose(blog[2].pk, timezone.now()).was_withheld
