"""The report of what readers saw: who may open it, what it says, and that opening it is logged."""

import hashlib
import json
import zipfile
from io import BytesIO

import pytest
from django.contrib.auth import get_user_model
from wagtail.models import ModelLogEntry, PageLogEntry

from tests import factories
from tests.admin.answers import get_field_errors, get_links, get_messages, get_text, is_denied, read
from wagtail_attachment.models import CrisisResource, Disclaimer, DisclaimerVersion
from wagtail_attachment.setup import create_groups

URL = "/admin/practice/disclosure/"


@pytest.fixture
def officer(log_in):
    """Somebody who answers for the practice and edits no page, but may lock any."""
    user = factories.make_user("view_publicationevent", name="Olive Officer")
    factories.give_page_rights(user, factories.get_home(), "lock_page")
    return log_in(user)


@pytest.fixture
def page(practice):
    return factories.make_blog_page(live=True, title="On closeness")


def get_report(client, **query):
    return read(client.get(URL, query)).select_one(".wagtail-attachment-disclosure")


def test_report_says_what_readers_saw_and_who_answers_for_it(officer, page):
    text = get_text(get_report(officer, page=page.pk))
    wording = DisclaimerVersion.objects.get()
    for said in (
        "On closeness",
        page.full_url,
        "English",
        "United States",
        "enforce",
        wording.heading,
        "call 988.",
        wording.digest,
        "Ada Approver",
        "Lifeline",
        "988",
        "Vera Verifier",
        "Olive Officer",
        "Emergency number: 911 (United States)",
        "It came with the package.",
        "How to check this",
    ):
        assert said in text


def test_report_has_a_section_for_every_state(officer, page):
    disclaimer = Disclaimer.objects.get()
    disclaimer.body = "<p>The second wording.</p>"
    disclaimer.save()
    disclaimer.approve(factories.make_approver())
    page.unpublish()
    report = get_report(officer, page=page.pk)
    states = [get_text(state) for state in report.select("section[id^=state]")]
    assert len(states) == 3
    assert "education" in states[0]
    assert "The second wording." in states[1]
    assert "It was not public." in states[2]


@pytest.mark.parametrize("named_by", ["number", "address"])
def test_report_answers_when_page_people_and_snippets_are_gone(officer, page, named_by):
    address = str(page.pk) if named_by == "number" else page.full_url
    page.delete()
    line = CrisisResource.objects.get()
    line.withdraw(factories.make_verifier())
    line.delete()
    factories.force_delete(Disclaimer.objects.get())
    get_user_model().objects.filter(first_name__startswith="Ada").delete()
    text = get_text(get_report(officer, address=address))
    assert "On closeness" in text
    assert "Ada Approver" in text
    assert "Lifeline" in text
    assert "It was not public." in text


def test_report_says_that_a_page_was_withheld(officer, home, settings):
    settings.WAGTAIL_ATTACHMENT_ENFORCEMENT = "observe"
    page = factories.make_blog_page(live=True)
    assert "nothing was hidden from readers" in get_text(get_report(officer, page=page.pk))
    settings.WAGTAIL_ATTACHMENT_ENFORCEMENT = "enforce"
    call_audit()
    states = get_report(officer, page=page.pk).select("section[id^=state]")
    assert "It was hidden from readers" in get_text(states[-1])
    assert "There was no approved disclaimer." in get_text(states[-1])


def call_audit():
    from wagtail_attachment.evidence.acts import record_drift

    record_drift()


def test_a_span_before_the_page_says_so(officer, page):
    text = get_text(get_report(officer, page=page.pk, start="2020-01-01", end="2020-02-01"))
    assert "was not public during this period" in text


def test_a_link_to_a_page_that_is_gone_still_leads_to_its_record(officer, page):
    page_id = page.pk
    page.delete()
    assert "On closeness" in get_text(get_report(officer, page=page_id))
    field = read(officer.get(URL, {"page": page_id})).select_one("[name=address]")
    assert field["value"] == str(page_id)  # for the next press of the button


def test_a_draft_has_no_record(officer, practice):
    response = officer.get(URL, {"page": factories.make_blog_page().pk})
    assert "No page is on record for" in " ".join(get_field_errors(response))


@pytest.mark.parametrize(
    ("query", "error"),
    [
        ({"start": "2020-01-01 00:00"}, "Choose a page, or give its address, title or number."),
        ({"address": "http://localhost/none/"}, "No page is on record for"),
        ({"address": "9" * 40}, "No page is on record for"),
        ({"address": "a\x00b"}, "Null characters"),
        ({"page": "x"}, "Choose a page"),
        ({"page": "9" * 40}, "No page is on record for"),
        ({"address": "1", "start": "soon"}, "Enter a valid date/time"),
        ({"address": "1", "start": "2024-01-01", "end": "2023-01-01"}, "later than the end"),
        ({"address": "1", "start": "2100-01-01"}, "in the future"),
    ],
)
def test_a_question_that_makes_no_sense_is_explained(officer, page, query, error):
    response = officer.get(URL, query)
    assert error in " ".join(get_field_errors(response))
    assert read(response).select_one(".wagtail-attachment-disclosure") is None


def test_form_alone_is_shown_first(officer):
    response = officer.get(URL)
    assert response.status_code == 200
    assert get_field_errors(response) == []


def test_file_holds_all_that_it_takes_to_check_it(officer, page):
    response = officer.get(URL, {"page": page.pk, "format": "json"})
    assert response["Content-Disposition"].endswith(f'"disclosure-{page.pk}.json"')
    [state] = json.loads(response.content)["states"]
    assert state["disclaimers"][0]["html"] == DisclaimerVersion.objects.get().html


def test_report_says_what_changed_and_marks_the_words(officer, page):
    disclaimer = Disclaimer.objects.get()
    disclaimer.body = "<p>This is education, no treatment. In a crisis, call {crisis_line}.</p>"
    disclaimer.save()
    disclaimer.approve(factories.make_approver())
    page.title = "On distance"
    page.save()
    page.unpublish()
    report = get_report(officer, page=page.pk)
    first, second, third, last = report.select("section[id^=state]")
    assert first.select_one(".wagtail-attachment-changes") is None
    assert (second.find("del").text, second.find("ins").text) == ("not", "no")
    assert "Disclaimer: changed" in get_text(second)
    assert (third.find("del").text, third.find("ins").text) == ("closeness", "distance")
    assert [get_text(dt) for dt in last.select(".wagtail-attachment-changes dt")] == [
        "Public: changed"
    ]
    links = report.select(".wagtail-attachment-timeline a")
    assert [link["href"] for link in links] == [f"#state-{number}" for number in (1, 2, 3, 4)]


def test_a_person_who_is_called_otherwise_elsewhere_is_told_by_the_account(officer, practice):
    """Renamed, approved, renamed back: the number says who it was."""
    user = factories.make_user("approve_disclaimer", name="Dr Ana Ruiz")
    disclaimer = Disclaimer.objects.get()
    for name, words in (("Dr Ana Ruiz", "One."), ("Ana R.", "Two."), ("Dr Ana Ruiz", "Three.")):
        user.first_name = name
        user.save()
        disclaimer.body = f"<p>{words}</p>"
        disclaimer.save()
        disclaimer.approve(user)
        if words == "Two.":
            page = factories.make_blog_page(live=True)
    query = {"page": page.pk, "end": "2100-01-01"}
    text = get_text(get_report(officer, **query))
    assert f"Ana R. (account {user.pk}); the same account is also called: Dr Ana Ruiz" in text
    assert "This account has been renamed." in text
    data = json.loads(officer.get(URL, {**query, "format": "json"}).content)
    assert [each["approved_by_id"] for each in data["states"][0]["disclaimers"]] == [str(user.pk)]
    [account] = [each for each in data["accounts"] if each["account"] == str(user.pk)]
    assert account["was_renamed"]
    assert {each["name"] for each in account["names_on_record"]} == {"Dr Ana Ruiz", "Ana R."}
    user.first_name = ""
    user.save()
    data = json.loads(officer.get(URL, {**query, "format": "json"}).content)
    [account] = [each for each in data["accounts"] if each["account"] == str(user.pk)]
    # Never what somebody logs in with.
    assert (account["name_today"], account["exists_today"]) == (None, True)
    user.delete()
    text = get_text(get_report(officer, **query))
    assert "This account no longer exists." in text


def test_limits_stand_on_the_screen(officer, page):
    text = get_text(get_report(officer, page=page.pk))
    for said in ("What this record cannot prove", "server’s clock", "was not rewritten"):
        assert said in text


def test_zip_is_the_one_that_the_history_names(officer, page):
    response = officer.get(URL, {"page": page.pk, "format": "zip"})
    assert response["Content-Disposition"].endswith(f'"disclosure-{page.pk}.zip"')
    entry = PageLogEntry.objects.get(action="wagtail_attachment.disclose")
    with zipfile.ZipFile(BytesIO(response.content)) as file:
        manifest = file.read("MANIFEST.json")
    assert entry.data["format"] == "zip"
    assert entry.data["sha256"] == hashlib.sha256(manifest).hexdigest()


def test_several_pages_are_a_choice_with_their_times(officer, page):
    other = factories.make_blog_page(live=True, title="Closeness at work")
    factories.put_in_force("<p>Hinweis.</p>", language="de")
    hidden = factories.make_blog_page(
        live=True, title="Closeness, elsewhere", parent=factories.get_home("de")
    )
    response = officer.get(URL, {"address": "closeness", "end": "2100-01-01"})
    text = get_text(read(response).select_one(".wagtail-attachment-choice"))
    links = get_links(response)
    assert "since 2" in text
    for each in (page, other):
        [link] = [link for link in links if f"page={each.pk}" in link]
        assert "end=2100-01-01" in link
        assert each.title in get_text(get_report(officer, page=each.pk))
    assert hidden.title not in text
    assert "Pages that you have no permission on are left out." in text
    assert get_report(officer, address="closeness") is None


# Rights and log


def test_pages_that_one_does_not_work_on_stay_closed(log_in, page):
    user = factories.make_user("view_publicationevent")
    factories.give_page_rights(user, factories.get_home("de"), "change_page")
    client = log_in(user)
    for query in ({"page": page.pk}, {"page": page.pk, "format": "zip"}, {"address": page.title}):
        response = client.get(URL, query)
        assert read(response).select_one(".wagtail-attachment-disclosure") is None
        assert "no permission on page" in " ".join(get_messages(response))
    assert not PageLogEntry.objects.filter(action="wagtail_attachment.disclose").exists()
    page.delete()  # then there is nothing left to ask, but whether one may see evidence
    assert get_report(client, address=page.title) is not None


def test_report_is_closed_to_those_without_the_right(visitor, page):
    assert is_denied(visitor.get(URL, {"page": page.pk}, follow=True))
    assert not PageLogEntry.objects.filter(action="wagtail_attachment.disclose").exists()


@pytest.mark.parametrize(
    ("role", "may"), [("editors", False), ("reviewers", True), ("translators", False)]
)
def test_clinical_reviewers_may_open_it(log_in, page, role, may):
    user = factories.make_user("access_admin")
    user.groups.add(create_groups()[role])
    client = log_in(user)
    assert is_denied(client.get(URL, follow=True)) is not may
    assert (URL in get_links(client.get("/admin/")) or is_in_menu(client)) is may


def is_in_menu(client):
    return URL in client.get("/admin/").content.decode()


def test_right_can_be_given_in_the_admin(owner):
    assert "publication event" in owner.get("/admin/groups/new/").content.decode().lower()


@pytest.mark.parametrize("kind", ["html", "json"])
def test_opening_and_exporting_are_in_the_page_s_history(officer, owner, page, kind):
    officer.get(URL, {"page": page.pk, "format": kind})
    entry = PageLogEntry.objects.get(action="wagtail_attachment.disclose")
    assert entry.user.first_name == "Olive Officer"
    assert entry.data["format"] == kind
    history = owner.get(f"/admin/pages/{page.pk}/history/").content.decode()
    assert "Opened the record of what readers saw" in history


def test_opening_is_logged_for_a_page_that_is_gone(officer, page):
    page_id = page.pk
    page.delete()
    officer.get(URL, {"address": page_id})
    entry = ModelLogEntry.objects.get(action="wagtail_attachment.disclose")
    assert entry.data["page_id"] == page_id


# Ways there


@pytest.mark.parametrize("where", ["/admin/pages/{}/edit/", "/admin/pages/{}/"])
def test_page_leads_there(owner, practice, where):
    article = factories.make_article(live=True)
    assert f"{URL}?page={article.pk}" in get_links(owner.get(where.format(article.pk)))


def test_page_of_another_type_and_somebody_without_the_right_are_not_led_there(
    owner, log_in, practice, home
):
    assert f"{URL}?page={home.pk}" not in get_links(owner.get(f"/admin/pages/{home.pk}/edit/"))
    article = factories.make_article(live=True)
    editor = factories.make_user("access_admin")
    editor.groups.add(create_groups()["editors"])
    links = get_links(log_in(editor).get(f"/admin/pages/{article.pk}/edit/"))
    assert f"{URL}?page={article.pk}" not in links


@pytest.mark.parametrize("zone", ["Asia/Tokyo", "America/New_York"])
def test_times_at_the_end_of_the_calendar_are_answered(officer, page, settings, zone):
    """In any time zone, though UTC has no such day."""
    settings.TIME_ZONE = zone
    query = {"page": page.pk, "start": "0001-01-01 00:00", "end": "9999-12-31 23:59"}
    assert "call 988." in get_text(get_report(officer, **query))
