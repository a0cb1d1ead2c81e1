"""Reviewing an article: who may, what goes on record, and what readers are told."""

import pytest
from dateutil.relativedelta import relativedelta
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from tests import factories
from tests.admin.answers import get_field_errors, get_links, get_messages, is_denied, read
from wagtail_attachment.articles.clinical_reviews import ClinicalReview
from wagtail_attachment.articles.review_tasks import find_review_subject
from wagtail_attachment.models import Review


@pytest.fixture
def article(practice, home):
    page = factories.make_article(
        factories.section(heading="Why", content=[factories.paragraph("<p>As I see it.</p>")]),
        title="Closeness",
        lead='<p>Read <a href="https://example.org/">more</a>.</p>',
    )
    return publish(page)


@pytest.fixture
def reviewer(db):
    return factories.make_reviewer()


@pytest.fixture
def browser(log_in, reviewer):
    return log_in(reviewer)


def publish(page):
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def get_url(page):
    return reverse("wagtail_attachment:review_article", args=[page.pk])


def review(client, page, **data):
    digest = find_review_subject(page).digest
    data = {"digest": digest, "has_read": "on", **data}
    return client.post(get_url(page), data, follow=True)


def record(page, user):
    return ClinicalReview(page).record(user, ClinicalReview(page).digest)


def get_byline(client, page):
    return " ".join(read(client.get(page.get_url())).select_one(".attachment-byline").text.split())


def test_reviewer_reads_the_whole_article_and_where_links_lead(browser, article):
    text = read(browser.get(get_url(article))).select_one(".wagtail-attachment-reading").text
    for part in ("Closeness", "Read more", "https://example.org/", "Why", "As I see it."):
        assert part in text


def test_review_goes_on_record_with_name_and_next_date(browser, reviewer, article):
    answer = review(browser, article, note="Read aloud")
    row = Review.objects.get()
    assert (row.person_id, row.person_name, row.note) == (str(reviewer.pk), "Rosa", "Read aloud")
    assert row.revision_id == article.live_revision_id
    assert row.next_due == timezone.localdate() + relativedelta(months=12)
    assert any("It is due again on" in message for message in get_messages(answer))
    entry = PageLogEntry.objects.get(action="wagtail_attachment.review_article")
    assert entry.user_id == reviewer.pk
    assert not {v.id for v in article.evaluate()} & {"review.never", "review.overdue"}


def test_months_until_the_next_review_are_the_practice_s_choice(settings, reviewer, article):
    settings.WAGTAIL_ATTACHMENT_REVIEW_MONTHS = 3
    assert record(article, reviewer).next_due == timezone.localdate() + relativedelta(months=3)


def test_nothing_is_recorded_until_the_reviewer_says_to_have_read_it(browser, article):
    answer = review(browser, article, has_read="")
    assert not Review.objects.exists()
    assert any("Read the whole article first" in error for error in get_field_errors(answer))


def test_text_that_moved_on_is_shown_anew_and_not_recorded(browser, article):
    digest = find_review_subject(article).digest
    article.subtitle = "Another promise"
    publish(article)
    answer = review(browser, article, digest=digest, note="Kept")
    assert not Review.objects.exists()
    assert "has changed since you opened it" in answer.text
    form = read(answer).select_one("form[action*=review]")
    assert form.select_one("[name=note]").text.strip() == "Kept"
    assert form.select_one("[name=digest]")["value"] == find_review_subject(article).digest
    assert not form.select_one("[name=has_read]").has_attr("checked")


def test_what_is_not_published_is_not_reviewed(browser, article):
    article.subtitle = "Another promise"
    article.save_revision()
    answer = browser.get(get_url(article))
    assert "changes that are not published yet" in answer.text
    assert "Another promise" not in answer.text


def test_draft_that_nobody_reads_yet_is_reviewed_as_it_is_written(browser, practice, home):
    page = factories.make_article()
    page.subtitle = "A promise"
    page.save_revision()
    assert "A promise" in browser.get(get_url(page)).text
    review(browser, page)
    assert ClinicalReview(page.get_latest_revision_as_object()).is_of_this_text


def test_who_has_no_right_is_kept_out(visitor, article):
    assert is_denied(visitor.get(get_url(article), follow=True))
    assert is_denied(review(visitor, article))
    with pytest.raises(PermissionDenied):
        record(article, factories.make_user("access_admin"))
    assert not Review.objects.exists()


def test_code_cannot_record_a_review_of_another_text(reviewer, article):
    with pytest.raises(ValidationError, match="has changed"):
        ClinicalReview(article).record(reviewer, "0" * 64)


def test_page_without_a_clinical_review_has_no_such_screen(browser, practice, home):
    page = factories.make_blog_page(live=True)
    assert browser.get(get_url(page)).status_code == 404
    assert browser.get(get_url(home)).status_code == 404


def test_readers_see_who_reviewed_it_and_whether_it_was_edited_since(client, reviewer, article):
    assert "reviewed" not in get_byline(client, article)
    record(article, reviewer)
    assert "Clinically reviewed by Rosa on" in get_byline(client, article)
    assert "updated since" not in get_byline(client, article)
    article.subtitle = "Another promise"
    publish(article)
    assert "(updated since)" in get_byline(client, article)


def test_title_for_search_engines_is_not_what_readers_read(reviewer, article):
    record(article, reviewer)
    article.seo_title = "For engines"
    assert ClinicalReview(publish(article)).is_of_this_text


def test_link_that_leads_elsewhere_is_another_text(reviewer, article):
    record(article, reviewer)
    article.lead = '<p>Read <a href="https://example.com/">more</a>.</p>'
    assert not ClinicalReview(publish(article)).is_of_this_text


def test_alias_shows_its_source_s_review(client, browser, reviewer, article):
    alias = article.create_alias(update_slug="alias")
    record(article, reviewer)
    assert "Clinically reviewed by Rosa on" in get_byline(client, alias)
    assert browser.get(get_url(alias)).url == get_url(article)


def test_editor_leads_to_the_review_from_the_menu_and_the_advice(owner, article):
    answer = owner.get(reverse("wagtailadmin_pages:edit", args=[article.pk]))
    assert get_links(answer).count(get_url(article)) == 2
    violation = next(v for v in article.evaluate() if v.id == "review.never")
    assert violation.fix_url == get_url(article)


def test_who_may_review_is_named(reviewer, article):
    violation = next(v for v in article.evaluate() if v.id == "review.never")
    assert violation.fixer == "Rosa"


def test_menu_offers_no_review_to_others_nor_of_other_pages(log_in, owner, article, home):
    editor = factories.make_user("change_page", "add_page")
    answer = log_in(editor).get(reverse("wagtailadmin_explore", args=[home.pk]), follow=True)
    assert get_url(article) not in answer.text
    answer = owner.get(reverse("wagtailadmin_pages:edit", args=[home.pk]))
    assert get_url(home) not in answer.text
