"""Reviewing a translation: who may, what is shown, and what goes on record."""

import pytest
from django.urls import reverse
from wagtail.models import Page, PageLogEntry

from tests import factories
from tests.admin.answers import get_messages, read
from tests.factories import paragraph, section
from wagtail_attachment.models import PairReview
from wagtail_attachment.translation.pages import find_pending_translation


@pytest.fixture
def spanish(practice, home):
    """A copy for translation, made without any tool: still in English but for its heading."""
    factories.put_in_force(factories.WORDING_ES, language="es")
    factories.get_home("es")
    page = factories.make_article(
        section(heading="Why", content=[paragraph("<p>Call 988 <b>now</b>.</p>")]),
        title="Closeness",
        live=True,
    )
    copy = page.copy_for_translation(factories.get_locale("es"))
    copy.body = [section(heading="Por qué", content=[paragraph("<p>Llame al 911 ya.</p>")])]
    copy.save_revision()
    return copy


@pytest.fixture
def reviewer(log_in):
    return log_in(factories.make_translation_reviewer(name="Rosa"))


def get_url(page):
    return reverse("wagtail_attachment:review_translation", args=[page.pk])


def get_boxes(browser, page, act="read"):
    """Return the boxes that may be ticked to say ``act``, by the text that each is of."""
    boxes = read(browser.get(get_url(page))).find_all("input", {"name": act})
    return {box["aria-label"]: box["value"] for box in boxes}


def send(browser, page, **data):
    shown = read(browser.get(get_url(page))).find("input", {"name": "shown"})["value"]
    return browser.post(get_url(page), {"shown": shown, "note": "", **data}, follow=True)


def test_texts_stand_beside_each_other_with_what_is_wrong(reviewer, spanish):
    soup = read(reviewer.get(get_url(spanish)))
    rows = [row.get_text(" ", strip=True) for row in soup.select("tbody tr")]
    assert rows[0].startswith("Closeness Closeness")
    [call] = [row for row in rows if "Call 988 now." in row]
    assert "Llame al 911 ya." in call
    assert "Original 988, translation 911" in call
    assert "1 text is not translated yet." in soup.get_text()


def test_review_is_on_record_for_the_texts_that_were_ticked(reviewer, spanish):
    digest = get_boxes(reviewer, spanish)["Por qué"]
    response = send(reviewer, spanish, read=[digest], note="Fine.")
    assert get_messages(response) == ["1 text reviewed: your name and today's date are on record."]
    review = PairReview.objects.get()
    assert (review.act, review.language, review.person_name) == ("read", "es", "Rosa")
    assert (review.digests, review.note) == ([digest], "Fine.")
    assert PageLogEntry.objects.filter(action="wagtail_attachment.review_translation").exists()
    assert "Reviewed already (1)" in read(reviewer.get(get_url(spanish))).get_text()


def test_whole_list_is_reviewed_by_one_tick(reviewer, spanish):
    send(reviewer, spanish, all="unread")
    assert len(PairReview.objects.get().digests) == 2
    assert "Reviewed already (2)" in read(reviewer.get(get_url(spanish))).get_text()


@pytest.mark.translation_case(30)
def test_text_that_changed_meanwhile_is_left_out_and_named_and_the_others_count(reviewer, spanish):
    boxes = get_boxes(reviewer, spanish)
    shown = read(reviewer.get(get_url(spanish))).find("input", {"name": "shown"})["value"]
    spanish.body[0].value["heading"] = "Razones"
    spanish.save_revision()
    data = {"shown": shown, "read": [boxes["Por qué"], boxes["Llame al 911 ya."]], "note": ""}
    response = reviewer.post(get_url(spanish), data, follow=True)
    done, left_out = get_messages(response)
    assert done.startswith("1 text reviewed")
    assert "1 text has changed since you opened the page (“Razones”)" in left_out
    assert PairReview.objects.get().digests == [boxes["Llame al 911 ya."]]


def test_nothing_is_recorded_where_all_has_changed_and_the_note_is_kept(reviewer, spanish):
    response = send(reviewer, spanish, read=["0" * 32], note="Mine.")
    soup = read(response)
    assert "please read them again" in soup.get_text()
    assert soup.find("textarea").get_text(strip=True) == "Mine."
    assert not PairReview.objects.exists()


def test_nobody_reviews_what_they_did_not_tick(reviewer, spanish):
    assert "Tick at least one text first." in read(send(reviewer, spanish)).get_text()
    assert not PairReview.objects.exists()


def test_text_may_be_kept_as_in_the_original(log_in, superuser, spanish):
    owner = log_in(superuser)
    digest = get_boxes(owner, spanish, "kept")["Closeness"]
    soup = read(send(owner, spanish, kept=[digest]))
    assert "not translated yet" not in soup.get_text()
    entry = PageLogEntry.objects.get(action="wagtail_attachment.mark_same")
    assert entry.data["texts"] == ["Closeness"]
    assert PairReview.objects.get().act == "kept"


def test_text_that_is_not_there_is_kept_for_nobody(log_in, superuser, spanish):
    response = send(log_in(superuser), spanish, kept=["0" * 32])
    assert response.status_code == 200
    assert "1 text is not translated yet." in read(response).get_text()
    assert not PairReview.objects.exists()


def test_somebody_who_may_neither_edit_nor_review_stays_out(log_in, spanish):
    browser = log_in(factories.make_user("access_admin"))
    assert browser.get(get_url(spanish)).status_code == 302
    assert browser.post(get_url(spanish), {"all": "unread"}).status_code == 302
    assert not PairReview.objects.exists()


def test_translator_without_the_permission_keeps_texts_and_reviews_none(log_in, spanish):
    user = factories.make_user("access_admin", name="Tom")
    factories.give_page_rights(user, factories.get_home("es"), "change_page")
    browser = log_in(user)
    assert get_boxes(browser, spanish) == {}
    pair = find_pending_translation(spanish).pairs[1]
    data = {"shown": pair.digest, "read": [pair.digest], "note": ""}
    assert browser.post(get_url(spanish), data).status_code == 302
    assert not PairReview.objects.exists()
    kept = get_boxes(browser, spanish, "kept")
    send(browser, spanish, kept=list(kept.values()))
    assert PairReview.objects.get().act == "kept"


@pytest.mark.parametrize("pk", ["original", "home", "none"])
def test_page_that_is_no_translation_has_no_such_address(log_in, superuser, spanish, home, pk):
    original = Page.objects.get(translation_key=spanish.translation_key, locale__language_code="en")
    page_id = {"original": original.pk, "home": home.pk, "none": 10**6}[pk]
    url = reverse("wagtail_attachment:review_translation", args=[page_id])
    assert log_in(superuser).get(url).status_code == 404


def test_header_leads_a_translation_there_and_no_original(log_in, superuser, spanish):
    owner = log_in(superuser)
    original = Page.objects.get(translation_key=spanish.translation_key, locale__language_code="en")
    for page, leads in ((spanish, True), (original, False)):
        response = owner.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
        assert (get_url(page) in response.content.decode()) is leads


def test_alias_of_a_translation_leads_to_the_review_of_the_text_it_shows(reviewer, spanish):
    factories.force_live(spanish)
    alias = spanish.create_alias(update_slug="alias")
    answer = reviewer.get(get_url(alias))
    assert (answer.status_code, answer.url) == (302, get_url(spanish))
