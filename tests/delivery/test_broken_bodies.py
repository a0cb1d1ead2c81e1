"""A body that is stored broken costs its own text alone, never what stands beside it."""

import json

import pytest
from django.db import connection

from tests import factories
from tests.api_v3 import needs_api_v3
from wagtail_attachment.pages.models import ArticlePage
from wagtail_attachment.safety.loading import load_reviews, load_safety, with_safety
from wagtail_attachment.safety.reading import Reading

from .reading import get_sitemap, get_text, read


def section(**values):
    return [{"type": "section", "id": "s", "value": values}]


def paragraph(value):
    return section(heading="A", content=[{"type": "paragraph", "value": value}])


BROKEN = {
    "no JSON": "{broken",
    "a number": 5,
    "a mapping": {"type": "section"},
    "a string": '"section"',
    "null": None,
    "null children": [None, None],
    "strings": ["section", 5],
    "no type": [{"value": 1}],
    "unknown type": [{"type": "nowhere", "value": {}}],
    "a list for a type": [{"type": [], "value": {}}],
    "no value": [{"type": "section"}],
    "a list for a section": [{"type": "section", "value": [1]}],
    "a string for the content": section(heading=5, purpose=[], content="text"),
    "null content": section(heading=None, content=[None]),
    "a number for a paragraph": paragraph(5),
    "a mapping for a paragraph": paragraph({"a": 1}),
    "wrong ids": [{"type": "section", "id": {"a": 1}, "value": {"heading": "A", "content": 3}}],
    "a list of what is none": section(content=[{"type": "signs", "value": {"items": "abc"}}]),
    "items of a wrong type": section(content=[{"type": "signs", "value": {"items": [1, None]}}]),
    "a picture that is none": [{"type": "image", "value": {"image": {"image": "x"}}}],
    "a booking that is none": [{"type": "booking_cta", "value": {"cta": "x"}}],
    "references that are none": [{"type": "references", "value": {"items": [{"year": []}]}}],
    "huge nesting": "[" * 50_000,
}


@pytest.fixture(params=BROKEN.values(), ids=BROKEN)
def broken(request, article, index):
    other = factories.make_article(model=ArticlePage, parent=index, live=True, title="Beside it")
    raw = request.param if isinstance(request.param, str) else json.dumps(request.param)
    # As no API of Django's writes it: SQLite takes any text.
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA ignore_check_constraints = 1")
        cursor.execute(
            f"UPDATE {ArticlePage._meta.db_table} SET body = %s WHERE page_ptr_id = %s",
            [raw, other.pk],
        )
        cursor.execute("PRAGMA ignore_check_constraints = 0")
    return other


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="SQLite alone stores what is no JSON.")
def test_what_stands_beside_a_broken_body_is_given(broken, article, index, client, superuser):
    for address in (
        index.get_url(),
        f"{index.get_url()}?q=loss",
        f"{index.get_url()}feed/rss/",
        f"{index.get_url()}feed/atom/",
        article.get_url(),
        "/api/pages/?type=wagtail_attachment_pages.ArticlePage&fields=*",
    ):
        response = read(address)
        assert response.status_code == 200, address
        assert "Loss" in response.content.decode() or article.get_url() in get_text(address)
    assert article.get_url() in get_sitemap()
    response = read(broken.get_url())
    assert response.status_code == 200
    assert "This is education" in response.content.decode()


@needs_api_v3
@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="SQLite alone stores what is no JSON.")
def test_api_v3_gives_a_broken_body_and_what_stands_beside_it(broken, article):
    for page in (broken, article):
        assert read(f"/api/v3/pages/{page.pk}/").status_code == 200
    assert read("/api/v3/pages/").status_code == 200


@pytest.mark.parametrize(
    "load",
    [
        load_safety,
        lambda p: load_reviews(load_safety(p)),
        Reading().load,
        lambda p: list(with_safety(p)),
    ],
)
def test_loader_takes_nothing_one_and_many(article, load):
    load([])
    load([article])
    load([article, article])


def test_feeds_and_sitemap_of_a_site_without_articles(index):
    for address in (index.get_url(), f"{index.get_url()}feed/rss/", f"{index.get_url()}feed/atom/"):
        assert read(address).status_code == 200
    assert index.get_url() in get_sitemap()


@pytest.mark.parametrize("target", ["root", "outside"])
def test_link_to_what_is_nowhere_to_be_read_has_no_address(index, target):
    root = factories.get_home().get_parent()
    page = (
        root
        if target == "root"
        else root.add_child(instance=ArticlePage(title="O", slug="o", live=False))
    )
    link = f'<p>See <a linktype="page" id="{page.pk}">there</a>.</p>'
    article = factories.make_article(
        factories.section(content=[factories.paragraph(link)]),
        model=ArticlePage,
        parent=index,
        live=True,
        lead=link,
    )
    for address in (article.get_url(), f"{index.get_url()}feed/rss/"):
        text = get_text(address)
        assert "there" in text
        assert 'href=""' not in text
        assert "/None" not in text
