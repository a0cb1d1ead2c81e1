"""Which wording and which lines were on a page, also when all that made them is gone."""

import json
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.utils import timezone

from tests import factories
from wagtail_attachment.evidence import disclose
from wagtail_attachment.models import (
    CrisisResource,
    Disclaimer,
    DisclaimerVersion,
    PublicationEvent,
)

pytestmark = pytest.mark.django_db


def run(page_id, *options):
    output = StringIO()
    call_command("disclosure", page_id, *options, stdout=output)
    return output.getvalue()


@pytest.fixture
def page(practice):
    return factories.make_blog_page(live=True)


def test_three_instants(page):
    first = timezone.now()
    disclaimer = Disclaimer.objects.get()
    disclaimer.body = "<p>The second wording.</p>"
    disclaimer.save()
    disclaimer.approve(factories.make_approver())
    second = timezone.now()
    page.unpublish()
    third = timezone.now()

    assert "education" in disclose(page.pk, first).wordings[0].text
    assert disclose(page.pk, second).wordings[0].text == "The second wording."
    assert not disclose(page.pk, third).is_public
    assert disclose(page.pk, third).wordings == []
    assert not disclose(page.pk, first - timedelta(days=1)).is_public


def test_evidence_outlives_page_users_snippets_and_revisions(page):
    then = timezone.now()
    page_id, url = page.pk, page.full_url
    page.unpublish()
    page.delete()
    factories.force_delete(Disclaimer.objects.get())
    line = CrisisResource.objects.get()
    line.withdraw(factories.make_verifier())
    line.delete()
    get_user_model().objects.all().delete()
    call_command("purge_revisions", verbosity=0)

    disclosure = disclose(page_id, then).to_dict()
    assert disclosure["public"]
    assert disclosure["url"] == url
    [wording] = disclosure["disclaimers"]
    assert wording["approved_by"] == "Ada Approver"
    assert wording["sha256"] == DisclaimerVersion.objects.get().digest
    assert disclosure["crisis_resources"][0]["channels"] == [{"kind": "call", "dialled": "988"}]


def test_a_withdrawn_line_was_there_before(page):
    before = timezone.now()
    CrisisResource.objects.get().withdraw(factories.make_verifier())
    assert [line.name for line in disclose(page.pk, before).lines] == ["Lifeline"]
    assert disclose(page.pk, timezone.now()).lines == []


def test_a_page_without_a_wording_is_said_to_have_been_withheld(settings):
    settings.WAGTAIL_ATTACHMENT_ENFORCEMENT = "observe"
    factories.set_country()
    page = factories.make_blog_page(live=True)
    assert not disclose(page.pk, timezone.now()).was_withheld
    settings.WAGTAIL_ATTACHMENT_ENFORCEMENT = "enforce"
    PublicationEvent.record(
        page_id=page.pk, live=True, kinds=["general"], language="en", enforcement="enforce"
    )
    disclosure = disclose(page.pk, timezone.now())
    assert disclosure.was_withheld
    assert disclosure.uncovered_kinds == ["general"]
    assert "It was withheld" in run(page.pk)


def test_a_page_in_a_place_without_a_country_has_no_lines(practice, settings):
    settings.WAGTAIL_ATTACHMENT_ENFORCEMENT = "observe"
    factories.set_country("")
    page = factories.make_blog_page(live=True)
    assert disclose(page.pk, timezone.now()).lines == []


def test_command_tells_people_and_programs_the_same(page):
    text = run(page.pk)
    data = json.loads(run(page.pk, "--format", "json"))
    assert data["public"]
    assert data["disclaimers"][0]["sha256"] in text
    assert data["disclaimers"][0]["approved_by"] in text
    assert data["url"] in text
    assert "Lifeline: 988" in text


def test_command_says_that_a_page_was_not_public(page):
    assert "It was not public." in run(page.pk, "--at", "2020-02-29")
    assert "It was not public." in run(999)


@pytest.mark.parametrize("at", ["yesterday", "2026-13-01", "2026-02-30", "2026-01-01T25:00"])
def test_command_names_a_time_that_is_none(page, at):
    with pytest.raises(CommandError, match="--at"):
        run(page.pk, "--at", at)


def test_a_time_without_an_offset_is_the_site_s(page):
    assert "2026-01-01T12:00:00-05:00" in run(page.pk, "--at", "2026-01-01T12:00")
    utc = datetime(2026, 1, 1, 12, tzinfo=UTC).isoformat()
    assert utc in run(page.pk, "--at", utc)
