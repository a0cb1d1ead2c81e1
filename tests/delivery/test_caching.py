"""How long others may keep a page: never unasked, and not beyond the next wording."""

from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import parse_http_date
from wagtail.models import Page

from tests import factories
from tests.testapp.models import OwnArticlePage
from wagtail_attachment.models import Disclaimer
from wagtail_attachment.pages.models import ArticleIndexPage, ArticlePage
from wagtail_attachment.times import get_practice_day, get_start


@pytest.fixture
def article(practice):
    factories.set_country(booking=factories.make_booking())
    return factories.make_article(live=True, title="Loss")


def get(client, article):
    return client.get(article.get_url())


def reword(body="<p>New words.</p>", **kwargs):
    disclaimer = Disclaimer.objects.get()
    disclaimer.body = body
    disclaimer.save()
    return disclaimer.approve(factories.make_approver(), **kwargs)


def test_copy_is_asked_about_each_time(client, article):
    """Else a browser or cache may go on showing a withdrawn line for as long as it likes."""
    assert get(client, article)["Cache-Control"] == "max-age=0, no-cache"


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


def test_page_cache_of_django_lets_lists_through(client, practice, home, settings):
    put_page_cache_in_front(settings)
    index = home.add_child(instance=ArticleIndexPage(title="Articles", slug="articles"))
    assert get(client, index)["Cache-Control"] == "max-age=0, no-cache"
    factories.make_article(model=ArticlePage, live=True, parent=index, title="New article")
    assert "New article" in get(client, index).content.decode()


@pytest.mark.parametrize("name", ["rss", "atom"])
def test_page_cache_of_django_lets_feeds_through(client, practice, home, settings, name):
    put_page_cache_in_front(settings)
    index = home.add_child(instance=ArticleIndexPage(title="Articles", slug="articles"))
    factories.make_article(model=ArticlePage, live=True, parent=index)
    address = f"{index.url}feed/{name}/"
    assert client.get(address)["Cache-Control"] == "max-age=0, no-cache"
    reword()
    assert "New words." in client.get(address).content.decode()


@pytest.mark.parametrize(
    ("name", "value"), [("ETag", '"own"'), ("Cache-Control", "private"), ("Expires", "0")]
)
def test_view_s_own_word_on_caching_stands(client, article, monkeypatch, name, value):
    def serve(self, request):
        return HttpResponse("<main></main>", headers={name: value})

    monkeypatch.setattr(OwnArticlePage, "serve", serve)
    response = get(client, article)
    assert response[name] == value


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


def test_nobody_keeps_a_page_beyond_the_end_of_a_licence(client, article, cached, monkeypatch):
    factories.make_licence(factories.make_person(), 0)
    midnight = get_start(get_practice_day() + timedelta(1))
    now = midnight - timedelta(seconds=40)
    monkeypatch.setattr(timezone, "now", lambda: now)
    cached("max-age=600, s-maxage=86400")
    assert get(client, article)["Cache-Control"] == "max-age=40, s-maxage=40"
    now = midnight
    assert get(client, article)["Cache-Control"] == "max-age=60, s-maxage=60"


def test_expires_is_bounded_with_max_age(client, article, cached, monkeypatch):
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now)
    version = reword(effective_from=now + timedelta(seconds=60))
    cached("max-age=600", Expires="Fri, 01 Jan 2100 00:00:00 GMT")
    expires = parse_http_date(get(client, article)["Expires"])
    assert expires == int(version.effective_from.timestamp())


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("max-age=600", "max-age=60"),
        ("public, max-age=30, s-maxage=600", "public, max-age=30, s-maxage=60"),
        ("s-maxage=600, stale-while-revalidate=600", "s-maxage=60, stale-while-revalidate=60"),
    ],
)
def test_nobody_keeps_a_page_for_longer_than_a_change_may_take_to_show(
    client, article, cached, header, expected
):
    cached(header)
    assert get(client, article)["Cache-Control"] == expected


def test_setting_says_how_long(client, article, cached, settings):
    settings.WAGTAIL_ATTACHMENT_KEPT_SECONDS = 0
    cached("max-age=600, s-maxage=600")
    assert get(client, article)["Cache-Control"] == "max-age=0, s-maxage=0"


def test_cache_that_is_purged_may_keep_a_page(client, article, cached, front_cache):
    factories.put_in_force("<p>X</p>", language="de", effective_from=factories.in_days(1))
    factories.put_in_force("<p>X</p>", kind="x", effective_from=factories.in_days(1))
    cached("max-age=600, s-maxage=999999")
    assert get(client, article)["Cache-Control"] == "max-age=60, s-maxage=999999"


def test_expires_alone_is_bounded(client, article, monkeypatch):
    response = HttpResponse("<main></main>", headers={"Expires": "Fri, 01 Jan 2100 00:00:00 GMT"})
    monkeypatch.setattr(OwnArticlePage, "serve", lambda self, request: response)
    expires = parse_http_date(get(client, article)["Expires"])
    assert expires <= timezone.now().timestamp() + 60


def test_list_of_articles_is_bounded_too(client, practice, home, monkeypatch):
    index = home.add_child(instance=ArticleIndexPage(title="Articles", slug="articles"))
    serve = Page.serve

    def serve_cached(self, request):
        response = serve(self, request)
        response["Cache-Control"] = "s-maxage=600"
        return response

    monkeypatch.setattr(ArticleIndexPage, "serve", serve_cached)
    assert get(client, index)["Cache-Control"] == "s-maxage=60"
