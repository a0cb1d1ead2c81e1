"""What readers get beside the text: little to load, the way to the next style, a hand-out on paper."""

import gzip
import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests import factories
from tests.browser.reading import make_pages, make_practice
from wagtail_attachment.pages.models import ArticleIndexPage, ArticlePage, AttachmentStylePage

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parent.parent
STYLE_SHEET = ROOT / "wagtail_attachment/static/wagtail_attachment/css/wagtail_attachment.css"
ARTICLES = sorted((ROOT / "example_site" / "content" / "articles").glob("*.toml"))
KILOBYTE = 1024


def read(client, page):
    response = client.get(page.url)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def weigh(content):
    return len(gzip.compress(content))


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_an_article_weighs_less_than_a_photograph_of_it(client, path):
    make_practice()
    words = tomllib.loads(path.read_text("utf-8"))
    body = [block for block in words["body"] if block["type"] != "image"]
    page = factories.make_article(
        *body, model=ArticlePage, title=words["title"], subtitle=words["subtitle"],
        lead=words["lead"], live=True,
    )  # fmt: skip
    styles = weigh(STYLE_SHEET.read_bytes())
    assert styles <= 15 * KILOBYTE
    assert weigh(client.get(page.url).content) + styles < 30 * KILOBYTE


def test_each_style_leads_to_the_one_before_and_after_it(client):
    make_practice()
    make_pages("en")
    for style, before, after in [
        ("secure", None, "Anxious attachment"),
        ("anxious", "Secure attachment", "Avoidant attachment"),
        ("disorganised", "Avoidant attachment", None),
    ]:
        related = read(client, AttachmentStylePage.objects.get(style=style)).select_one(
            ".attachment-related"
        )
        assert len(related.select("li")) == 3
        for rel, name, title in [("prev", "Previous", before), ("next", "Next", after)]:
            link = related.find("a", rel=rel)
            text = link and link.get_text(" ", strip=True)
            assert text == (f"{name} {title}" if title else None)


def test_compared_styles_say_which_is_this_article_and_no_more_of_their_order(client):
    make_practice()
    make_pages("en")
    AttachmentStylePage.objects.update(in_short="It can change.")
    page = AttachmentStylePage.objects.get(style="anxious")
    related = read(client, page).select_one(".attachment-related")
    titles = [each.get_text(" ", strip=True) for each in related.select("h3")]
    assert titles == [
        "Secure attachment",
        "This article Anxious attachment",
        "Avoidant attachment",
        "Disorganised attachment",
    ]
    assert related.select("a[rel=prev]")
    assert related.select("a[rel=next]")


def test_a_list_of_articles_leads_back_to_where_it_belongs(client, practice, home):
    index = ArticleIndexPage(title="Articles", slug="articles")
    home.add_child(instance=index)
    nested = ArticleIndexPage(title="Grief", slug="grief")
    index.add_child(instance=nested)
    links = read(client, nested).select(".attachment-breadcrumbs a")
    assert [(link.text, link["href"]) for link in links] == [
        (home.title, "/"),
        ("Articles", "/articles/"),
    ]


def test_a_list_that_has_no_place_yet_has_no_breadcrumbs():
    assert ArticleIndexPage(title="Articles").get_breadcrumbs() == []


def test_no_breadcrumb_leads_to_a_page_outside_of_the_site(client, practice):
    """Where a site begins deep in the tree, what is above it has no address."""
    start = factories.make_blog_page(live=True)
    article = factories.make_article(model=ArticlePage, live=True, parent=start)
    site = factories.get_site()
    site.root_page = start
    site.save()
    article = ArticlePage.objects.get(pk=article.pk)
    links = read(client, article).select(".attachment-breadcrumbs a")
    assert [(link.text, link["href"]) for link in links] == [(start.title, "/")]


def test_an_article_on_paper_says_whose_and_of_when_it_is(client, practice):
    site = factories.get_site()
    site.site_name = "Harbour Lane"
    site.save()
    published = datetime(2026, 3, 9, 12, tzinfo=UTC)
    page = factories.make_article(live=True, first_published_at=published)
    soup = read(client, page)
    text = " ".join(soup.select_one(".attachment-handout").get_text(" ").split())
    assert text.startswith("Harbour Lane. Version of March 9, 2026.")
    assert text.endswith(f"check {page.full_url} for current ones.")
    assert soup.select_one(".attachment-handout bdi")["dir"] == "ltr"


def test_a_list_shows_pictures_and_begins_with_no_sensitive_topic(client, practice, home, media):
    index = home.add_child(
        instance=ArticleIndexPage(title="Articles", slug="articles", introduction="<p>Welcome.</p>")
    )
    names = ["Grief", "Couples", "Sleep", "Anger", "Shame", "Work", "Trust"]
    topics = [factories.make_topic(name) for name in names]
    dark = factories.make_topic("A dark hour", sensitive=True)
    picture = factories.make_picture()
    factories.make_article(
        model=ArticlePage, parent=index, topics=[*topics, dark], image=picture, live=True
    )
    factories.make_article(model=ArticlePage, parent=index, live=True)
    soup = read(client, index)
    assert [bool(card.img) for card in soup.select(".attachment-card")] == [False, True]
    assert soup.select_one(".attachment-card img")["alt"] == "", "its title says what it is of"
    row, more = soup.select(".attachment-topics ul")
    assert [link.text for link in row.select("a")] == ["All topics", *sorted(names)[:6]]
    assert [link.text for link in more.select("a")] == ["Work", "A dark hour"]
    found = BeautifulSoup(client.get(f"{index.url}?topic=work").content, "html.parser")
    assert found.details.has_attr("open")
    assert "Welcome." not in found.text, "what was asked for comes first"


def test_styles_are_compared_by_what_each_says_in_short(client):
    make_practice()
    make_pages("en")
    AttachmentStylePage.objects.update(in_short="One point.\nAnother point.")
    page = AttachmentStylePage.objects.get(style="anxious")
    related = read(client, page).select_one(".attachment-related")
    assert related.h2.text == "How the attachment styles compare"
    cards = related.select(".attachment-card")
    assert [len(card.select(".attachment-card__points li")) for card in cards] == [2] * 4
    here = [card for card in cards if not card.a]
    assert [page.title in card.text for card in here] == [True]
