"""Links in an article's texts lead where Wagtail's own would, whatever their number."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.rich_text import expand_db_html, features
from wagtail.rich_text.pages import PageLinkHandler

from tests import factories
from tests.factories import paragraph, section

pytestmark = pytest.mark.django_db


def link_to(page, text="there"):
    return f'<p>Go <a id="{page.pk}" linktype="page">{text}</a>.</p>'


def make_article_with(*texts, **values):
    return factories.make_article(section(content=[paragraph(text) for text in texts]), **values)


def test_links_of_every_text_are_those_of_wagtail(practice, home):
    other = factories.make_blog_page(title="Other")
    text = link_to(other) + '<p><a href="https://example.org/">out</a> <a name="x">here</a></p>'
    article = make_article_with(text, lead=text)
    assert article.pages_around.expand(text) == expand_db_html(text)
    assert article.pages_around.linked_ids == {other.pk}


def test_one_query_for_all_links_and_pages_above(practice, home):
    texts = [link_to(factories.make_blog_page()) for _number in range(5)]
    article = make_article_with(*texts)
    article.refresh_from_db()
    with CaptureQueriesContext(connection) as queries:
        for text in texts:
            article.pages_around.expand(text)
        assert [page.pk for page in article.get_breadcrumbs()] == [home.pk]
    assert len([query for query in queries if '"path" IN' in query["sql"]]) == 1


def test_link_leads_to_the_live_translation_in_the_article_s_language(practice):
    source = factories.make_blog_page(live=True)
    article = make_article_with(link_to(source), parent=factories.get_home("es"))
    assert f'href="{source.url}"' in article.pages_around.expand(link_to(source))

    factories.put_in_force(factories.WORDING_ES, language="es")
    translation = source.copy_for_translation(factories.get_locale("es"))
    del article.pages_around
    assert f'href="{source.url}"' in article.pages_around.expand(link_to(source))

    factories.force_live(translation)
    del article.pages_around
    assert f'href="{translation.url}"' in article.pages_around.expand(link_to(source))


@pytest.mark.parametrize("page_id", ["999999", "", "x", "9" * 30])
def test_link_to_no_page_leads_nowhere(practice, page_id):
    text = f'<p><a linktype="page" id="{page_id}">gone</a></p>'
    article = make_article_with(text)
    assert article.pages_around.expand(text) == "<p><a>gone</a></p>"


def test_site_s_own_handler_of_page_links_is_used(practice, monkeypatch):
    class Handler(PageLinkHandler):
        pass

    other = factories.make_blog_page()
    article = make_article_with(link_to(other))
    monkeypatch.setitem(features.get_link_types(), "page", Handler)
    with CaptureQueriesContext(connection):
        assert article.pages_around.expand(link_to(other)) == expand_db_html(link_to(other))
    assert "pages" not in article.pages_around.__dict__
