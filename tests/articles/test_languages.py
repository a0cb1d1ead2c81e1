"""Readers and search engines are told in which languages a page is there, and in none that it is not."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.sites.requests import RequestSite
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from tests import factories
from wagtail_attachment.articles.languages import find_language_versions
from wagtail_attachment.delivery.sitemaps import Sitemap
from wagtail_attachment.pages.models import ArticleIndexPage, ArticlePage

pytestmark = pytest.mark.django_db


@pytest.fixture
def english(practice, home):
    for code, wording in (("es", factories.WORDING_ES), ("ar", "<p>تثقيف. {crisis_line}</p>")):
        factories.put_in_force(wording, language=code)
        factories.force_live(factories.get_home(code))
    return factories.make_article(model=ArticlePage, live=True, title="Closeness")


def translate(page, code, *, live=True, title="Cercanía"):
    copy = page.copy_for_translation(factories.get_locale(code))
    copy.title = title
    copy.slug = f"{page.slug}-{code}"
    copy.save()
    return factories.force_live(copy) if live else copy


def read(client, page):
    return BeautifulSoup(client.get(page.url).content, "html.parser")


def get_alternates(soup):
    links = soup.find_all("link", rel="alternate", hreflang=True)
    return {link["hreflang"]: link["href"] for link in links}


@pytest.mark.translation_case(21)
def test_every_version_names_all_of_them_and_one_for_everybody_else(client, english):
    spanish = translate(english, "es")
    expected = {"en": english.full_url, "x-default": english.full_url, "es": spanish.full_url}
    assert get_alternates(read(client, english)) == expected
    assert get_alternates(read(client, spanish)) == expected


def test_reader_is_led_to_each_other_version_in_its_own_words(client, english):
    translate(english, "es")
    arabic = translate(english, "ar", title="القرب")
    soup = read(client, arabic)
    links = soup.select(".attachment-languages a")
    assert [link.get_text() for link in links] == ["English", "Español"]
    assert [(link["lang"], link["dir"]) for link in links] == [("en", "ltr"), ("es", "ltr")]
    first = soup.find("main").find("a")
    assert first["href"] == "#crisis"


def test_of_a_list_the_first_page_alone_names_the_others(client, english):
    """Its second page has no counterpart: the other languages may have other articles."""
    index = ArticleIndexPage(title="Articles", slug="articles")
    factories.get_home().add_child(instance=index)
    spanish = factories.force_live(index.copy_for_translation(factories.get_locale("es")))
    first = BeautifulSoup(client.get(index.url).content, "html.parser")
    assert set(get_alternates(first)) == {"en", "es", "x-default"}
    for number in range(13):
        factories.make_article(model=ArticlePage, live=True, parent=index, title=f"No {number}")
    second = BeautifulSoup(client.get(f"{index.url}?page=2").content, "html.parser")
    assert get_alternates(second) == {}
    assert second.select_one(".attachment-languages a")["href"] == spanish.full_url


def test_page_in_one_language_says_nothing(client, english):
    translate(english, "es", live=False)
    soup = read(client, english)
    assert get_alternates(soup) == {}
    assert soup.select(".attachment-languages") == []


@pytest.mark.translation_case(17)
def test_alias_is_no_version_and_names_none(client, english):
    alias = english.copy_for_translation(factories.get_locale("es"), alias=True)
    translate(english, "ar")
    assert set(get_alternates(read(client, english))) == {"en", "ar", "x-default"}
    assert get_alternates(read(client, alias)) == {}


def test_private_version_is_named_to_nobody(client, english):
    spanish = translate(english, "es")
    PageViewRestriction.objects.create(page=spanish, restriction_type="login")
    assert get_alternates(read(client, english)) == {}


def test_site_of_one_language_is_not_asked(client, english, settings):
    translate(english, "es")
    settings.WAGTAIL_I18N_ENABLED = False
    with CaptureQueriesContext(connection) as queries:
        assert find_language_versions([english]) == {}
    assert len(queries) == 0


def test_first_version_is_the_default_where_the_site_s_language_is_missing(english):
    spanish = translate(english, "es")
    translate(english, "ar")
    english.unpublish()
    versions = find_language_versions([spanish])[spanish.translation_key]
    assert [(version.language, version.is_default) for version in versions] == [
        ("es", True),
        ("ar", False),
    ]


@pytest.mark.translation_case(21)
def test_sitemap_lists_all_languages_with_their_versions(rf, english):
    spanish = translate(english, "es")
    alias = english.copy_for_translation(factories.get_locale("ar"), alias=True)
    draft = factories.make_article(model=ArticlePage)
    request = rf.get("/sitemap.xml")
    sitemap = Sitemap(request)
    urls = {
        url["location"]: url for url in sitemap.get_urls(site=RequestSite(request), protocol="http")
    }
    assert {english.full_url, spanish.full_url} <= urls.keys()
    assert not {alias.full_url, draft.full_url} & urls.keys()
    alternates = [
        {"lang_code": "en", "location": english.full_url},
        {"lang_code": "es", "location": spanish.full_url},
        {"lang_code": "x-default", "location": english.full_url},
    ]
    assert urls[english.full_url]["alternates"] == alternates
    assert urls[spanish.full_url]["alternates"] == alternates


def test_list_leads_to_the_original_while_a_translation_is_being_made(client, english):
    index = ArticleIndexPage(title="Artículos", slug="articulos", locale=factories.get_locale("es"))
    factories.get_home("es").add_child(instance=index)
    spanish = translate(english, "es", live=False)
    spanish.move(index, pos="last-child")
    soup = read(client, index)
    [link] = soup.select(".attachment-pending a")
    assert (link["href"], link["hreflang"], link.get_text()) == (english.url, "en", "Closeness")
    factories.force_live(spanish)
    assert read(client, index).select(".attachment-pending") == []
