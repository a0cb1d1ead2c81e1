"""The page on which an editor sees why help stands above a text, and says a word on it."""

import re

import pytest
from django.urls import reverse

from tests import factories
from tests.admin.answers import read
from tests.safety.test_sensitivity import is_sensitive, lower, publish
from wagtail_attachment.articles.clinical_reviews import ClinicalReview
from wagtail_attachment.models import DisclaimerVersion, Review, SensitivityDecision
from wagtail_attachment.pages.models import ArticlePage
from wagtail_attachment.safety.sensitivity_acts import SensitivityCase


@pytest.fixture
def article(practice):
    topic = factories.make_topic("Suicidal thoughts", sensitive=True)
    return publish(factories.make_article(model=ArticlePage, title="Nights", topics=[topic]))


@pytest.fixture
def editor(article):
    user = factories.make_user("access_admin", name="Eva")
    factories.give_page_rights(user, article, "change_page")
    return user


@pytest.fixture
def clinician(article):
    user = factories.make_reviewer("Ana", "lower_sensitivity")
    factories.give_page_rights(user, article, "change_page")
    return user


def get_url(page):
    return reverse("wagtail_attachment:sensitivity", args=[page.pk])


def send(client, page, act, reason="", digest=None):
    digest = digest or SensitivityCase(page).digest
    data = {"act": act, "reason": reason, "digest": digest}
    return client.post(get_url(page), data, follow=True)


def get_words(response):
    return " ".join(read(response).get_text(" ").split())


def get_panel(client, page):
    response = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    return " ".join(read(response).select_one(".wagtail-attachment-safety").text.split())


def test_the_panel_says_why_help_stands_above_the_text(log_in, editor, article):
    panel = get_panel(log_in(editor), article)
    assert "Yes. It is about the topic “Suicidal thoughts”." in panel
    assert "See why" in panel
    assert "lower it" not in panel


def test_the_panel_judges_the_draft_and_says_so(log_in, editor, practice, article):
    calm = publish(factories.make_article(model=ArticlePage, slug="calm"))
    factories.give_page_rights(editor, calm, "change_page")
    browser = log_in(editor)
    assert "That is this draft" not in get_panel(browser, calm)
    calm.lead = "<p>When you want to die.</p>"
    calm.save_revision()
    panel = get_panel(browser, calm)
    assert "Yes. The text says “want to die”." in panel
    assert "That is this draft. No help stands above the text that readers get now." in panel


def test_what_holds_of_the_draft_and_of_what_readers_get_is_said_once(log_in, editor, article):
    def read_questions():
        page = read(log_in(editor).get(get_url(article)))
        return [each.get_text(strip=True) for each in page.select("dl dt")]

    publish(article)
    assert read_questions() == ["Does help stand above the text?"]
    article.title = "Calm"
    article.lead = ""
    article.body = [factories.section()]
    article.topics.clear()
    article.save_revision()
    assert read_questions() == [
        "Does help stand above the text that readers get now?",
        "Will it stand above the draft?",
    ]


def test_an_editor_is_told_whom_to_ask(log_in, editor, clinician, article):
    answer = log_in(editor).get(get_url(article))
    assert re.search(r"ask: [^.]*\bAna\b", get_words(answer))
    assert not read(answer).select("main form[method=post] button.serious")


def test_an_editor_who_sends_the_form_all_the_same_is_refused(log_in, editor, article):
    answer = send(log_in(editor), article, "lower", "Because.")
    assert answer.redirect_chain or answer.status_code == 403
    assert is_sensitive(article)


def test_a_clinician_lowers_it_for_a_reason(log_in, clinician, article):
    browser = log_in(clinician)
    answer = send(browser, article, "lower", "It quotes a novel.")
    assert "help does not stand above this text" in get_words(answer)
    assert not is_sensitive(article)
    assert "“It quotes a novel.”" in get_words(browser.get(get_url(article)))


def test_nothing_is_lowered_without_a_reason(log_in, clinician, article):
    answer = send(log_in(clinician), article, "lower")
    assert "Say why help need not stand above this text." in get_words(answer)
    assert is_sensitive(article)


def test_a_reason_is_kept_when_the_text_moved_on_meanwhile(log_in, clinician, article):
    answer = send(log_in(clinician), article, "lower", "It quotes a novel.", "0" * 64)
    assert "please look again" in get_words(answer)
    assert read(answer).select_one("[name=reason]").text.strip() == "It quotes a novel."
    assert is_sensitive(article)


def test_an_editor_says_that_a_page_is_sensitive(log_in, editor, article):
    calm = publish(factories.make_article(model=ArticlePage, slug="calm"))
    factories.give_page_rights(editor, calm, "change_page")
    answer = send(log_in(editor), calm, "raise", "Readers write to us.")
    assert "help stands above this text" in get_words(answer)
    assert SensitivityDecision.objects.get(act="raised").person_name == "Eva"
    assert is_sensitive(calm)


def test_who_may_not_edit_the_page_does_not_see_it(log_in, article):
    user = factories.make_user("lower_sensitivity")
    assert log_in(user).get(get_url(article)).status_code in (302, 403)


def test_a_page_that_is_not_covered_has_no_such_address(log_in, superuser, home):
    assert log_in(superuser).get(get_url(home)).status_code == 404


def test_an_alias_leads_to_the_page_it_shows(log_in, superuser, article):
    alias = article.create_alias(update_slug="alias")
    answer = log_in(superuser).get(get_url(alias))
    assert answer.status_code == 302
    assert answer["Location"] == get_url(article)


def test_a_copy_made_in_the_admin_is_as_sensitive(log_in, superuser, practice, home):
    page = publish(factories.make_article(model=ArticlePage))
    SensitivityCase(page).say_sensitive(superuser)
    data = {
        "new_title": "Copy",
        "new_slug": "copy",
        "new_parent_page": home.pk,
        "copy_subpages": "",
        "publish_copies": "",
        "alias": "",
    }
    log_in(superuser).post(reverse("wagtailadmin_pages:copy", args=[page.pk]), data)
    assert is_sensitive(ArticlePage.objects.get(slug="copy"))


def test_the_review_covers_the_sensitivity(log_in, clinician, article):
    browser = log_in(clinician)
    url = reverse("wagtail_attachment:review_article", args=[article.pk])
    assert "Yes. It is about the topic “Suicidal thoughts”." in get_words(browser.get(url))
    seen = ClinicalReview(article).digest
    lower(article, clinician)
    browser.post(url, {"digest": seen, "has_read": "on"})
    assert not Review.objects.exists()  # it is not what was on the screen
    browser.post(url, {"digest": ClinicalReview(article).digest, "has_read": "on"})
    assert Review.objects.get().sensitivity["is_sensitive"] is False
    assert "not as it was at the last review" not in get_words(browser.get(url))
    SensitivityCase(article).say_sensitive(clinician)
    assert "This is not as it was at the last review." in get_words(browser.get(url))
    assert ClinicalReview(article).is_of_this_text  # which is what readers are told


@pytest.mark.parametrize("state", ["draft", "withheld"])
def test_the_report_says_of_no_page_without_readers_that_help_stands_above(
    log_in, superuser, article, state
):
    if state == "draft":
        article.unpublish()
    else:
        DisclaimerVersion.objects.all()._raw_delete("default")
    report = get_words(log_in(superuser).get(reverse("wagtail_attachment:articles_report")))
    assert "Nights" in report
    assert "with help above the text" not in report


def test_the_report_has_a_column_and_a_filter(log_in, superuser, clinician, article):
    publish(factories.make_article(model=ArticlePage, title="Calm", slug="calm"))
    url = reverse("wagtail_attachment:articles_report")
    browser = log_in(superuser)
    assert "with help above the text" in get_words(browser.get(f"{url}?sensitivity=sensitive"))
    assert "Nights" in get_words(browser.get(f"{url}?sensitivity=sensitive"))
    lower(article, clinician, "It quotes a novel.")
    lowered = get_words(browser.get(f"{url}?sensitivity=lowered"))
    assert "Ana decided so" in lowered
    assert "Calm" not in lowered
    assert "Nights" not in get_words(browser.get(f"{url}?sensitivity=sensitive"))
    csv = b"".join(browser.get(f"{url}?export=csv").streaming_content).decode()
    assert "Help above the text" in csv
    assert "“It quotes a novel.”" in csv
