"""Putting a wording in force: by whom, of which text, from when; and asking for it."""

import pytest
from django.contrib.auth.models import AbstractUser, Group, Permission
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry, Site
from wagtail.test.utils.form_data import nested_form_data, rich_text

from tests import factories
from tests.admin.answers import get_links, get_messages, get_text, is_denied, read
from wagtail_attachment.models import Disclaimer, DisclaimerVersion

ADD = "/admin/practice/disclaimers/add/"
WRITING = ("add_disclaimer", "change_disclaimer", "view_disclaimer")


def get_edit_url(disclaimer):
    return f"/admin/practice/disclaimers/edit/{disclaimer.pk}/"


def get_approve_url(disclaimer):
    return reverse("wagtail_attachment:approve_disclaimer", args=[disclaimer.pk])


def write(body="<p>Education, not treatment.</p>", heading="Please note", **more):
    return nested_form_data({"heading": heading, "body": rich_text(body), **more})


@pytest.fixture
def writer(log_in):
    return log_in(factories.make_user(*WRITING, name="Wanda Writer"))


@pytest.fixture
def disclaimer(db):
    return factories.make_disclaimer()


def get_logged_actions(disclaimer):
    entries = ModelLogEntry.objects.for_instance(disclaimer)
    return {entry.action for entry in entries}


# Save and approve


def test_new_wording_is_put_in_force_at_once(owner, superuser):
    response = owner.post(ADD, {**write(), "action-approve": ""}, follow=True)
    version = DisclaimerVersion.objects.get()
    assert version.person_id == str(superuser.pk)
    assert version.text == "Education, not treatment."
    (message,) = get_messages(response)
    assert message.startswith("Approved. No live article shows it yet.")
    assert "Continue setup" in message


def test_changed_wording_is_put_in_force_at_once(owner, practice):
    owner.post(get_edit_url(Disclaimer.objects.get()), {**write(), "action-approve": ""})
    assert DisclaimerVersion.objects.in_force("general", "en").text == "Education, not treatment."


def test_both_texts_stand_in_their_own_direction(owner, db):
    disclaimer = factories.make_disclaimer(language="ar", body="<p>للتثقيف فقط.</p>")
    disclaimer.approve(factories.make_approver())
    page = read(owner.get(get_approve_url(disclaimer)))
    for panel in ("readers-see", "readers-will-see"):
        text = page.select_one(f"#{panel}-section [lang=ar]")
        assert (text["dir"], "للتثقيف" in text.get_text()) == ("rtl", True)


def test_unchanged_wording_leads_to_the_comparison(owner, practice):
    disclaimer = Disclaimer.objects.get()
    data = {**write(factories.WORDING, disclaimer.heading), "action-approve": ""}
    response = owner.post(get_edit_url(disclaimer), data, follow=True)
    assert response.redirect_chain[-1][0] == get_approve_url(disclaimer)
    assert "This exact text is already approved." in get_messages(response)
    assert DisclaimerVersion.objects.count() == 1


def test_nothing_is_put_in_force_by_a_plain_save(owner, disclaimer):
    owner.post(get_edit_url(disclaimer), write())
    assert not DisclaimerVersion.objects.exists()


def test_refused_text_is_not_put_in_force(owner, disclaimer):
    response = owner.post(get_edit_url(disclaimer), {**write("<p> </p>"), "action-approve": ""})
    assert "body" in response.context["form"].errors
    assert not DisclaimerVersion.objects.exists()


def test_who_may_not_approve_cannot_forge_it(writer, disclaimer):
    response = writer.post(get_edit_url(disclaimer), {**write(), "action-approve": ""}, follow=True)
    assert not is_denied(response)
    writer.post(get_approve_url(disclaimer), {"digest": disclaimer.digest})
    assert not DisclaimerVersion.objects.exists()
    disclaimer.refresh_from_db()
    assert disclaimer.heading == "Please note", "the draft is saved"


def get_actions(client, url):
    page = read(client.get(url))
    return {button["name"] for button in page.select("[name^=action-a]") if button.name == "button"}


def test_each_is_offered_what_they_may_do_before_all_else(owner, writer, disclaimer):
    for url in (ADD, get_edit_url(disclaimer)):
        assert get_actions(owner, url) == {"action-approve"}
        assert get_actions(writer, url) == {"action-ask-approval"}
        for client in (owner, writer):
            on_enter, first, *others = read(client.get(url)).select("footer [type=submit]")
            # Browsers press it for Enter in a text field: it only saves.
            assert (on_enter.get("name"), on_enter.has_attr("hidden")) == (None, True)
            assert {first["name"]} == get_actions(client, url)
            assert "Save" in {get_text(button) for button in others}


def test_other_snippets_offer_neither(owner, db):
    assert get_actions(owner, "/admin/practice/topics/add/") == set()


# Ask for approval


def test_those_who_may_approve_are_asked(writer, disclaimer):
    factories.make_user("approve_disclaimer", name="Ada")
    group = Group.objects.create(name="Approvers")
    group.permissions.add(Permission.objects.get(codename="approve_disclaimer"))
    member = factories.make_user("access_admin", name="Gil")
    member.groups.add(group)
    factories.make_user("access_admin", name="Nobody")
    ned = factories.make_user("approve_disclaimer", name="Ned")
    type(ned).objects.filter(pk=ned.pk).update(email="")
    response = writer.post(
        get_edit_url(disclaimer), {**write(), "action-ask-approval": ""}, follow=True
    )
    asked = {address for message in mail.outbox for address in message.to}
    assert len(asked) == 2
    assert f"http://testserver{get_approve_url(disclaimer)}" in mail.outbox[0].body
    assert "Wanda Writer" in mail.outbox[0].body
    (message,) = get_messages(response)
    assert "Ada" in message
    assert "Gil" in message
    assert "wagtail_attachment.ask_approval" in get_logged_actions(disclaimer)
    assert not DisclaimerVersion.objects.exists()


def test_one_person_s_address_is_not_shown_to_another(writer, disclaimer):
    for name in ("Ada", "Bea"):
        factories.make_user("approve_disclaimer", name=name)
    writer.post(get_edit_url(disclaimer), {**write(), "action-ask-approval": ""})
    assert [len(message.to) for message in mail.outbox] == [1, 1]


def test_nobody_to_ask_is_said(writer, disclaimer):
    response = writer.post(
        get_edit_url(disclaimer), {**write(), "action-ask-approval": ""}, follow=True
    )
    assert "an administrator" in get_messages(response)[0]
    assert not mail.outbox


def test_asking_for_a_new_wording(writer, approver):
    writer.post(ADD, {**write(), "action-ask-approval": ""})
    assert len(mail.outbox) == 1
    assert not DisclaimerVersion.objects.exists()


def test_heading_of_several_lines_cannot_break_the_mail(writer, approver):
    writer.post(ADD, {**write(heading="a\r\nBcc: eve@example.com"), "action-ask-approval": ""})
    assert [message.subject for message in mail.outbox] == [
        "Please read a disclaimer: a Bcc: eve@example.com"
    ]


def test_mail_that_cannot_be_sent_loses_nothing(writer, approver, disclaimer, monkeypatch):
    def refuse(*args, **kwargs):
        raise ConnectionRefusedError

    monkeypatch.setattr("wagtail_attachment.admin.views.after_saving.send_mail", refuse)
    response = writer.post(
        get_edit_url(disclaimer), {**write(), "action-ask-approval": ""}, follow=True
    )
    assert any("could not be sent" in message for message in get_messages(response))
    disclaimer.refresh_from_db()
    assert disclaimer.heading == "Please note"


# The comparison


def test_form_leads_to_it_for_those_who_may_approve(owner, writer, disclaimer):
    def leads(client):
        return get_approve_url(disclaimer) in get_links(client.get(get_edit_url(disclaimer)))

    assert leads(owner)
    assert not leads(writer)


def test_comparison_shows_both_wordings(owner, practice):
    disclaimer = Disclaimer.objects.get()
    Disclaimer.objects.update(
        body="<p>This is education, never treatment. In a crisis, call {crisis_line}.</p>"
    )
    page = read(owner.get(get_approve_url(disclaimer)))
    now, then = (
        page.select_one("#readers-see-section"),
        page.select_one("#readers-will-see-section"),
    )
    assert "This is education, not treatment. In a crisis, call 988" in get_text(now)
    assert "never treatment. In a crisis, call 988" in get_text(then)
    assert [get_text(each) for each in then.select(".deletion, .addition")] == ["not", "never"]


def test_comparison_where_nothing_is_in_force(owner, disclaimer):
    assert (
        "No text is approved for exactly this language"
        in owner.get(get_approve_url(disclaimer)).text
    )


def approve(client, disclaimer, effective_from="", **more):
    data = {"digest": disclaimer.digest, "effective_from": effective_from, **more}
    return client.post(get_approve_url(disclaimer), data, follow=True)


def test_compared_wording_is_put_in_force(owner, disclaimer):
    response = approve(owner, disclaimer)
    assert get_messages(response)[0].startswith("Approved. No live article shows it yet.")
    assert DisclaimerVersion.objects.in_force("general", "en").html == disclaimer.html
    assert "wagtail_attachment.approve" in get_logged_actions(disclaimer)


def test_text_that_moved_since_it_was_read_is_refused(owner, disclaimer):
    seen = disclaimer.digest
    Disclaimer.objects.update(body="<p>Somebody else's words.</p>")
    response = approve(owner, disclaimer, digest=seen)
    assert "Someone has changed the text in the meantime." in response.text
    assert "Somebody else's words." in get_text(read(response)), "the new text is shown"
    assert not DisclaimerVersion.objects.exists()


def test_second_try_after_the_text_moved_is_of_the_text_shown(owner, disclaimer):
    """The digest in the form that comes back is of what stands above it now."""
    seen = disclaimer.digest
    Disclaimer.objects.update(body="<p>Somebody else's words.</p>")
    page = read(approve(owner, disclaimer, digest=seen))
    digest = page.select_one("[name=digest]")["value"]
    approve(owner, disclaimer, digest=digest)
    assert DisclaimerVersion.objects.get().text == "Somebody else's words."


def test_missing_digest_is_refused(owner, disclaimer):
    approve(owner, disclaimer, digest="")
    assert not DisclaimerVersion.objects.exists()


@pytest.mark.parametrize("date", ["2020-01-01 00:00", "tomorrow", "2030-13-01", "\x00", "9" * 50])
def test_bad_date_is_refused_at_its_field(owner, disclaimer, date):
    response = approve(owner, disclaimer, date)
    assert set(response.context["form"].errors) == {"effective_from"}
    assert not DisclaimerVersion.objects.exists()


def approve_for_later(client, disclaimer, days=3):
    at = timezone.localtime(factories.in_days(days))
    return approve(client, disclaimer, f"{at:%Y-%m-%d %H:%M}")


def test_wording_for_a_later_day_is_pending(owner, disclaimer):
    response = approve_for_later(owner, disclaimer)
    assert get_messages(response)[0].startswith("Approved. Readers see the new text from ")
    assert DisclaimerVersion.objects.in_force("general", "en") is None
    assert disclaimer.get_pending()


def test_other_wording_before_the_pending_one_is_asked_about(owner, practice):
    disclaimer = Disclaimer.objects.get()
    Disclaimer.objects.update(body="<p>For later.</p>")
    disclaimer.refresh_from_db()
    approve_for_later(owner, disclaimer)
    Disclaimer.objects.update(body="<p>For now.</p>")
    disclaimer.refresh_from_db()
    response = approve(owner, disclaimer)
    assert "Withdraw that text first, or choose a later time." in response.text
    assert DisclaimerVersion.objects.count() == 2

    response = approve(owner, disclaimer, **{"withdraw-pending": "1"})
    assert "The pending text is withdrawn." in get_messages(response)
    assert disclaimer.get_pending() is None
    approve(owner, disclaimer)
    assert DisclaimerVersion.objects.in_force("general", "en").text == "For now."


def test_pending_wording_is_withdrawn_whatever_date_is_typed(owner, disclaimer):
    approve_for_later(owner, disclaimer)
    approve(owner, disclaimer, "nonsense", **{"withdraw-pending": "1"})
    assert disclaimer.get_pending() is None


def test_withdrawing_a_pending_wording_that_is_gone_approves_nothing(owner, disclaimer):
    """Two people press at the same time."""
    approve(owner, disclaimer, **{"withdraw-pending": "1"})
    assert not DisclaimerVersion.objects.exists()


def test_wording_made_invalid_behind_the_form_is_refused(owner, disclaimer):
    Disclaimer.objects.update(body="<p>Call {hotline}.</p>")
    disclaimer.refresh_from_db()
    response = approve(owner, disclaimer)
    assert response.status_code == 200
    assert "{hotline} would be shown as typed" in response.text
    assert not DisclaimerVersion.objects.exists()


@pytest.mark.parametrize("method", ["get", "post"])
def test_comparison_is_for_those_who_may_approve(writer, disclaimer, method):
    response = getattr(writer, method)(get_approve_url(disclaimer), follow=True)
    assert is_denied(response)


def test_comparison_of_a_wording_that_is_not_there(owner):
    assert owner.get("/admin/practice/disclaimers/999/approve/").status_code == 404


# From an article that lacks it


def fix(client, page=None):
    query = {"page": page.pk} if page else {}
    return client.get(reverse("wagtail_attachment:fix_disclaimer"), query, follow=True)


def test_fix_of_nothing_in_particular_leads_to_the_setup(owner):
    assert fix(owner).redirect_chain[-1][0] == "/admin/practice/setup/#disclaimer"


def test_fix_without_a_draft_leads_to_the_suggestion(owner, home):
    article = factories.make_article()
    assert fix(owner, article).redirect_chain[-1][0] == "/admin/practice/setup/#disclaimer"


def test_fix_leads_to_the_draft_and_back(owner, home):
    article = factories.make_article()
    draft = factories.make_disclaimer()
    url = fix(owner, article).redirect_chain[-1][0]
    assert url == get_edit_url(draft)
    response = owner.post(url, {**write(), "action-approve": ""}, follow=True)
    assert f"Back to “{article.title}”" in get_messages(response)[0]


def test_fix_of_another_kind_leads_to_writing_it(owner, practice):
    topic = factories.make_topic(notice="self-harm")
    article = factories.make_article()
    article.topics = [topic]
    article.save()
    response = fix(owner, article)
    assert response.redirect_chain[-1][0].startswith(ADD)
    page = read(response)
    assert page.select_one("[name=kind] [selected]")["value"] == "self-harm"
    locale = page.select_one("[name=locale] [selected]")
    assert locale["value"] == str(article.locale_id)
    draft = factories.make_disclaimer(kind="self-harm")
    assert fix(owner, article).redirect_chain[-1][0] == get_edit_url(draft)


def test_fix_prefers_the_site_s_own_draft(owner, home):
    article = factories.make_article()
    factories.make_disclaimer()
    own = factories.make_disclaimer(site=Site.objects.get())
    assert fix(owner, article).redirect_chain[-1][0] == get_edit_url(own)


def test_fix_of_a_covered_page_leads_to_its_wording(owner, practice):
    article = factories.make_article()
    assert fix(owner, article).redirect_chain[-1][0] == get_edit_url(Disclaimer.objects.get())


def test_fix_of_a_page_that_carries_none_leads_to_the_setup(owner, home):
    assert fix(owner, home).redirect_chain[-1][0] == "/admin/practice/setup/#disclaimer"


@pytest.mark.parametrize("kind", ["\x00", "a\x00b", "a b", "x" * 51, "../general"])
def test_kind_that_could_be_none_is_passed_over(owner, disclaimer, kind):
    """A NUL byte in a query is an error on PostgreSQL."""
    setup = reverse("wagtail_attachment:setup")
    query = {"kind": kind, "locale": disclaimer.locale_id}
    response = owner.get(reverse("wagtail_attachment:fix_disclaimer"), query)
    assert response.url.startswith(setup)
    form = owner.get(ADD, query).context["form"]
    assert form.initial["kind"] == "general"


@pytest.mark.parametrize("at", ["9999-12-31 23:59", "2126-01-01 09:00"])
def test_time_that_nobody_means_is_refused(owner, disclaimer, at):
    response = owner.post(
        get_approve_url(disclaimer), {"effective_from": at, "digest": disclaimer.digest}
    )
    assert "Choose a time within the next ten years." in get_text(read(response))
    assert not DisclaimerVersion.objects.exists()


def test_people_are_named_whatever_the_site_knows_of_them(writer, disclaimer, monkeypatch):
    """Django's base of user models has no name but the one to log in by."""
    factories.make_user("approve_disclaimer", name="Ada")
    monkeypatch.delattr(AbstractUser, "get_full_name")
    response = writer.post(
        get_edit_url(disclaimer), {**write(), "action-ask-approval": ""}, follow=True
    )
    assert "user" in get_messages(response)[0]
