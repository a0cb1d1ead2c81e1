"""Readers, rules, lists, mails and screens go by the same review of an article."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import factories
from wagtail_attachment.articles.clinical_reviews import ClinicalReview
from wagtail_attachment.articles.public_reviews import find_public_review
from wagtail_attachment.permissions import REVIEW_ARTICLE
from wagtail_attachment.reminders import find_due
from wagtail_attachment.safety.loading import with_safety
from wagtail_attachment.safety.shown import find_pages_of


@pytest.fixture
def rosa(db):
    return factories.make_reviewer()


@pytest.fixture
def article(practice, home):
    page = factories.make_article(title="Closeness")
    return publish(page, "Closeness")


def publish(page, title):
    page.title = title
    page.save_revision().publish()
    return load(page)


def load(page):
    return type(page).objects.get(pk=page.pk)


def review(page, user, **kwargs):
    subject = ClinicalReview(page, **kwargs)
    return subject.record(user, subject.digest)


def say(page, client):
    """Return what each place says of a live page: the review that readers see, and three states."""
    page = load(page)
    public = find_public_review(ClinicalReview(page))
    shown = ClinicalReview(page).last
    client.force_login(factories.make_user(superuser=True))
    answer = client.get(reverse("wagtail_attachment:articles_report"))
    (row,) = (row for row in answer.context["object_list"] if row.page.pk == page.pk)
    assert (shown and shown.pk) == (public and public.review.pk)
    assert row.last_reviewed_at == (shown and shown.at)
    due = {item.page_id: item.state for item in find_due(1, {REVIEW_ARTICLE})}
    state = page.get_facts().get_review_state()
    assert due.get(page.pk, "") == state == row.review_state.replace("current", "")
    return shown and shown.person_name, state


def test_review_of_a_draft_says_nothing_of_what_is_live(article, rosa, client):
    article.title = "Not public yet"
    review(article, rosa, revision=article.save_revision())
    assert say(article, client) == (None, "never")
    assert ClinicalReview(load(article)).was_withdrawn is False
    alias = load(article).create_alias(parent=article.get_parent(), update_slug="alias")
    assert find_public_review(ClinicalReview(load(alias))) is None
    assert [safety.clinical_review for safety in with_safety([load(alias)])] == [None]
    load(article).get_latest_revision().publish()
    assert say(article, client) == ("Rosa", "")


def test_text_that_comes_back_has_its_own_review(article, rosa, client):
    review(article, rosa)
    changed = publish(article, "Distance")
    review(changed, factories.make_reviewer("Bo"))
    assert say(article, client) == ("Bo", "")
    ClinicalReview(load(article)).withdraw(factories.make_user(superuser=True), "Wrong.")
    assert say(article, client) == (None, "withdrawn")
    back = publish(load(article), "Closeness")
    assert say(article, client) == ("Rosa", "")
    subject = ClinicalReview(back)
    subject.withdraw(rosa, "This one too.")  # what readers see can be taken back
    assert say(article, client) == (None, "withdrawn")


def test_person_stands_on_the_pages_whose_readers_see_their_review(article, rosa):
    ada, ben = (
        factories.make_person(name, user=user)
        for name, user in (("Ada", rosa), ("Ben", factories.make_reviewer("Bo")))
    )
    review(article, rosa)
    review(publish(article, "Distance"), ben.user)
    assert (find_pages_of(ada), find_pages_of(ben)) == (set(), {article.pk})
    publish(load(article), "Closeness")
    assert (find_pages_of(ada), find_pages_of(ben)) == ({article.pk}, set())


def test_queries_do_not_grow_with_the_articles_that_were_reviewed_more_than_once(practice, rosa):
    def make():
        page = publish(factories.make_article(title="One"), "One")
        review(page, rosa)
        review(publish(page, "Two"), rosa)

    def count():
        with CaptureQueriesContext(connection) as queries:
            find_due(30, {REVIEW_ARTICLE})
        return len(queries)

    make()
    count()
    few = count()
    for _number in range(3):
        make()
    assert count() == few
