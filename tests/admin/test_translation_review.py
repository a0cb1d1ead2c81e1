"""Reviewing a translation: who may, what is shown, and what goes on record."""

import pytest
from django.urls import reverse
from wagtail.models import Page, PageLogEntry

from tests import factories
from tests.admin.answers import get_messages, read
from tests.factories import paragraph, section
from wagtail_attachment.models import Review


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
    return log_in(factories.make_user("review_translation", name="Rosa"))


def get_url(page):
    return reverse("wagtail_attachment:review_translation", args=[page.pk])


def get_digest(browser, page):
    return read(browser.get(get_url(page))).find("input", {"name": "digest"})["value"]


def test_texts_stand_beside_each_other_with_what_is_wrong(reviewer, spanish):
    soup = read(reviewer.get(get_url(spanish)))
    rows = [row.get_text(" ", strip=True) for row in soup.select("tbody tr")]
    assert rows[0].startswith("Closeness Closeness")
    [call] = [row for row in rows if "Call 988 now." in row]
    assert "Llame al 911 ya." in call
    assert "Original 988, translation 911" in call
    assert "1 text is not translated yet." in soup.get_text()


def test_review_is_on_record_for_exactly_this_text(reviewer, spanish):
    data = {"has_read": "on", "digest": get_digest(reviewer, spanish), "note": "Fine."}
    response = reviewer.post(get_url(spanish), data, follow=True)
    assert "your name and today's date are on record" in get_messages(response)[0]
    review = Review.objects.get()
    assert (review.kind, review.language, review.person_name) == ("translation", "es", "Rosa")
    assert PageLogEntry.objects.filter(action="wagtail_attachment.review_translation").exists()
    assert "Rosa reviewed this very text" in read(reviewer.get(get_url(spanish))).get_text()


def test_text_that_moved_on_is_to_be_read_again_and_the_note_is_kept(reviewer, spanish):
    digest = get_digest(reviewer, spanish)
    spanish.title = "Cercanía"
    spanish.save_revision()
    response = reviewer.post(
        get_url(spanish), {"has_read": "on", "digest": digest, "note": "Mine."}
    )
    soup = read(response)
    assert "please read it again" in soup.get_text()
    assert soup.find("textarea").get_text(strip=True) == "Mine."
    assert soup.find("input", {"name": "digest"})["value"] != digest
    assert not Review.objects.exists()


def test_nobody_reviews_what_they_did_not_say_they_read(reviewer, spanish):
    response = reviewer.post(get_url(spanish), {"digest": get_digest(reviewer, spanish)})
    assert "Read the whole translation first" in read(response).get_text()
    assert not Review.objects.exists()


def test_text_may_be_the_same_on_purpose(log_in, superuser, spanish):
    owner = log_in(superuser)
    button = read(owner.get(get_url(spanish))).find("button", {"name": "same"})
    response = owner.post(get_url(spanish), {"same": button["value"]}, follow=True)
    soup = read(response)
    assert "The same on purpose" in soup.get_text()
    assert "not translated yet" not in soup.get_text()
    entry = PageLogEntry.objects.get(action="wagtail_attachment.mark_same")
    assert entry.data["texts"] == ["Closeness"]


def test_text_that_is_not_there_is_marked_for_nobody(log_in, superuser, spanish):
    response = log_in(superuser).post(get_url(spanish), {"same": "0" * 64}, follow=True)
    assert response.status_code == 200
    assert "1 text is not translated yet." in read(response).get_text()


def test_somebody_who_may_neither_edit_nor_review_stays_out(log_in, spanish):
    browser = log_in(factories.make_user("access_admin"))
    assert browser.get(get_url(spanish)).status_code == 302
    assert browser.post(get_url(spanish), {"has_read": "on"}).status_code == 302
    assert not Review.objects.exists()


def test_reviewer_who_may_not_edit_marks_nothing(reviewer, spanish):
    assert read(reviewer.get(get_url(spanish))).find("button", {"name": "same"}) is None
    assert reviewer.post(get_url(spanish), {"same": "x"}).status_code == 302
    assert not PageLogEntry.objects.filter(action="wagtail_attachment.mark_same").exists()


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
