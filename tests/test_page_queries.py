"""What readers' pages cost in queries: few, and no more for a long article than for a short one."""

import re

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction

from tests import factories
from tests.api_v3 import needs_api_v3, use_token_of
from tests.editions import forget_kept_pages
from tests.testapp.models import OwnArticlePage, PlainPage
from wagtail_attachment.ledger.edition import renew
from wagtail_attachment.models import PracticeSettings, Practitioner, Topic
from wagtail_attachment.pages.models import ArticleIndexPage, ArticlePage, AttachmentStylePage

pytestmark = pytest.mark.usefixtures("_edition")


@pytest.fixture(autouse=True)
def _one_language(settings):
    """As most sites are; those with several have tests of their own."""
    settings.WAGTAIL_I18N_ENABLED = False


@pytest.fixture
def index(practice):
    target = factories.make_blog_page(live=True)
    factories.set_country(booking=factories.make_booking(page_id=target.pk))
    home = factories.get_home()
    return home.add_child(instance=ArticleIndexPage(title="Articles", slug="articles"))


def make_article(index, sections=1, *, model=ArticlePage, **values):
    """Return a live article with everything on it: people, topics, and links in every section."""
    text = f'<p><a linktype="page" id="{index.pk}">a</a> <a linktype="page" id="{{}}">b</a></p>'
    linked = list(Page.objects.filter(depth__gt=1).values_list("pk", flat=True))
    body = [
        factories.section(
            model.outline[n % len(model.outline)] if model.outline else "other",
            content=[factories.paragraph(text.format(linked[n % len(linked)]))],
        )
        for n in range(max(sections, len(model.outline)))
    ]
    article = factories.make_article(*body, model=model, parent=index, **values)
    locale = {"locale": article.locale}
    article.authors = [Practitioner.objects.get_or_create(name=n, **locale)[0] for n in "AB"]
    article.topics = [
        Topic.objects.get_or_create(slug=n, defaults={"name": n}, **locale)[0] for n in "cd"
    ]
    article.live = True
    article.save()
    return article


def count(client, url, **headers):
    """Return how many queries an address takes that is not kept, but what pages share is remembered."""
    for _time in range(2):
        client.get(url, headers=headers)
    forget_kept_pages()
    return count_once(client, url, **headers)


def count_first(client, url):
    """Return how many queries the first page of a process takes in an edition."""
    client.get(url)  # what Wagtail and Django keep for the next time
    renew()
    return count_once(client, url)


def count_once(client, url, **headers):
    with CaptureQueriesContext(connection) as queries:
        response = client.get(url, headers=headers)
    assert response.status_code in (200, 304)
    return len(queries)


# An article


@pytest.mark.parametrize("sections", [1, 40])
@pytest.mark.parametrize("lines", [0, 1, 7])
def test_article_takes_nine_queries(client, index, sections, lines):
    for number in range(1, lines):
        factories.make_verified_line(f"80{number}")
    for _others in range(4):
        article = make_article(index, sections)
    if not lines:
        PracticeSettings.objects.update(country="NZ")
        renew()
    assert count(client, article.get_url()) == 9
    assert count_first(client, article.get_url()) == 19


def test_portraits_beside_the_names_cost_nothing(client, index, media):
    article = make_article(index)
    for author in article.authors.all():
        author.image = factories.make_picture()
        author.save()
    assert count(client, article.get_url()) == 9
    assert count_first(client, article.get_url()) == 21, "two for all portraits: rows and files"


def test_kept_article_and_list_take_one_query(client, index):
    for page in (make_article(index), index):
        tag = client.get(page.get_url())["ETag"]
        assert count_once(client, page.get_url()) == 1
        assert count_once(client, page.get_url(), **{"if-none-match": tag}) == 1


def test_articles_on_the_same_topics_are_put_in_order_once_for_all_of_them(client, index):
    articles = [make_article(index) for _number in range(5)]
    count(client, articles[0].get_url())
    assert count_once(client, articles[1].get_url()) == 9


def test_private_sections_elsewhere_cost_nothing(client, index):
    article = make_article(index)
    for _section in range(3):
        private = factories.make_blog_page(live=True)
        PageViewRestriction.objects.create(page=private, restriction_type="login")
        private.create_alias(parent=factories.get_home(), update_slug=f"alias{private.pk}")
    assert count(client, article.get_url()) == 9


def test_page_on_a_style_takes_one_more_for_its_own_table(client, index):
    styles = {"secure": 0, "anxious": 0, "avoidant": 0}
    for style in styles:
        page = make_article(index, model=AttachmentStylePage, style=style)
    assert count(client, page.get_url()) == 10


@pytest.mark.parametrize("codes", [[], ["es", "es-mx", "ar", "de"]])
def test_languages_cost_nothing(client, index, settings, codes):
    settings.WAGTAIL_I18N_ENABLED = True
    article = make_article(index)
    for code in codes:
        factories.put_in_force(f"<p>{code}</p>", language=code)
        version = article.copy_for_translation(factories.get_locale(code), copy_parents=True)
        factories.force_live(version)
    renew()
    content = client.get(article.get_url()).content.decode()
    assert content.count('rel="alternate" hreflang="') == len(codes) + 2 * bool(codes)
    assert count(client, article.get_url()) == 10  # one is Wagtail's, for the active language
    assert count_first(client, article.get_url()) == 21, "and what is in another language"


def test_translation_takes_two_more(client, index, settings):
    """Wagtail asks for the active language, and for the home page in it."""
    settings.WAGTAIL_I18N_ENABLED = True
    article = make_article(index, 2)
    factories.put_in_force(factories.WORDING_ES, language="es")
    spanish = factories.get_locale("es")
    for topic in article.topics.all():
        topic.copy_for_translation(spanish).save()
    version = article.copy_for_translation(spanish, copy_parents=True)
    version.topics.set(Topic.objects.filter(locale=spanish))
    version.save()
    factories.force_live(version)
    factories.force_live(version.get_parent().specific)
    renew()
    assert count(client, version.get_url()) == 11
    assert count_first(client, version.get_url()) == 24


# An index


@pytest.mark.parametrize("cards", [3, 48])
@pytest.mark.parametrize("query", ["", "?page=2", "?topic=c"])
def test_index_takes_six_queries(client, index, monkeypatch, cards, query):
    monkeypatch.setattr(ArticleIndexPage, "articles_per_page", cards // 2)
    for _card in range(cards):
        make_article(index)
    assert count(client, f"{index.get_url()}{query}") == 6
    assert count_first(client, f"{index.get_url()}{query}") == 13


@pytest.mark.parametrize("cards", [1, 5])
def test_pictures_take_an_index_two_more(client, index, media, cards):
    for _card in range(cards):
        make_article(index, image=factories.make_picture())
    assert count(client, index.get_url()) == 8


def test_index_in_one_of_several_languages_takes_two_more(client, index, settings):
    """Wagtail asks for the active language, and we for the others."""
    settings.WAGTAIL_I18N_ENABLED = True
    make_article(index)
    for code in ("es", "ar"):
        index.copy_for_translation(factories.get_locale(code), copy_parents=True)
    assert count(client, index.get_url()) == 8


# Lists for machines


@pytest.mark.parametrize("number", [3, 20])
def test_feed_takes_nine_queries(client, index, number):
    for _item in range(number):
        make_article(index, 2)
    assert count(client, f"{index.get_url()}feed/rss/") == 9


@pytest.mark.parametrize("number", [3, 20])
def test_list_in_the_api_takes_ten_queries(client, index, number):
    for _item in range(number):
        make_article(index, 2)
    assert count(client, "/api/pages/?type=wagtail_attachment_pages.ArticlePage&fields=*") == 10


@needs_api_v3
@pytest.mark.parametrize("number", [3, 20])
def test_list_in_the_api_v3_takes_twelve_at_most(index, superuser, number):
    for _item in range(number):
        make_article(index, 2)
    client = use_token_of(superuser)
    assert count(client, "/api/v3/pages/?type=wagtail_attachment_pages.ArticlePage") <= 12


@pytest.mark.parametrize("number", [2, 9])
def test_links_into_another_language_cost_a_feed_one_query(client, index, settings, number):
    settings.WAGTAIL_I18N_ENABLED = True
    target = factories.make_blog_page(live=True)
    spanish = factories.get_locale("es")
    factories.force_live(target.copy_for_translation(spanish, copy_parents=True))
    factories.put_in_force(factories.WORDING_ES, language="es")
    index = index.copy_for_translation(spanish)
    factories.force_live(index)
    text = f'<p><a linktype="page" id="{target.pk}">a</a></p>'
    for _item in range(number):
        body = factories.section(content=[factories.paragraph(text)])
        factories.force_live(factories.make_article(body, model=ArticlePage, parent=index))
    url = f"{index.get_url()}feed/rss/"
    assert client.get(url).content.decode().count("/es/page-") >= number
    assert count(client, url) <= 16


# The editor


def test_editing_takes_ten_queries_more_than_a_plain_page(client, practice, superuser):
    client.force_login(superuser)

    def count_editing(page):
        page.save_revision()
        return count(client, reverse("wagtailadmin_pages:edit", args=[page.pk]))

    article = factories.make_article(model=OwnArticlePage)
    plain = factories.make_blog_page(model=PlainPage)
    # Two ask whether an import left anything out, and whether the editor is to say so. One more asks
    # wagtail-localize whether the page is behind its original.
    asked = 1 if apps.is_installed("wagtail_localize") else 0
    assert count_editing(article) - count_editing(plain) <= 10 + asked


# What is remembered is never shown once it is over


@pytest.fixture
def listed(index):
    return [make_article(index, title=f"Article {name}") for name in ("one", "two")]


def get_text(client, page):
    return re.sub(r"<[^>]*>", " ", client.get(page.get_url()).content.decode())


def test_article_that_is_unpublished_is_off_the_list_at_once(client, index, listed):
    one, two = listed
    for page in (index, two):
        assert "Article one" in get_text(client, page)
    one.unpublish()
    for page in (index, two):
        assert "Article one" not in get_text(client, page)


def test_article_that_becomes_private_is_off_the_list_at_once(client, index, listed):
    one, two = listed
    for page in (index, two):
        assert "Article one" in get_text(client, page)
    PageViewRestriction.objects.create(page=one, restriction_type="login")
    for page in (index, two):
        assert "Article one" not in get_text(client, page)


def test_article_that_is_published_is_on_the_list_at_once(client, index, listed):
    assert "Article three" not in get_text(client, index)
    make_article(index, title="Article three")
    for page in (index, listed[0]):
        assert "Article three" in get_text(client, page)


def test_private_article_asks_for_a_login(client, index, listed):
    client.get(listed[0].get_url())
    PageViewRestriction.objects.create(page=index, restriction_type="login")
    for page in (index, *listed):
        assert client.get(page.get_url()).status_code == 302


def test_alias_is_as_private_as_its_source(client, index, listed):
    source = listed[0]
    alias = source.create_alias(parent=factories.get_home(), update_slug="alias")
    assert client.get(alias.get_url()).status_code == 200
    PageViewRestriction.objects.create(page=source, restriction_type="login")
    assert client.get(alias.get_url()).status_code == 302


def test_pages_of_any_type_below_an_index_are_found(client, index):
    style = make_article(index, model=AttachmentStylePage, style="secure", title="Secure")
    plain = factories.make_blog_page(parent=index, live=True, title="A blog")
    nested = index.add_child(instance=ArticleIndexPage(title="Nested", slug="nested"))
    deep = make_article(nested, title="Deep down")
    for page in (style, plain, nested, deep):
        assert page.title in get_text(client, page)
    draft = factories.make_article(model=ArticlePage, parent=index)
    assert client.get(draft.get_url()).status_code == 404
    assert client.get(f"{index.get_url()}no-such-article/").status_code == 404
