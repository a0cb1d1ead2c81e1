"""Who may review which article, under which name; what the review line says, and how it goes."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageLogEntry

from tests import factories
from wagtail_attachment.articles.clinical_reviews import ClinicalReview
from wagtail_attachment.articles.public_reviews import find_public_review
from wagtail_attachment.models import PracticeSettings, Practitioner, Review, ReviewScope
from wagtail_attachment.practice.reviewers import Reviewer, find_reviewers, may_review
from wagtail_attachment.structured_data import get_structured_data


@pytest.fixture
def article(practice):
    return publish(factories.make_article(title="Closeness"))


@pytest.fixture
def rosa(db):
    return factories.make_reviewer("Rosa")


def publish(page):
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def make_person(name="Rosa Reyes", language="en", **values):
    return Practitioner.objects.create(name=name, locale=factories.get_locale(language), **values)


def get_reason(user, page):
    refusal = Reviewer(user).find_refusal(page)
    return refusal.message if refusal else ""


def record(page, user, *, revision=None, **kwargs):
    subject = ClinicalReview(page, revision=revision)
    return subject.record(user, subject.digest, **kwargs)


def shown(page):
    return find_public_review(ClinicalReview(page))


def test_permission_and_section_are_both_asked(article, rosa, home):
    assert may_review(rosa, article)
    nobody = factories.make_user("access_admin", name="Bo")
    factories.give_page_rights(nobody, home, "change_page")
    assert "do not have permission" in get_reason(nobody, article)
    elsewhere = factories.make_user("review_article", name="Cy")
    factories.give_page_rights(elsewhere, factories.make_article(), "lock_page")
    assert "no access to this section" in get_reason(elsewhere, article)
    with pytest.raises(PermissionDenied):
        record(article, elsewhere)
    assert find_reviewers(article) == [rosa]


def test_scope_is_by_topic_and_by_language_and_empty_is_all(article, rosa):
    grief, trust = factories.make_topic("Grief"), factories.make_topic("Trust")
    scope = ReviewScope.objects.create(user=rosa)
    assert may_review(rosa, article)
    scope.topics.set([grief])
    assert "You review articles about: Grief." in get_reason(rosa, article)
    article.topics = [trust]
    assert not may_review(rosa, article)
    translated = grief.copy_for_translation(factories.get_locale("es"))
    translated.save()
    article.topics = [trust, translated]
    assert may_review(rosa, article)  # the topic is the same one in another language
    scope.languages.set([factories.get_locale("es")])
    assert "You review articles in Spanish." in get_reason(rosa, article)
    with pytest.raises(PermissionDenied, match="Spanish"):
        record(article, rosa)
    scope.languages.add(factories.get_locale("en"))
    assert may_review(rosa, article)
    # What is deleted gives nobody more than was decided.
    article.topics = []
    translated.delete()
    grief.delete()
    assert "topics that you review have been deleted" in get_reason(rosa, article)
    scope = ReviewScope.objects.get()
    assert scope.list_topics() == "None: what was chosen has been deleted"
    scope.topics.add(trust)
    scope.topics.clear()
    assert may_review(rosa, article)


def test_nobody_reviews_their_own_article_unless_the_practice_says_so(article, rosa, client):
    english = make_person(user=rosa, credentials="PsyD")
    spanish = make_person(language="es", translation_key=english.translation_key)
    assert may_review(rosa, article)
    article.authors = [spanish]
    publish(article)
    assert "your own article" in get_reason(rosa, article)
    with pytest.raises(PermissionDenied, match="own article"):
        record(article, rosa)
    PracticeSettings.objects.update(allow_own_review=True)
    review = record(article, rosa)
    assert review.is_own
    assert "Reviewed by the author, <bdi>Rosa Reyes, PsyD</bdi>, on" in client.get(article.url).text


def test_who_created_it_counts_as_its_author_where_no_author_has_an_account(article, rosa):
    article.owner = rosa
    assert "your own article" in get_reason(rosa, article)
    article.authors = [make_person("Ada")]
    assert not may_review(rosa, article)
    article.authors = [make_person("Ada", user=factories.make_user(name="Ada"))]
    assert may_review(rosa, article)


def test_readers_never_see_an_address_or_a_login(article):
    nameless = factories.make_reviewer(name="")
    assert "your account has none" in get_reason(nameless, article)
    with pytest.raises(ValidationError, match="Enter your name"):
        record(article, nameless)
    nameless.first_name = nameless.email
    assert not may_review(nameless, article)
    person = make_person(user=nameless)
    assert record(article, nameless).person_name == "Rosa Reyes"
    assert Review.objects.get().person_key == str(person.translation_key)


def test_name_that_is_also_the_login_is_a_name(article):
    rosa = factories.make_reviewer(name="")
    rosa.first_name = rosa.username
    rosa.save()
    assert Reviewer(rosa).get_public_name(article).name == rosa.username


def test_who_is_named_by_their_person_withdraws_by_that_name(article):
    nameless = factories.make_reviewer(name="")
    make_person(user=nameless)
    record(article, nameless)
    withdrawal = ClinicalReview(article).withdraw(nameless, "Overlooked a dose.")
    assert withdrawal.person_name == "Rosa Reyes"


def test_line_has_the_credentials_of_that_day(article, rosa, client):
    person = make_person(user=rosa, credentials="PsyD")
    record(article, rosa)
    person.credentials = "MD"
    person.save()
    assert "Clinically reviewed by <bdi>Rosa Reyes, PsyD</bdi> on" in client.get(article.url).text


def test_withdrawn_review_is_gone_at_once_and_stays_on_record(article, rosa, client):
    other = factories.make_reviewer("Bo")
    record(article, other)
    review = record(article, rosa, note="Fine.")
    assert "reviewed by <bdi>Rosa" in client.get(article.url).text
    subject = ClinicalReview(article)
    with pytest.raises(ValidationError, match="Say why"):
        subject.withdraw(rosa, " ")
    with pytest.raises(PermissionDenied, match="your own reviews"):
        subject.withdraw(other, "No.")
    row = subject.withdraw(rosa, "I overlooked a dose.")
    assert (row.withdraws, row.digest, row.note) == (
        review.pk,
        review.digest,
        "I overlooked a dose.",
    )
    assert Review.find_broken_rows() == []
    assert "reviewed" not in client.get(article.url).text  # the earlier one of Bo neither
    assert subject.was_withdrawn
    assert [v.message for v in article.evaluate() if v.id == "review.never"] == [
        "The last clinical review was withdrawn."
    ]
    assert PageLogEntry.objects.filter(action="wagtail_attachment.withdraw_review").exists()
    with pytest.raises(ValidationError, match="no review to withdraw"):
        subject.withdraw(rosa, "Again.")
    record(article, other)
    assert shown(article).review.person_name == "Bo"
    owner = factories.make_user("change_practicesettings", name="Ivy")
    factories.give_page_rights(owner, article, "change_page")
    ClinicalReview(article).withdraw(owner, "Bo has left.")
    assert shown(article) is None


def test_line_is_of_what_readers_get_and_not_of_a_later_draft(article, rosa):
    record(article, rosa)
    article.subtitle = "A draft's promise"
    revision = article.save_revision()
    draft = revision.as_object()
    record(draft, factories.make_reviewer("Bo"), revision=revision)
    live = type(article).objects.get(pk=article.pk)
    assert (shown(live).review.person_name, shown(live).is_current) == ("Rosa", True)
    revision.publish()
    live.refresh_from_db()
    assert (shown(live).review.person_name, shown(live).is_current) == ("Bo", True)
    live.subtitle = "Another"
    publish(live)
    assert (shown(live).review.person_name, shown(live).is_current) == ("Bo", False)


def test_draft_s_review_says_nothing_of_a_live_text_that_nobody_reviewed(article, rosa):
    article.subtitle = "A draft's promise"
    revision = article.save_revision()
    record(revision.as_object(), rosa, revision=revision)
    assert shown(type(article).objects.get(pk=article.pk)) is None


def test_review_does_not_hold_once_help_moves(article, rosa):
    record(article, rosa)
    article.topics = [factories.make_topic("Dark", sensitive=True)]
    publish(article)
    assert not shown(article).is_current
    [page] = [n for n in get_structured_data(article)["@graph"] if n["@type"] == "MedicalWebPage"]
    assert "lastReviewed" not in page


def test_next_review_is_due_by_the_shortest_of_topics_and_type(
    article, rosa, monkeypatch, settings
):
    settings.WAGTAIL_ATTACHMENT_REVIEW_MONTHS = 2
    months = lambda: record(article, rosa).next_due  # noqa: E731
    usual = months()
    article.topics = [factories.make_topic("A", review_months=30), factories.make_topic("B")]
    by_topic = months()
    monkeypatch.setattr(type(article), "review_months", 6)
    by_type = months()
    assert usual < by_type < by_topic


def test_many_pages_are_asked_of_one_reviewer_in_few_queries(article, rosa):
    for _ in range(3):
        factories.make_article(owner=rosa)
    pages = list(
        type(article).objects.select_related("locale").prefetch_related("authors", "topics")
    )
    reviewer = Reviewer(rosa)
    reviewer.find_refusal(pages[0])
    with CaptureQueriesContext(
        connection,
    ) as queries:
        [reviewer.find_refusal(page) for page in pages]
    assert len(queries) <= 2
