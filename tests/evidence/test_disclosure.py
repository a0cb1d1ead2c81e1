"""Which wording and which lines were on a page, also when all that made them is gone."""

import hashlib
import json
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.utils import timezone

from tests import factories
from wagtail_attachment.evidence.acts import record_drift
from wagtail_attachment.evidence.disclosure import disclose, get_timeline
from wagtail_attachment.models import (
    CrisisResource,
    Disclaimer,
    DisclaimerVersion,
    PracticeSettings,
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


@pytest.mark.path("evidence: which wording at three instants", stopped_by="ledger", case=31)
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


@pytest.mark.path("evidence: after purges and deletions", stopped_by="ledger", case=30)
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
    [line] = disclosure["crisis_resources"]
    assert [channel["dialled"] for channel in line["channels"]] == ["988"]
    assert line["verified_by"] == "Vera Verifier"


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
    assert "It was hidden from readers" in run(page.pk)


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


# From when to when


def get_states(page, start=None, end=None):
    return get_timeline(page.pk, start, end or timezone.now())


def test_timeline_has_every_state_with_its_beginning_and_end(page):
    first = DisclaimerVersion.objects.get()
    disclaimer = Disclaimer.objects.get()
    disclaimer.body = "<p>The second wording.</p>"
    disclaimer.save()
    second = disclaimer.approve(factories.make_approver())
    withdrawal = CrisisResource.objects.get().withdraw(factories.make_verifier())
    page.unpublish()

    states = get_states(page)
    assert [state.disclosure.wordings for state in states] == [[first], [second], [second], []]
    assert [len(state.disclosure.lines) for state in states] == [1, 1, 0, 0]
    assert [state.disclosure.is_public for state in states] == [True, True, True, False]
    assert [state.since for state in states[1:]] == [state.until for state in states[:-1]]
    assert states[1].since == second.effective_from
    assert states[2].since == withdrawal.at


def test_timeline_of_a_span_begins_with_what_stood_then(page):
    begin = timezone.now()
    disclaimer = Disclaimer.objects.get()
    disclaimer.body = "<p>The second wording.</p>"
    disclaimer.save()
    disclaimer.approve(factories.make_approver())
    middle = timezone.now()
    page.unpublish()

    states = get_states(page, begin, middle)
    assert states[0].since == begin
    assert states[-1].until == middle
    assert [state.disclosure.is_public for state in states] == [True, True]
    before = get_states(page, begin - timedelta(days=1), begin)
    assert [state.disclosure.is_public for state in before] == [False, True]


def test_timeline_leaves_out_what_changed_nothing_for_readers_of_the_page(page):
    factories.put_in_force("<p>Hinweis.</p>", language="de")
    factories.make_verified_line("116 123", country="GB", name="Samaritans")
    assert len(get_states(page)) == 1


def test_wording_planned_ahead_begins_when_it_takes_effect(page):
    planned = factories.in_days(3)
    disclaimer = Disclaimer.objects.get()
    disclaimer.body = "<p>The planned wording.</p>"
    disclaimer.save()
    disclaimer.approve(factories.make_approver(), planned)
    assert len(get_states(page)) == 1
    assert get_states(page, end=factories.in_days(4))[-1].since == planned


def test_page_that_never_was_public_has_no_timeline(practice):
    draft = factories.make_blog_page()
    assert get_states(draft) == []
    assert "It was not public." in run(draft.pk, "--until", "2100-01-01")


def test_wording_is_told_as_it_was_read(page):
    assert "call 988." in run(page.pk)
    [wording] = disclose(page.pk, timezone.now()).to_dict()["disclaimers"]
    assert "{crisis_line}" in wording["text"]
    assert "call 988." in wording["text_as_shown"]


def show_text_as_read(page, at=None):
    [wording] = disclose(page.pk, at or timezone.now()).to_dict()["disclaimers"]
    return wording["text_as_shown"]


def test_wording_without_a_line_to_call_is_told_with_the_emergency_number_of_then(page):
    CrisisResource.objects.get().withdraw(factories.make_verifier())
    before = timezone.now()
    assert "call 911." in show_text_as_read(page)
    [number] = disclose(page.pk, before).to_dict()["emergency_numbers"]
    assert (number["number"], number["origin"]) == ("911", "package")

    source = "https://example.org/"
    settings = PracticeSettings.objects.get()
    settings.state_emergency_number(factories.make_verifier(), "112", source)
    after = timezone.now()
    assert "call 112." in show_text_as_read(page)
    assert "call 911." in show_text_as_read(page, before)
    [number] = disclose(page.pk, after).to_dict()["emergency_numbers"]
    assert (number["number"], number["origin"]) == ("112", "ledger")
    assert (number["stated_by"], number["source_url"]) == ("Vera Verifier", source)
    assert "Emergency number of US: 112\nStated by Vera Verifier" in run(page.pk)
    numbers = [
        [each.number.number for each in state.disclosure.emergency] for state in get_states(page)
    ]
    assert numbers == [["911"], ["911"], ["112"]]

    settings.state_emergency_number(factories.make_verifier(), "")
    assert "call 911." in show_text_as_read(page)
    assert "call 112." in show_text_as_read(page, after)
    assert "It came from the package." in run(page.pk)


def test_wording_with_no_number_at_all_is_told_in_words(page, settings):
    settings.WAGTAIL_ATTACHMENT_EMERGENCY_NUMBERS = {"AQ": "999"}
    factories.state_no_line("AQ")
    factories.set_country("AQ")
    assert "call 999." in show_text_as_read(page)
    [number] = disclose(page.pk, timezone.now()).to_dict()["emergency_numbers"]
    assert number["origin"] == "settings"
    settings.WAGTAIL_ATTACHMENT_EMERGENCY_NUMBERS = {}
    assert "call 999." in show_text_as_read(page)  # until somebody finds it
    record_drift()
    assert "call your local emergency number." in show_text_as_read(page)


def test_command_lists_states_for_people_and_programs(page):
    page.unpublish()
    text = run(page.pk, "--from", "2020-01-01")
    states = json.loads(run(page.pk, "--from", "2020-01-01", "--format", "json"))["states"]
    assert [state["public"] for state in states] == [False, True, False]
    assert text.count("It was not public.") == 2
    assert all(state["from"] in text and state["until"] in text for state in states[:-1])
    assert "Verified by Vera Verifier" in text


def test_command_refuses_a_span_that_is_none(page):
    with pytest.raises(CommandError, match="--until"):
        run(page.pk, "--until", "tomorrow")
    with pytest.raises(CommandError, match="later"):
        run(page.pk, "--from", "2026-02-01", "--until", "2026-01-01")
    with pytest.raises(CommandError, match="--at"):
        run(page.pk, "--from", "2026-02-01", "--at", "2026-01-01")


def test_sha256_can_be_computed_by_anybody(page):
    """By the recipe that the report and the documentation give."""
    [wording] = disclose(page.pk, timezone.now()).to_dict()["disclaimers"]
    content = {"heading": wording["heading"], "html": wording["html"]}
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False)
    assert hashlib.sha256(canonical.encode()).hexdigest() == wording["sha256"]


def test_first_day_of_the_calendar_is_answered_and_the_last_is_yet_to_come(practice):
    """In any time zone, though UTC has no such days."""
    article = factories.make_article(live=True)
    out = StringIO()
    call_command("disclosure", article.pk, at="0001-01-01", stdout=out)
    assert "It was not public." in out.getvalue()
    for at in ("9999-12-31T23:59:59.999999", "9999-12-31"):
        with pytest.raises(CommandError, match="yet to come"):
            call_command("disclosure", article.pk, at=at, stdout=out)
