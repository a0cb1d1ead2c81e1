"""A site's own rules hold wherever an article could go live, and are shown wherever it is listed."""

import html
import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from wagtail.models import Locale, Page

from tests import factories
from tests.publishing.facts import make_rule
from wagtail_attachment.publishing import PublishingRefused, Severity
from wagtail_attachment.publishing.rules import Finding
from wagtail_attachment.safety.publish_anyway import Override

pytestmark = pytest.mark.django_db

FAILED = "The check “guides.found” failed to run, so we don't know whether the article passes it."


def find_no_subtitle(facts):
    if not facts.page.subtitle:
        yield Finding("It has no subtitle.")


def fail(facts):
    raise LookupError


def fail_at_reading(facts):
    with connection.cursor() as cursor:
        cursor.execute("SELECT it FROM nowhere")
    return []


def fail_at_writing(facts):
    Locale.objects.create(language_code="en")  # there is one
    return []


def get_refusals(page):
    """Return what stops a page from being published, in a transaction as a view has it."""
    with transaction.atomic():
        try:
            page.save_revision().publish(user=factories.make_user(superuser=True))
        except PublishingRefused as refusal:
            return [violation.message for violation in refusal.violations]
    return []


def is_live(page):
    return Page.objects.get(pk=page.pk).live


def test_what_a_site_requires_stops_publishing_until_it_is_there(practice, register):
    register(make_rule(find=find_no_subtitle))
    draft = factories.make_article()
    assert get_refusals(draft) == ["It has no subtitle."]
    assert not is_live(draft)
    draft.subtitle = "What it protects"
    assert get_refusals(draft) == []
    assert is_live(draft)


def test_what_a_site_requires_for_safety_stops_every_save_of_a_live_article(practice, register):
    page = factories.make_article(live=True)
    register(make_rule(find=find_no_subtitle, severity=Severity.SAFETY))
    with pytest.raises(PublishingRefused), transaction.atomic():
        page.save()


def test_rule_of_safety_may_leave_alone_what_readers_have(practice, register):
    page = factories.make_article(live=True)
    register(make_rule(find=find_no_subtitle, severity=Severity.SAFETY, spares_shown_text=True))
    page.save()
    page.title = "Another title"
    with pytest.raises(PublishingRefused), transaction.atomic():
        page.save()


@pytest.mark.path("a site's own rule fails", stopped_by="gate")
@pytest.mark.parametrize("find", [fail, fail_at_reading, fail_at_writing])
def test_rule_that_fails_stops_publishing_and_says_so(practice, register, find):
    register(make_rule(find=find))
    draft = factories.make_article()
    assert get_refusals(draft) == [FAILED]
    assert not is_live(draft)


def test_failing_advice_stops_nothing(practice, register):
    register(make_rule(find=fail, severity=Severity.ADVICE))
    draft = factories.make_article()
    assert get_refusals(draft) == []
    assert [v.message for v in draft.evaluate() if v.id == "guides.found"] == [FAILED]


def test_failing_rule_holds_up_no_cron_job(practice, register):
    register(make_rule(find=fail))
    draft = factories.make_article()
    draft.go_live_at = factories.in_days(-1)
    draft.save_revision(approved_go_live_at=draft.go_live_at)
    call_command("publish_scheduled", stdout=StringIO())
    assert not is_live(draft)


def test_failing_rule_can_be_answered_for_if_it_could_otherwise(practice, register):
    """Else an article could not be mended before a developer has mended the rule."""
    register(make_rule(find=fail, is_overridable=True))
    draft = factories.make_article()
    draft.save_revision()
    override = Override(draft)
    override.publish(factories.make_user(superuser=True), "It is urgent.", override.digest)
    assert is_live(draft)


def test_failing_rule_is_shown_in_lists(practice, register, client):
    factories.make_article(live=True)
    register(make_rule(find=fail))
    client.force_login(factories.make_user(superuser=True))
    report = client.get("/admin/practice/articles/?violation=guides.found")
    assert FAILED in html.unescape(report.content.decode())
    output = StringIO()
    call_command("audit_articles", "--format=json", stdout=output)
    found = [finding["message"] for finding in json.loads(output.getvalue())]
    assert FAILED in found


def test_readers_are_not_told_of_rules(practice, register, client):
    page = factories.make_article(live=True)
    register(make_rule(find=fail, severity=Severity.SAFETY))
    assert client.get(page.url).status_code == 200
