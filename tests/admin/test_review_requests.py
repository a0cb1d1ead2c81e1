"""Reviews that are asked for, declined, withdrawn and done, and the one that waits next."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from tests import factories
from tests.admin.answers import get_field_errors, get_links, get_messages, is_denied, read
from wagtail_attachment.articles.clinical_reviews import ClinicalReview
from wagtail_attachment.models import Practitioner, Review, ReviewRequest
from wagtail_attachment.reminders.waiting import find_waiting_reviews
from wagtail_attachment.times import get_today
from wagtail_attachment.todo import find_waiting


@pytest.fixture
def article(practice):
    return publish(factories.make_article(title="Closeness"))


@pytest.fixture
def rosa(db):
    return factories.make_reviewer("Rosa")


@pytest.fixture
def editor(home):
    user = factories.make_user("access_admin", name="Eva")
    factories.give_page_rights(user, home, "change_page")
    return user


def publish(page):
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def get_url(name, pk):
    return reverse(f"wagtail_attachment:{name}", args=[pk])


def get_titles(user):
    return [item.get_title() for item in find_waiting_reviews(user)]


def send_review(client, page):
    data = {"digest": ClinicalReview(page).digest, "has_read": "on", "note": ""}
    return client.post(get_url("review_article", page.pk), data)


def test_editor_asks_reviewer_is_told_and_reviewing_does_it(log_in, editor, rosa, article):
    client = log_in(editor)
    url = get_url("ask_review", article.pk)
    assert url in get_links(client.get(reverse("wagtailadmin_pages:edit", args=[article.pk])))
    offered = read(client.get(url)).select("[name=reviewer] option")
    assert [option.text for option in offered] == ["Anyone who may review it", "Rosa"]
    assert "date-time-chooser" in client.get(url).text  # without it there is no calendar
    past = client.post(url, {"reviewer": rosa.pk, "due": "2001-01-01", "note": "Kept"})
    assert "This day has passed. Choose today or a later day." in get_field_errors(past)
    assert "Kept" in past.text
    day = get_today() + timedelta(days=3)
    answer = client.post(url, {"reviewer": rosa.pk, "due": day, "note": "Doses!"}, follow=True)
    assert "The review has been requested, and an email was sent." in get_messages(answer)
    [message] = mail.outbox
    assert message.to == [rosa.email]
    assert "Eva asks for a clinical review of “Closeness”." in message.body
    assert "Doses!" in message.body
    assert get_url("review_article", article.pk) in message.body
    again = client.post(url, {"reviewer": rosa.pk, "due": "", "note": ""})
    assert "This review has already been requested." in get_field_errors(again)
    [waiting] = find_waiting_reviews(rosa)
    assert (waiting.state, waiting.on) == ("asked", day)
    assert "Eva asks for a review" in waiting.description
    page = log_in(rosa).get(get_url("review_article", article.pk))
    assert "Eva asked Rosa to review it." in " ".join(read(page).text.split())
    send_review(log_in(rosa), article)
    request = ReviewRequest.objects.get()
    assert (request.state, request.review_id) == ("done", Review.objects.get().pk)
    assert PageLogEntry.objects.filter(action="wagtail_attachment.ask_review").count() == 1


def test_decline_needs_a_note_and_tells_who_asked(log_in, editor, rosa, article):
    request = ReviewRequest.ask(article, editor, rosa)
    url = get_url("decline_review", request.pk)
    client = log_in(rosa)
    assert url in get_links(client.get(get_url("review_article", article.pk)))
    assert any("Say why" in error for error in get_field_errors(client.post(url, {"note": ""})))
    client.post(url, {"note": "On leave until May."})
    request.refresh_from_db()
    assert (request.state, request.answer) == ("declined", "On leave until May.")
    [message] = mail.outbox
    assert message.to == [editor.email]
    assert "Rosa has declined" in message.body
    assert "On leave until May." in message.body
    assert "On leave until May." in log_in(editor).get(get_url("ask_review", article.pk)).text
    with pytest.raises(ValidationError, match="no longer open"):
        request.decline(rosa, article, "Again")
    answer = log_in(rosa).get(url, follow=True)
    assert "This request is no longer open." in get_messages(answer)
    [waiting] = find_waiting_reviews(rosa)
    assert waiting.state == "never"


def test_who_asked_sees_why_it_was_declined_until_someone_else_is_asked(
    log_in, editor, rosa, article
):
    def see(user):
        return {each.name: each.acts for each in find_waiting(user)}.get("declined")

    ReviewRequest.ask(article, editor, rosa).decline(rosa, article, "Name the source first.")
    [act] = see(editor)
    assert (act.what, act.url) == ("Closeness", get_url("ask_review", article.pk))
    assert "declined by Rosa on " in act.state
    assert "“Name the source first.”" in act.state
    assert see(rosa) is None
    history = log_in(editor).get(reverse("wagtailadmin_pages:history", args=[article.pk]))
    assert "Name the source first." in history.text
    again = ReviewRequest.ask(article, editor)
    assert see(editor) is None
    again.withdraw(editor, article)
    assert see(editor) is None


def test_review_that_was_recorded_since_needs_no_other(editor, rosa, article):
    ReviewRequest.ask(article, editor, rosa).decline(rosa, article, "On leave.")
    month = timezone.now() - timedelta(days=30)
    assert ReviewRequest.find_declined(editor, month).exists()
    assert not ReviewRequest.find_declined(editor, timezone.now()).exists()
    subject = ClinicalReview(article)
    subject.record(factories.make_reviewer("Bo"), subject.digest)
    assert not ReviewRequest.find_declined(editor, month).exists()


def test_messages_say_whether_anybody_was_told(log_in, editor, rosa, article, monkeypatch):
    url = get_url("ask_review", article.pk)

    def ask(user, reviewer):
        data = {"reviewer": reviewer.pk if reviewer else "", "due": "", "note": ""}
        said = get_messages(log_in(user).post(url, data, follow=True))
        ReviewRequest.objects.filter(state="open").update(state="withdrawn")
        return " ".join(said)

    factories.give_page_rights(rosa, factories.get_home(), "change_page")
    rosa.user_permissions.add(*factories.make_user("access_admin").user_permissions.all())
    assert "it is yours to do." in ask(rosa, rosa)
    assert "only you may review the article" in ask(rosa, None)
    nameless = factories.make_reviewer("")
    nameless.email = ""
    nameless.save()
    assert "no reviewer has an email address" in ask(editor, nameless)  # and they are offered
    assert mail.outbox == []

    def fail(*args, **kwargs):
        raise OSError("refused")

    monkeypatch.setattr("wagtail_attachment.reminders.telling.send_mail", fail)
    assert "requested, but no email could be sent" in ask(editor, rosa)
    request = ReviewRequest.ask(article, editor, rosa)
    declined = log_in(rosa).post(
        get_url("decline_review", request.pk), {"note": "On leave."}, follow=True
    )
    assert any("could not be told by email" in text for text in get_messages(declined))
    editor.email = ""
    editor.save()
    request = ReviewRequest.ask(article, editor, rosa)
    assert "No email is sent." in log_in(rosa).get(get_url("decline_review", request.pk)).text
    # The same review again on one day still answers a later request.
    subject = ClinicalReview(article)
    subject.record(rosa, subject.digest)
    again = ReviewRequest.ask(article, editor, rosa)
    subject.record(rosa, subject.digest)
    again.refresh_from_db()
    assert again.state == "done"


def test_only_who_may_asks_declines_and_withdraws(log_in, editor, rosa, article):
    outsider = factories.make_user("access_admin", name="Oz")
    with pytest.raises(PermissionDenied):
        ReviewRequest.ask(article, outsider)
    with pytest.raises(ValidationError, match="may not review"):
        ReviewRequest.ask(article, editor, outsider)
    request = ReviewRequest.ask(article, editor, rosa)
    for person in (outsider, editor):
        with pytest.raises(PermissionDenied):
            request.decline(person, article, "No")
    with pytest.raises(PermissionDenied):
        request.withdraw(outsider, article)
    for name, pk in (("ask_review", article.pk), ("decline_review", request.pk)):
        assert is_denied(log_in(outsider).get(get_url(name, pk), follow=True))
    kept = log_in(editor).get(get_url("withdraw_request", request.pk), follow=True)
    assert get_url("withdraw_request", request.pk) in kept.text  # the button is there
    assert is_denied(log_in(outsider).post(get_url("withdraw_request", request.pk), follow=True))
    answer = log_in(editor).post(get_url("withdraw_request", request.pk), follow=True)
    assert "The request is withdrawn." in get_messages(answer)
    answer = log_in(editor).post(get_url("withdraw_request", request.pk), follow=True)
    assert "This request is no longer open." in get_messages(answer)


def test_anybody_s_request_is_not_for_the_author(editor, rosa, article):
    article.authors = [
        Practitioner.objects.create(name="Rosa", locale=factories.get_locale(), user=rosa)
    ]
    publish(article)
    bo = factories.make_reviewer("Bo")
    ReviewRequest.ask(article, editor)
    assert find_waiting_reviews(rosa) == []
    assert [item.state for item in find_waiting_reviews(bo)] == ["asked"]
    ReviewRequest.objects.update(reviewer=rosa)
    assert [item.state for item in find_waiting_reviews(bo)] == ["never"]


def test_after_a_review_the_next_one_waits(log_in, editor, rosa, article):
    other = publish(factories.make_article(title="Second"))
    client = log_in(rosa)
    ReviewRequest.ask(other, editor, rosa)
    assert get_titles(rosa) == ["Second", "Closeness"]
    answer = send_review(client, other)
    assert answer.url == get_url("review_article", article.pk)
    page = client.get(answer.url)
    text = " ".join(read(page).text.split())
    assert "“Second” is reviewed" in text
    assert "Next for you: “Closeness”." in text
    assert "Back to “Second”" in text
    last = send_review(client, article)
    assert last.url == reverse("wagtailadmin_pages:edit", args=[article.pk])


def test_what_waits_takes_as_many_queries_for_many_as_for_one(rosa, article):
    def count():
        with CaptureQueriesContext(connection) as queries:
            find_waiting_reviews(type(rosa).objects.get(pk=rosa.pk))
        return len(queries)

    count()
    first = count()
    for _ in range(4):
        publish(factories.make_article())
    assert count() == first


def test_reviewer_sees_what_changed_in_its_place_and_by_readers_templates(log_in, rosa, practice):
    contrast = {
        "type": "contrast",
        "value": {
            "left_heading": "Independence",
            "right_heading": "Avoidance",
            "rows": [{"left": "Chooses distance", "right": "Needs distance"}],
        },
    }
    page = publish(
        factories.make_article(factories.section(heading="Why", content=[contrast]), title="Near")
    )
    client, url = log_in(rosa), get_url("review_article", page.pk)
    reading = read(client.get(url)).select_one(".wagtail-attachment-reading")
    assert reading["lang"] == "en"
    assert reading["dir"] == "ltr"
    assert [cell.text for cell in reading.select("th")] == ["Independence", "Avoidance"]
    assert not reading.select("ins, del")
    send_review(client, page)
    contrast["value"]["rows"][0]["right"] = "Needs more distance"
    page = type(page).objects.get(pk=page.pk)
    page.body = [factories.section(heading="Why", content=[contrast])]
    publish(page)
    page.revisions.exclude(pk=page.live_revision_id).delete()
    answer = client.get(url)
    reading = read(answer).select_one(".wagtail-attachment-reading")
    assert [mark.text.strip() for mark in reading.select("td ins")] == ["more"]
    assert not reading.select("del")
    assert "What was added since is underlined" in answer.text


def test_link_to_a_page_is_part_of_what_is_reviewed(log_in, rosa, practice):
    def write(target, *, empty=""):
        text = f'<p>Read <a linktype="page" id="{target.pk}">this</a>.</p>{empty}'
        return [factories.section(heading="Why", content=[factories.paragraph(text)])]

    one, two = (publish(factories.make_article(title=title)) for title in ("One", "Two"))
    page = publish(factories.make_article(*write(one), title="Near"))
    client, url = log_in(rosa), get_url("review_article", page.pk)
    send_review(client, page)
    page = type(page).objects.get(pk=page.pk)
    page.body = write(two, empty='<p><a href="https://example.org/"></a></p>')
    publish(page)
    assert not ClinicalReview(page).is_of_this_text
    reading = read(client.get(url)).select_one(".wagtail-attachment-reading")
    assert [mark.text for mark in reading.select("ins.help")] == [f"[{two.get_url()}]"]
    # No reader can see it, so it is not marked in its place.
    elsewhere = reading.select_one(".wagtail-attachment-reading__elsewhere")
    assert "https://example.org/" in elsewhere.text


def test_own_text_and_missing_name_are_said_with_the_way_out(log_in, article):
    nameless = factories.make_reviewer("")
    answer = log_in(nameless).get(get_url("review_article", article.pk))
    assert reverse("wagtailadmin_account") in get_links(answer)
    assert "your account has none" in answer.text
    assert not read(answer).select("[name=has_read]")
    type(article).objects.filter(pk=article.pk).update(owner=nameless)
    answer = log_in(nameless).get(get_url("review_article", article.pk))
    assert "someone else has to review it" in answer.text
    answer = send_review(log_in(nameless), article)
    assert not Review.objects.exists()


def test_page_of_another_section_is_not_opened(log_in, article):
    elsewhere = factories.make_user("review_article", name="Cy")
    factories.give_page_rights(elsewhere, factories.make_article(), "change_page")
    answer = log_in(elsewhere).get(get_url("review_article", article.pk), follow=True)
    assert "Closeness" not in answer.text


def test_reviewer_withdraws_with_a_note_and_readers_see_no_review(log_in, client, rosa, article):
    browser, url = log_in(rosa), get_url("withdraw_review", article.pk)
    assert "There is no review to withdraw." in browser.get(url).text
    send_review(browser, article)
    assert url in get_links(browser.get(get_url("review_article", article.pk)))
    assert any("Say why" in error for error in get_field_errors(browser.post(url, {"note": ""})))
    assert "Readers see that." in browser.get(url).text
    first = Review.objects.get().pk
    article.subtitle = "Another text"
    publish(article)
    send_review(browser, article)
    # The form showed another review than the last one.
    late = browser.post(url, {"note": "Overlooked a dose.", "review": first})
    assert "Someone has reviewed this article since" in late.text
    assert "Overlooked a dose." in late.text
    assert not Review.objects.exclude(withdraws=None).exists()
    shown = read(late).select_one("[name=review]")["value"]
    browser.post(url, {"note": "Overlooked a dose.", "review": shown})
    assert "reviewed" not in client.get(article.url).text
    report = log_in(factories.make_user(superuser=True)).get(
        reverse("wagtail_attachment:articles_report")
    )
    assert "Withdrawn" in report.text
