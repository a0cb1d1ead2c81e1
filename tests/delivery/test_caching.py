"""Validators that move with all that a page shows, and a 304 instead of an unchanged page."""

from datetime import timedelta

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.http import parse_http_date
from wagtail.models import Page

from tests import factories
from tests.testapp.models import OwnArticlePage
from wagtail_attachment.models import (
    CrisisResource,
    Disclaimer,
    PracticeSettings,
    Practitioner,
    Review,
)
from wagtail_attachment.pages.models import ArticleIndexPage, ArticlePage


@pytest.fixture
def article(practice):
    factories.set_country(booking=factories.make_booking())
    return factories.make_article(live=True, title="Loss")


def get(client, article, tag="", **headers):
    if tag:
        headers["if-none-match"] = tag
    return client.get(article.get_url(), headers=headers)


def reword(body="<p>New words.</p>", **kwargs):
    disclaimer = Disclaimer.objects.get()
    disclaimer.body = body
    disclaimer.save()
    return disclaimer.approve(factories.make_approver(), **kwargs)


def test_unchanged_page_is_not_rendered_again(client, article, monkeypatch):
    tag = get(client, article)["ETag"]
    monkeypatch.setattr(OwnArticlePage, "serve", lambda *args: pytest.fail("was rendered"))
    response = get(client, article, tag)
    assert (response.status_code, response.content, response["ETag"]) == (304, b"", tag)
    assert response.templates == []


def test_copy_is_asked_about_each_time(client, article):
    """A date alone would let a browser keep a withdrawn line for a tenth of the page's age."""
    page = get(client, article)
    assert page["Cache-Control"] == "max-age=0, no-cache"
    assert get(client, article, page["ETag"])["Cache-Control"] == "max-age=0, no-cache"


def put_page_cache_in_front(settings):
    settings.MIDDLEWARE = [
        "django.middleware.cache.UpdateCacheMiddleware",
        *settings.MIDDLEWARE,
        "django.middleware.cache.FetchFromCacheMiddleware",
    ]


def test_page_cache_of_django_lets_articles_through(client, article, settings):
    """It cannot be purged page by page, nor does it ask whether what it holds is still so."""
    put_page_cache_in_front(settings)
    get(client, article)
    reword()
    assert "New words." in get(client, article).content.decode()


def test_page_cache_of_django_lets_any_covered_page_through(client, practice, settings):
    put_page_cache_in_front(settings)
    page = factories.make_blog_page(live=True)
    assert get(client, page)["Cache-Control"] == "max-age=0, no-cache"
    reword()
    assert "New words." in get(client, page).content.decode()


@pytest.mark.parametrize("name", ["rss", "atom"])
def test_page_cache_of_django_lets_feeds_through(client, practice, home, settings, name):
    put_page_cache_in_front(settings)
    index = home.add_child(instance=ArticleIndexPage(title="Articles", slug="articles"))
    factories.make_article(model=ArticlePage, live=True, parent=index)
    address = f"{index.url}feed/{name}/"
    assert client.get(address)["Cache-Control"] == "max-age=0, no-cache"
    reword()
    assert "New words." in client.get(address).content.decode()


def test_validating_takes_two_queries_over_finding_the_page(client, article):
    """What is read ahead, the topics among it, and the wordings with all that is told."""
    tag = get(client, article)["ETag"]
    get(client, article, tag)
    with CaptureQueriesContext(connection) as validated:
        assert get(client, article, tag).status_code == 304
    finding, (ahead, wordings) = validated[:-2], (q["sql"] for q in validated[-2:])
    assert '"wagtail_attachment_topic"' in ahead
    assert "disclaimerversion" in wordings
    assert not any("wagtail_attachment_topic" in q["sql"] for q in finding)
    assert not any("disclaimerversion" in q["sql"] for q in finding)


def test_head_is_validated_too(client, article):
    tag = get(client, article)["ETag"]
    response = client.head(article.get_url(), headers={"if-none-match": tag})
    assert response.status_code == 304
    assert client.head(article.get_url())["ETag"] == tag


CHANGES = {
    "wording": reword,
    "line verified": lambda: factories.make_verified_line("911"),
    "line withdrawn": lambda: CrisisResource.objects.get().withdraw(factories.make_verifier()),
    "country": lambda: factories.set_country("CA"),
    "booking": lambda: factories.set_country(booking=factories.make_booking(heading="Other")),
    "booking's text": lambda: change(PracticeSettings.objects.get().booking, heading="Other"),
    "title": lambda: change(OwnArticlePage.objects.get(), title="Other"),
    "revision": lambda: OwnArticlePage.objects.get().save_revision().publish(),
    "person": lambda: change_in_admin(Practitioner, name="Other"),
    "review": lambda: Review.record(object_id=1, person_id=1, digest="x"),
}


def change(row, **values):
    for name, value in values.items():
        setattr(row, name, value)
    row.save()


def change_in_admin(model, **values):
    from wagtail.log_actions import log

    row = model.objects.create(locale=factories.get_locale(), **values)
    log(row, "wagtail.edit")


@pytest.mark.parametrize("name", CHANGES)
def test_tag_moves_with_all_that_the_page_shows(client, article, name):
    tag = get(client, article)["ETag"]
    CHANGES[name]()
    response = get(client, article, tag)
    assert response.status_code == 200
    assert response["ETag"] != tag


def test_settings_move_the_tag(client, article, settings):
    tags = {get(client, article)["ETag"]}
    for name, value in (
        ("WAGTAIL_ATTACHMENT_RELEASE", "2"),
        ("WAGTAIL_ATTACHMENT_EMERGENCY_NUMBERS", {"US": "112"}),
        ("WAGTAIL_ATTACHMENT_ENFORCEMENT", "observe"),
        ("WAGTAIL_ATTACHMENT_LOCALE_COUNTRIES", {"en": ["GB"]}),
    ):
        setattr(settings, name, value)
        tags.add(get(client, article)["ETag"])
    assert len(tags) == 5


def test_wording_that_takes_effect_moves_tag_and_date(client, article, monkeypatch):
    ahead = factories.in_days(1).replace(microsecond=0)
    reword(effective_from=ahead)
    before = get(client, article)
    monkeypatch.setattr(timezone, "now", lambda: ahead)
    after = get(client, article, before["ETag"])
    assert after.status_code == 200
    assert "New words." in after.content.decode()
    assert parse_http_date(before["Last-Modified"]) < parse_http_date(after["Last-Modified"])
    assert parse_http_date(after["Last-Modified"]) == int(ahead.timestamp())


def test_withheld_page_is_never_not_modified(client, article):
    tag = get(client, article)["ETag"]
    connection.cursor().execute("DELETE FROM wagtail_attachment_disclaimerversion")
    response = get(client, article, tag)
    assert (response.status_code, response["Cache-Control"]) == (503, "no-store")
    assert not response.has_header("ETag")


# Whom it is for


def test_reader_with_a_session_gets_the_page_itself(client, article, superuser):
    tag = get(client, article)["ETag"]
    client.force_login(superuser)
    response = get(client, article, tag)
    assert response.status_code == 200
    assert not response.has_header("ETag")


def test_nothing_is_told_while_templates_are_written(client, article, settings):
    settings.DEBUG = True
    assert not get(client, article).has_header("ETag")


def test_other_covered_types_do_not_take_part(client, practice):
    response = get(client, factories.make_blog_page(live=True))
    assert not response.has_header("ETag")
    assert not response.has_header("Last-Modified")


@pytest.mark.parametrize(
    ("name", "value"), [("ETag", '"own"'), ("Cache-Control", "private"), ("Expires", "0")]
)
def test_view_s_own_word_on_caching_stands(client, article, monkeypatch, name, value):
    def serve(self, request):
        return HttpResponse("<main></main>", headers={name: value})

    monkeypatch.setattr(OwnArticlePage, "serve", serve)
    response = get(client, article)
    assert response[name] == value
    assert not response.has_header("Last-Modified")


def test_page_that_sets_a_cookie_has_no_tag(client, article, monkeypatch):
    def serve(self, request):
        response = HttpResponse("<main></main>")
        response.set_cookie("a", "b")
        return response

    monkeypatch.setattr(OwnArticlePage, "serve", serve)
    assert not get(client, article).has_header("ETag")


def test_answer_depends_on_cookies_only_where_the_page_does(client, article, monkeypatch):
    response = get(client, article)
    again = get(client, article, response["ETag"])
    assert again.status_code == 304
    assert "Cookie" not in response.get("Vary", "")
    assert "Cookie" not in again.get("Vary", "")
    serve = OwnArticlePage.serve

    def look_at_user(self, request):
        assert not request.user.is_authenticated
        return serve(self, request)

    monkeypatch.setattr(OwnArticlePage, "serve", look_at_user)
    response = get(client, article)
    again = get(client, article, response["ETag"])
    assert again.status_code == 304
    assert "Cookie" in response["Vary"]
    assert "Cookie" in again["Vary"]


# Max-age


@pytest.fixture
def cached(monkeypatch):
    def cached(header, **headers):
        serve = Page.serve

        def serve_cached(self, request):
            response = serve(self, request)
            response["Cache-Control"] = header
            for name, value in headers.items():
                response[name] = value
            return response

        monkeypatch.setattr(OwnArticlePage, "serve", serve_cached)

    return cached


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("max-age=600", "max-age=60"),
        ("public, max-age=600, s-maxage=30", "public, max-age=60, s-maxage=30"),
        ("s-maxage=86400", "s-maxage=60"),
        ("max-age=0", "max-age=0"),
        ("no-store", "no-store"),
    ],
)
def test_nobody_keeps_a_page_beyond_the_next_wording(
    client, article, cached, monkeypatch, header, expected
):
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now)
    reword(effective_from=now + timedelta(seconds=60))
    cached(header)
    assert get(client, article)["Cache-Control"] == expected


def test_expires_is_bounded_with_max_age(client, article, cached, monkeypatch):
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now)
    version = reword(effective_from=now + timedelta(seconds=60))
    cached("max-age=600", Expires="Fri, 01 Jan 2100 00:00:00 GMT")
    expires = parse_http_date(get(client, article)["Expires"])
    assert expires == int(version.effective_from.timestamp())


def test_max_age_stands_where_no_change_is_due(client, article, cached):
    factories.put_in_force("<p>X</p>", language="de", effective_from=factories.in_days(1))
    factories.put_in_force("<p>X</p>", kind="x", effective_from=factories.in_days(1))
    cached("max-age=999999")
    assert get(client, article)["Cache-Control"] == "max-age=999999"
