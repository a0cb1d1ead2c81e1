"""What safety costs: a few queries for each step of publishing a page, and no more for many."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import factories
from tests.testapp.models import BlogPage, OwnArticlePage, PlainPage
from wagtail_attachment.evidence import audit
from wagtail_attachment.models import DisclaimerVersion, PublicationEvent
from wagtail_attachment.publishing import PublishingRefused
from wagtail_attachment.safety.loading import load_safety
from wagtail_attachment.safety.resolver import Safety


@pytest.fixture
def practice(practice):
    """A practice with all its parts, the booking among them."""
    factories.set_country(booking=factories.make_booking())
    return practice


def count(act):
    """Return how many queries ``act`` takes, without those that keep the evidence.

    Those are the page's last event and the new one; on PostgreSQL two locks before the save too.
    """
    with CaptureQueriesContext(connection) as queries:
        act()
    evidence = [q for q in queries if "publicationevent" in q["sql"]]
    locks = [q for q in queries if "pg_advisory" in q["sql"] or "FOR NO KEY" in q["sql"]]
    kept = [q for q in evidence if q not in locks]
    assert len(kept) <= 2
    assert len(locks) <= 2
    return len(queries) - len(kept) - len(locks)


@pytest.fixture
def count_code(superuser):
    """Count a page's publishing by code, by a user."""

    def count_code(page):
        revision = page.save_revision()
        page.get_url_parts()
        return count(lambda: revision.publish(user=superuser))

    return count_code


def test_publishing_takes_fifteen_queries_more(practice, count_code):
    """The gate and the evidence of it resolve for themselves what readers get.

    The gate asks for the language, the country with the booking, the wordings, the lines; aliases and
    original. The evidence, of what was saved, for the first four, for what was said of its sensitivity
    and for the aliases; and it keeps what readers get, unless that is kept already. What was handed over
    for review is closed.
    """
    plain, page = factories.make_blog_page(model=PlainPage), factories.make_blog_page()
    assert count_code(page) - count_code(plain) == 15
    assert PublicationEvent.objects.get().page_id == page.pk
    assert count_code(page) - count_code(plain) == 13  # once more, while it is live


def test_publishing_an_article_reads_nothing_that_only_advises(practice, superuser):
    page = factories.make_article(topics=[factories.make_topic()])
    revision = page.save_revision()
    with CaptureQueriesContext(connection) as queries:
        revision.publish(user=superuser)
    reads = [q["sql"] for q in queries if q["sql"].startswith("SELECT")]
    assert sum('"wagtail_attachment_review"' in sql for sql in reads) == 1  # the evidence
    assert sum("disclaimerversion" in sql for sql in reads) == 2  # the gate, and the evidence
    assert sum("crisisresourceversion" in sql for sql in reads) == 2


def test_publishing_in_the_editor_takes_eleven_queries_more(practice, client, superuser):
    """The gate does not take the word of what is said early for it."""
    client.force_login(superuser)

    def publish(page):
        url = reverse("wagtailadmin_pages:edit", args=[page.pk])
        data = {
            "title": "New",
            "slug": page.slug,
            "text": "",
            "comments-TOTAL_FORMS": 0,
            "comments-INITIAL_FORMS": 0,
            "action-publish": "publish",
        }
        assert client.post(url, data).status_code == 302

    pages = [factories.make_blog_page(model=model) for model in (PlainPage, BlogPage)]
    for page in pages:  # what Wagtail keeps for the next time
        publish(page)
    plain, covered = (count(lambda page=page: publish(page)) for page in pages)
    assert covered - plain == 11
    assert BlogPage.objects.get(pk=pages[1].pk).live


def test_gate_judges_the_language_that_is_saved(practice, superuser):
    page = factories.make_blog_page()
    revision = page.save_revision()
    assert revision.content_object.get_publishing_refusals() == []
    article = revision.content_object.with_content_json(revision.content)
    article.locale = factories.get_locale("de")
    article.live = True
    with pytest.raises(PublishingRefused, match="disclaimer"):
        article.save()


def test_gate_judges_by_what_is_approved_when_it_is_saved(practice):
    page = factories.make_blog_page()
    assert page.get_publishing_refusals() == []
    page.live = True
    page.save()
    connection.cursor().execute("DELETE FROM wagtail_attachment_disclaimerversion")
    with pytest.raises(PublishingRefused, match="disclaimer"):
        page.save()


# Many pages


def test_many_pages_take_no_more_queries_than_a_few(practice, django_assert_num_queries):
    def load(number):
        topics = [factories.make_topic(f"Topic {number}", notice=f"kind{number}")]
        pages = [factories.make_article(topics=topics) for _page in range(number)]
        pages += [factories.make_blog_page() for _page in range(number)]
        spanish = factories.get_locale("es")
        pages += [page.copy_for_translation(spanish, copy_parents=True) for page in pages]
        pages = [type(page).objects.get(pk=page.pk) for page in pages]
        with CaptureQueriesContext(connection) as queries:
            safeties = load_safety(pages)
        with django_assert_num_queries(0):
            for safety in safeties:
                assert safety.crisis_lines
                assert safety.booking_cta
                assert bool(safety.disclaimers) == (safety.language == "en")
        return len(queries)

    load(2)  # what Wagtail keeps for the next time
    assert load(1) == load(5) <= 9


def test_loaded_parts_are_those_that_are_read_alone(practice):
    factories.put_in_force("<p>On grief.</p>", kind="grief")
    factories.put_in_force(factories.WORDING_ES, language="es")
    factories.put_in_force("<p>Own words.</p>", site=factories.get_site(), language="es")
    topic = factories.make_topic(notice="grief")
    booking = practice and factories.set_country().booking
    booking.copy_for_translation(factories.get_locale("es")).save()
    source = factories.make_article(topics=[topic], live=True)
    alias = source.create_alias(parent=source.get_parent(), update_slug="alias")
    pages = [
        source,
        alias,
        alias.create_alias(parent=source.get_parent(), update_slug="alias-of-alias"),
        factories.make_article(parent=factories.get_home("es"), topics=[topic]),
        factories.make_article(parent=factories.get_home("es-mx"), show_booking=False),
        factories.make_blog_page(parent=factories.get_home("de")),
    ]
    for page, loaded in zip(pages, load_safety(pages), strict=True):
        read = Safety(page)
        for part in ("locale", "site_id", "kinds", "topics", "countries", "disclaimers",
                     "crisis_lines", "booking_cta", "is_withheld"):  # fmt: skip
            assert getattr(loaded, part) == getattr(read, part), (page, part)


def test_site_s_own_rule_on_topics_is_asked_page_by_page(practice, monkeypatch):
    topic = factories.make_topic(notice="own")
    monkeypatch.setattr(OwnArticlePage, "get_topics", lambda self: [topic])
    page = factories.make_article()
    assert load_safety([page])[0].kinds == ["general", "own"]


def test_audit_takes_no_more_queries_for_more_pages(practice):
    def find():
        with CaptureQueriesContext(connection) as queries:
            assert list(audit.find_violations()) == []
        return len(queries)

    factories.make_blog_page(live=True)
    find()  # what Django keeps for the next time
    before = find()
    for _page in range(5):
        factories.make_blog_page(live=True)
    assert find() == before


def test_booking_that_comes_along_is_the_stored_one(practice):
    page = factories.make_blog_page()
    booking = page.get_booking_cta()
    stored = type(booking).objects.get()
    assert {**vars(booking), "_state": 0} == {**vars(stored), "_state": 0}
    booking.heading = "Changed"
    booking.save()
    assert type(booking).objects.get().heading == "Changed"
    assert DisclaimerVersion.objects.count() == 1
