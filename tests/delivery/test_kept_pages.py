"""What is kept is answered for one query, whole and as it was, and what changes shows at once."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.cache.backends.locmem import LocMemCache
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction

from tests import factories
from wagtail_attachment.ledger.edition import Edition, renew
from wagtail_attachment.models import (
    CrisisResource,
    Disclaimer,
    DisclaimerVersion,
    PracticeSettings,
    Practitioner,
    Topic,
)
from wagtail_attachment.pages.models import ArticleIndexPage, ArticlePage
from wagtail_attachment.times import get_practice_day, get_start

from .reading import get_text, is_kept, read


def change(row, **values):
    for name, value in values.items():
        setattr(row, name, value)
    row.save()


def reword(body="<p>New words.</p>", **kwargs):
    disclaimer = Disclaimer.objects.get()
    disclaimer.body = body
    disclaimer.save()
    return disclaimer.approve(factories.make_approver(), **kwargs)


@pytest.fixture
def url(article):
    return article.get_url()


@pytest.fixture
def now(monkeypatch):
    """A clock that the test puts forward."""

    class Clock:
        time = timezone.now()

        def forward(self, **duration):
            self.time += timedelta(**duration)

    clock = Clock()
    monkeypatch.setattr(timezone, "now", lambda: clock.time)
    return clock


def test_article_is_kept(url):
    assert is_kept(url)


def test_kept_page_is_the_page(url):
    first, second = read(url), read(url)
    assert second.queries == 1
    assert second.content == first.content
    assert dict(second.items()) == dict(first.items())


def test_list_is_kept_page_by_page(index, monkeypatch):
    monkeypatch.setattr(ArticleIndexPage, "articles_per_page", 1)
    topic = factories.make_topic()
    for _number in range(2):
        factories.make_article(model=ArticlePage, parent=index, live=True, topics=[topic])
    addresses = ["", "?page=2", f"?topic={topic.slug}", f"?page=2&topic={topic.slug}"]
    assert all(is_kept(f"{index.get_url()}{query}") for query in addresses)
    assert len({get_text(f"{index.get_url()}{query}") for query in addresses}) == 4


def test_page_is_asked_about_each_time(url, index):
    """Else a browser could go on showing a line that was withdrawn."""
    for address in (url, index.get_url()):
        for _kept in range(2):
            assert read(address)["Cache-Control"] == "max-age=0, no-cache"


# The tag


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_who_has_the_page_is_told_so_for_one_query(url, method):
    tag = read(url)["ETag"]
    cache.clear()  # which takes no store, since a tag says what it is of
    response = read(url, method=method, if_none_match=tag)
    assert (response.status_code, response.content, response.queries) == (304, b"", 1)
    assert response["ETag"] == tag
    assert response["Cache-Control"] == "max-age=0, no-cache"


def test_tag_may_have_been_made_strong_or_be_one_of_many(url):
    tag = read(url)["ETag"]
    for held in (tag.removeprefix("W/"), f'"x", {tag}, W/"y"'):
        assert read(url, if_none_match=held).status_code == 304


@pytest.mark.parametrize(
    "made_up",
    ["*", '"x"', "x", '""', 'W/"{digest}.ffffffff"', 'W/"{digest}.0"', 'W/"{digest}"',
     'W/"{digest}.ffffffffff"', 'W/"{digest}.-1"', 'W/"{digest}.zz"', "\u00e9"],
)  # fmt: skip
def test_other_tags_get_the_page(url, made_up):
    digest = read(url)["ETag"].removeprefix('W/"').partition(".")[0]
    assert read(url, if_none_match=made_up.format(digest=digest)).status_code == 200


def test_tag_of_one_page_is_not_that_of_another(article, index):
    tag = read(article.get_url())["ETag"]
    assert read(index.get_url(), if_none_match=tag).status_code == 200


def test_head_gets_what_was_kept_and_leaves_nothing(url):
    assert read(url, method="HEAD").queries > 1
    page = read(url)
    assert page.queries > 1
    head = read(url, method="HEAD")
    assert (head.queries, head.content, head["ETag"]) == (1, b"", page["ETag"])


# What changes shows at once

CHANGES = {
    "article": lambda a: change(a, title="News"),
    "article published": lambda a: change_and_publish(a, title="News"),
    "wording": lambda a: reword("<p>News.</p>"),
    "line": lambda a: factories.make_verified_line("911", name="News"),
    "country": lambda a: (
        factories.make_verified_line("116123", country="GB", name="News"),
        factories.set_country("GB"),
    ),
    "booking": lambda a: change(PracticeSettings.objects.get().booking, heading="News"),
    "author": lambda a: change(Practitioner.objects.get(), name="News"),
    "topic": lambda a: change(Topic.objects.get(), name="News"),
    "related article": lambda a: factories.make_article(
        model=ArticlePage, parent=a.get_parent(), live=True, title="News", topics=a.topics.all()
    ),
    "parent": lambda a: change(a.get_parent().specific, title="News"),
    "scheduled": lambda a: schedule(a, title="News"),
}


def change_and_publish(page, **values):
    for name, value in values.items():
        setattr(page, name, value)
    page.save_revision().publish()


def schedule(page, **values):
    for name, value in values.items():
        setattr(page, name, value)
    page.go_live_at = factories.in_days(-1)
    page.save_revision(approved_go_live_at=factories.in_days(-1))
    call_command("publish_scheduled")


@pytest.mark.parametrize("name", CHANGES)
def test_change_shows_at_once(article, url, name):
    article.authors = [Practitioner.objects.create(name="Ada", locale=article.locale)]
    article.topics = [factories.make_topic()]
    article.save()
    assert is_kept(url)
    tag = read(url)["ETag"]
    assert "News" not in get_text(url)
    CHANGES[name](article)
    assert "News" in get_text(url)
    response = read(url, if_none_match=tag)
    assert (response.status_code, response["ETag"] != tag) == (200, True)


ENDS = {
    "unpublished": lambda a: a.unpublish(),
    "deleted": lambda a: a.delete(),
    "moved": lambda a: a.move(factories.make_blog_page(live=True), pos="last-child"),
    "renamed": lambda a: change(a, slug="other"),
    "expired": lambda a: (
        ArticlePage.objects.filter(pk=a.pk).update(expire_at=factories.in_days(-1)),
        call_command("publish_scheduled"),
    ),
}


@pytest.mark.parametrize("name", ENDS)
def test_page_that_is_gone_is_gone_at_once(article, index, url, name):
    tag = read(url)["ETag"]
    for address in (url, index.get_url()):
        assert is_kept(address)
    ENDS[name](article)
    assert read(url, if_none_match=tag).status_code in (301, 404)
    if name != "renamed":
        assert "Loss" not in get_text(index.get_url())


def test_line_that_is_withdrawn_is_gone_at_once(article, url):
    assert is_kept(url)
    assert "988" in get_text(url)
    CrisisResource.objects.get().withdraw(factories.make_verifier())
    assert "988" not in get_text(url)


@pytest.mark.parametrize("restriction", ["login", "password", "groups"])
def test_page_that_becomes_private_is_so_at_once(article, index, url, restriction):
    tag = read(url)["ETag"]
    for address in (url, index.get_url()):
        assert is_kept(address)
    PageViewRestriction.objects.create(page=article, restriction_type=restriction, password="x")
    response = read(url, if_none_match=tag)
    assert response.status_code == (200 if restriction == "password" else 302)
    assert "Loss" not in response.content.decode()
    assert "Loss" not in get_text(index.get_url())


def test_wording_that_takes_effect_later_does_so_in_time(url, now):
    reword("<p>News.</p>", effective_from=now.time + timedelta(seconds=30))
    assert is_kept(url)
    tag = read(url)["ETag"]
    now.forward(seconds=29)
    assert read(url).queries == 1
    assert read(url, if_none_match=tag).status_code == 304
    now.forward(seconds=1)
    assert read(url, if_none_match=tag).status_code == 200
    assert "News." in get_text(url)


def test_what_rests_on_a_licence_ends_at_midnight_without_a_save(url, now):
    ada = factories.make_person("Ada")
    factories.set_country(booking=factories.make_booking(heading="With Ada", practitioner=ada))
    factories.make_licence(ada, 0)
    midnight = get_start(get_practice_day() + timedelta(1))
    now.time = midnight - timedelta(seconds=30)
    assert is_kept(url)
    tag = read(url)["ETag"]
    now.forward(seconds=29)
    assert read(url).queries == 1
    assert "With Ada" in get_text(url)
    now.forward(seconds=1)
    assert read(url, if_none_match=tag).status_code == 200
    assert "With Ada" not in get_text(url)
    assert is_kept(url)
    ada.licences.update(valid_until=None)
    licence = ada.licences.get()
    licence.save()
    assert "With Ada" in get_text(url), "a licence that is renewed shows at once"
    licence.delete()
    factories.make_licence(ada, -1)
    assert "With Ada" not in get_text(url)


@pytest.mark.parametrize("seconds", [60, 5])
def test_what_no_signal_tells_of_shows_after_the_limit(article, url, now, settings, seconds):
    if seconds != 60:
        settings.WAGTAIL_ATTACHMENT_KEPT_SECONDS = seconds
    tag = read(url)["ETag"]
    assert is_kept(url)
    ArticlePage.objects.filter(pk=article.pk).update(title="News")
    now.forward(seconds=seconds - 1)
    assert "News" not in get_text(url)
    assert read(url, if_none_match=tag).status_code == 304
    now.forward(seconds=1)
    assert read(url, if_none_match=tag).status_code == 200
    assert "News" in get_text(url)


def test_what_the_owner_says_has_changed_shows_at_once(article, url):
    assert is_kept(url)
    ArticlePage.objects.filter(pk=article.pk).update(title="News")
    renew()
    assert "News" in get_text(url)


def test_page_without_its_wording_is_withheld_after_the_limit(url, now):
    tag = read(url)["ETag"]
    assert DisclaimerVersion.objects.exists()
    connection.cursor().execute("DELETE FROM wagtail_attachment_disclaimerversion")
    now.forward(seconds=60)
    response = read(url, if_none_match=tag)
    assert (response.status_code, response["Cache-Control"]) == (503, "no-store")
    assert not response.has_header("ETag")


def test_nothing_is_kept_for_an_edition_that_is_over(article, url, monkeypatch):
    """A page is made while somebody changes it: what was read before must not be shown after."""
    serve = ArticlePage.serve

    def serve_and_be_overtaken(self, request, *args, **kwargs):
        response = serve(self, request, *args, **kwargs).render()
        ArticlePage.objects.filter(pk=article.pk).update(title="News")
        renew()
        return response

    monkeypatch.setattr(ArticlePage, "serve", serve_and_be_overtaken)
    assert "News" not in get_text(url)
    monkeypatch.setattr(ArticlePage, "serve", serve)
    assert "News" in get_text(url)


def test_nothing_is_kept_before_the_first_change(url):
    Edition.objects.all().delete()
    assert not is_kept(url)
    renew()
    assert is_kept(url)


def test_nothing_is_kept_in_a_transaction(url):
    """So a site's own tests see their changes at once, however they are made."""
    assert is_kept(url)
    with transaction.atomic():
        assert not is_kept(url)
        assert not read(url).has_header("ETag")


# The store


def count_entries():
    return len([key for key in cache._cache if "wagtail_attachment.page" in key])


def test_store_holds_one_entry_for_each_address(article, url):
    for number in range(5):
        change(article, title=f"Title {number}")
        assert f"Title {number}" in get_text(url)
        get_text(f"{url}?made-up={number}")
    assert count_entries() == 1


def test_entry_goes_when_it_is_over(url, monkeypatch):
    kept = {}
    monkeypatch.setattr(
        LocMemCache, "set", lambda self, key, value, timeout=None, **_: kept.update({key: timeout})
    )
    read(url)
    assert [seconds for key, seconds in kept.items() if ".page." in key] == [60]


class BrokenCache(LocMemCache):
    """A cache whose server is down, but for what Wagtail asks of it."""

    broken = ("get", "set")

    def _fail(self, method, key, *args, **kwargs):
        if "wagtail_attachment" in key and method in self.broken:
            raise ConnectionError("The cache server is down.")
        return getattr(LocMemCache, method)(self, key, *args, **kwargs)

    def get(self, key, *args, **kwargs):
        return self._fail("get", key, *args, **kwargs)

    def set(self, key, *args, **kwargs):
        return self._fail("set", key, *args, **kwargs)


@pytest.mark.parametrize("broken", [("get",), ("set",), ("get", "set")])
def test_cache_that_is_down_is_passed_by(url, settings, monkeypatch, caplog, broken):
    monkeypatch.setattr(BrokenCache, "broken", broken)
    settings.CACHES = {"default": {"BACKEND": "tests.delivery.test_kept_pages.BrokenCache"}}
    tag = read(url)["ETag"]
    assert not is_kept(url)
    assert "The cache" in caplog.text
    assert read(url, if_none_match=tag).queries == 1


def test_other_addresses_do_not_ask_for_the_edition(client, url):
    for address in (reverse("wagtailadmin_login"), "/api/pages/", "/no-such-page/"):
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        asked = any(Edition._meta.db_table in query["sql"] for query in queries)
        assert asked == (address == "/no-such-page/")
