"""What others are shown of a page that is shared, and search engines under its title."""

from datetime import UTC, datetime

import extruct
import html5lib
import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import Site

from tests import factories
from wagtail_attachment.pages.models import ArticleIndexPage, ArticlePage
from wagtail_attachment.structured_data import get_open_graph
from wagtail_attachment.structured_data.open_graph import get_locale_name

pytestmark = pytest.mark.usefixtures("media")


@pytest.fixture
def article(practice):
    Site.objects.update(site_name="Harbour Lane")
    return factories.make_article(
        model=ArticlePage, live=True, title="Why you pull away", slug="why",
        subtitle="What it protects.", topics=[factories.make_topic()],
    )  # fmt: skip


def read_head(client, page, query=""):
    content = client.get(f"{page.url}{query}").content
    return html5lib.parse(content, namespaceHTMLElements=False).find("head")


def read(client, page):
    """Return the properties that another program finds."""
    content = client.get(page.url).content.decode()
    [found] = extruct.extract(content, page.full_url, syntaxes=["opengraph"])["opengraph"]
    return found["properties"]


def test_article_is_shared_with_its_title_and_address(client, article):
    ArticlePage.objects.update(
        first_published_at=datetime(2026, 1, 2, 12, tzinfo=UTC),
        last_published_at=datetime(2026, 5, 6, tzinfo=UTC),  # the same text once more
        text_updated_at=datetime(2026, 3, 4, 12, tzinfo=UTC),
    )
    assert read(client, article) == [
        ("og:type", "article"),
        ("og:title", "Why you pull away"),
        ("og:description", "What it protects."),
        ("og:url", "http://localhost/why/"),
        ("og:site_name", "Harbour Lane"),
        ("og:locale", "en_US"),
        ("article:published_time", "2026-01-02T07:00:00-05:00"),
        ("article:modified_time", "2026-03-04T07:00:00-05:00"),
        ("article:tag", "Grief"),
    ]


def test_picture_is_shared_with_its_size_and_what_it_shows(client, article):
    article.image = factories.make_picture()
    article.save()
    shared = dict(read(client, article))
    url = article.image.get_rendition("width-1360").url
    assert shared["og:image"] == f"http://localhost{url}"
    assert (shared["og:image:width"], shared["og:image:height"]) == ("1360", "765")
    assert shared["og:image:alt"] == "A boat."
    article.image.description = ""  # its title is a file's name
    assert "og:image:alt" not in dict(get_open_graph(article))


def test_picture_on_another_host_keeps_its_address(article, settings):
    settings.MEDIA_URL = "https://media.example.org/"
    article.image = factories.make_picture()
    assert dict(get_open_graph(article))["og:image"].startswith("https://media.example.org/images/")


def test_other_languages_are_named(client, article):
    factories.put_in_force(factories.WORDING_ES, language="es")
    spanish = article.copy_for_translation(factories.get_locale("es"), copy_parents=True)
    factories.force_live(spanish)
    factories.force_live(factories.get_home("es"))
    shared = read(client, spanish)
    assert ("og:locale", "es_ES") in shared
    assert ("og:locale:alternate", "en_US") in shared
    assert ("og:url", spanish.full_url) in shared


@pytest.mark.parametrize(
    ("language", "name"),
    [("en", "en_US"), ("en-gb", "en_GB"), ("es-mx", "es_MX"), ("ar", "ar_EG"),
     ("pt-br", "pt_BR"), ("zh-hans", "zh_CN"), ("zh-hant", "zh_TW"), ("xx", "en_US")],
)  # fmt: skip
def test_language_is_named_with_a_country(language, name):
    assert get_locale_name(language) == name


def test_alias_is_shared_as_its_source(client, article):
    alias = article.create_alias(parent=factories.get_home(), update_slug="alias")
    assert ("og:url", "http://localhost/why/") in read(client, alias)


def test_index_is_shared_as_a_part_of_the_site(client, practice):
    index = ArticleIndexPage(title="Articles", slug="articles", introduction="<p>For you.</p>")
    factories.get_home().add_child(instance=index)
    shared = dict(read(client, index))
    assert (shared["og:type"], shared["og:title"]) == ("website", "Articles")
    assert shared["og:description"] == "For you."
    assert not any(name.startswith("article:") for name in shared)


def test_withheld_page_is_not_shared(client, home):
    article = factories.make_article(model=ArticlePage, lead="<p>Secret.</p>", slug="why")
    article = factories.force_live(article)
    assert get_open_graph(article) == []
    response = client.get(article.url)
    assert response.status_code == 503
    assert b"og:" not in response.content
    assert b"Secret" not in response.content


@pytest.mark.parametrize("field", ["search_description", "subtitle", "lead"])
def test_search_engines_get_what_there_is(client, article, field):
    texts = {"search_description": "", "subtitle": "", "lead": "", field: "In short & well."}
    for name, text in texts.items():
        setattr(article, name, text)
    article.save()
    metas = read_head(client, article).iter("meta")
    [described] = [meta.get("content") for meta in metas if meta.get("name") == "description"]
    assert described == "In short & well."


@pytest.fixture
def long_index(practice):
    index = ArticleIndexPage(title="Articles", slug="articles")
    factories.get_home().add_child(instance=index)
    topic = factories.make_topic()
    for number in range(13):
        factories.make_article(
            model=ArticlePage, live=True, parent=index, title=f"Loss {number}", topics=[topic]
        )
    return index


@pytest.mark.parametrize("query", ["", "?page=2", "?topic=grief", "?page=2&topic=grief"])
def test_each_page_of_a_list_has_an_address(client, long_index, query):
    head = read_head(client, long_index, query)
    [canonical] = [link.get("href") for link in head.iter("link") if link.get("rel") == "canonical"]
    assert canonical == f"{long_index.full_url}{query}"
    assert not [meta for meta in head.iter("meta") if meta.get("name") == "robots"]


def test_page_that_is_not_there_is_the_last_one_by_its_address(client, long_index):
    head = read_head(client, long_index, "?page=99&topic=nothing&utm_source=x")
    [canonical] = [link.get("href") for link in head.iter("link") if link.get("rel") == "canonical"]
    assert canonical == f"{long_index.full_url}?page=2"


def test_results_of_a_search_are_found_by_no_other_search(client, long_index):
    head = read_head(client, long_index, "?q=loss")
    [robots] = [meta.get("content") for meta in head.iter("meta") if meta.get("name") == "robots"]
    assert robots == "noindex"
    assert not [link for link in head.iter("link") if link.get("rel") == "canonical"]


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_no_text_ends_its_attribute(text):
    properties = [("og:title", text), ("og:description", f'"><script>{text}')]
    written = render_to_string(
        "wagtail_attachment/includes/open_graph.html", {"properties": properties}
    )
    head = html5lib.parse(f"<!doctype html>{written}", namespaceHTMLElements=False).find("head")
    assert [(meta.get("property"), meta.get("content")) for meta in head] == properties
