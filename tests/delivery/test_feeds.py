"""What feed readers get: newest articles in one language, each with its disclaimer at the end."""

from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone
from wagtail.models import PageViewRestriction

from tests import factories
from tests.testapp.models import BlogPage, PlainPage
from wagtail_attachment.delivery import purge_tasks, serving
from wagtail_attachment.ledger import edition
from wagtail_attachment.models import Practitioner
from wagtail_attachment.pages.models import ArticleIndexPage, ArticlePage, AttachmentStylePage

ATOM = "{http://www.w3.org/2005/Atom}"
DC = "{http://purl.org/dc/elements/1.1/}"
FILLED = factories.WORDING.replace(
    "{crisis_line}", '<a href="tel:988"><bdi dir="ltr">988</bdi></a>'
)


@pytest.fixture
def index(practice):
    return factories.make_blog_page(
        model=ArticleIndexPage, live=True, title="Articles", slug="articles"
    )


def make_listed(index, *sections, model=ArticlePage, **values):
    values = {"first_published_at": timezone.now(), "live": True, **values}
    return factories.make_article(*sections, model=model, parent=index, **values)


def get_feed(client, index, feed_format="rss", **query):
    response = client.get(f"{index.url}feed/{feed_format}/", query)
    assert response.status_code == 200
    return response, ElementTree.fromstring(response.content)


def get_items(client, index, **query):
    _response, root = get_feed(client, index, **query)
    return root.findall("channel/item")


def get_titles(client, index, **query):
    return [item.findtext("title") for item in get_items(client, index, **query)]


def get_html(client, index):
    (item,) = get_items(client, index)
    return item.findtext("description")


def shorten(html):
    return " ".join(html.split())


def test_rss_and_atom_name_their_language_and_themselves(client, index):
    make_listed(index, title="One")
    response, rss = get_feed(client, index)
    assert response["Content-Type"] == "application/rss+xml; charset=utf-8"
    assert rss.findtext("channel/title") == "Articles"
    assert rss.findtext("channel/link") == "http://localhost/articles/"
    assert rss.findtext("channel/language") == "en"
    assert rss.find(f"channel/{ATOM}link").get("href") == "http://localhost/articles/feed/rss/"
    response, atom = get_feed(client, index, "atom")
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert atom.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    (self_link,) = [each for each in atom.findall(f"{ATOM}link") if each.get("rel") == "self"]
    assert self_link.get("href") == "http://localhost/articles/feed/atom/"


@pytest.mark.parametrize(
    ("fields", "description"),
    [
        ({"search_description": "On closeness.", "introduction": "<p>Hello.</p>"}, "On closeness."),
        ({"introduction": "<p>Hello <b>you</b>.</p>"}, "Hello you."),
        ({}, "Articles"),
    ],
    ids=["written for it", "introduction", "title"],
)
def test_feed_says_what_it_is_about(client, index, fields, description):
    ArticleIndexPage.objects.update(**fields)
    edition.renew()
    _response, rss = get_feed(client, index)
    assert rss.findtext("channel/description") == description


def test_feed_of_a_topic_without_a_description_is_about_its_name(client, index):
    make_listed(index, topics=[factories.make_topic("Grief")])
    _response, rss = get_feed(client, index, topic="grief")
    assert rss.findtext("channel/description") == "Grief"


def test_items_are_the_newest_articles_first(client, index, monkeypatch):
    monkeypatch.setattr(ArticleIndexPage, "feed_length", 2)
    for title in ("One", "Two", "Three"):
        make_listed(index, title=title)
    assert get_titles(client, index) == ["Three", "Two"]


def test_item_says_who_wrote_what_when_and_where(client, index):
    author = Practitioner.objects.create(name="Ada", credentials="PsyD", locale=index.locale)
    article = make_listed(index, title="One", slug="one", topics=[factories.make_topic()],
                          authors=[author])  # fmt: skip
    (item,) = get_items(client, index)
    assert item.findtext("link") == "http://localhost/articles/one/"
    assert item.findtext(f"{DC}creator") == "Ada, PsyD"
    assert item.findtext("category") == "Grief"
    assert item.findtext("guid").startswith("urn:uuid:")
    assert item.find("guid").get("isPermaLink") == "false"
    assert str(article.first_published_at.year) in item.findtext("pubDate")
    assert item.find("author") is None


@pytest.mark.path("feed: every item", stopped_by="serve", case=39)
@pytest.mark.parametrize("content", ["full", "lead"])
def test_every_item_ends_with_the_crisis_lines_and_the_disclaimer(
    client, index, monkeypatch, content
):
    monkeypatch.setattr(ArticleIndexPage, "feed_content", content)
    make_listed(index, {"type": "disclaimer", "value": {}}, factories.section(), lead="<p>L.</p>")
    html = get_html(client, index)
    assert shorten(html).endswith(f"<h2>Note</h2> {FILLED} </div> </div>")
    assert html.count(FILLED) == 1
    assert 'href="tel:988"' in html.split("<h2>Note</h2>")[0]
    assert 'href="tel:911"' in html
    assert "<p>L.</p>" in html
    assert ("Closeness can feel like pressure." in html) == (content == "full")
    assert ("Read the whole article" in html) == (content == "lead")


def test_atom_entry_has_the_same_content(client, index):
    make_listed(index)
    _response, atom = get_feed(client, index, "atom")
    content = atom.find(f"{ATOM}entry/{ATOM}content")
    assert content.get("type") == "html"
    assert content.text == get_html(client, index)
    assert atom.find(f"{ATOM}entry/{ATOM}summary") is None


def test_template_of_a_site_cannot_leave_out_the_disclaimer(client, index, settings, tmp_path):
    (tmp_path / "wagtail_attachment/feed").mkdir(parents=True)
    (tmp_path / "wagtail_attachment/feed/item.html").write_text("<p>Ours.</p><!-- <div")
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]
    make_listed(index)
    soup = BeautifulSoup(get_html(client, index), "html.parser")
    assert soup.p.get_text() == "Ours."
    assert soup.select_one("[data-attachment-disclaimer] bdi").get_text() == "988"


def test_sensitive_article_begins_with_the_crisis_lines(client, index):
    make_listed(index, lead="<p>L.</p>", topics=[factories.make_topic("Suicide", sensitive=True)])
    assert 'href="tel:988"' in get_html(client, index).split("<p>L.</p>")[0]


def test_addresses_are_absolute(client, index):
    article = make_listed(
        index,
        factories.section(
            content=[
                factories.paragraph(
                    f'<p><a linktype="page" id="{index.pk}">All</a> <a href="http://[">No</a></p>'
                )
            ]
        ),
        slug="one",
    )
    html = get_html(client, index)
    assert f'<a href="{article.full_url.removesuffix("one/")}">All</a>' in html
    assert '<a href="http://[">No</a>' in html
    assert 'href="/' not in html


@pytest.mark.path("feed: an uncovered article", stopped_by="serve", case=39)
def test_uncovered_drafted_private_and_foreign_articles_are_left_out(client, index, monkeypatch):
    monkeypatch.setattr(AttachmentStylePage, "disclaimer_kind", "styles")
    make_listed(index, title="Shown")
    factories.force_live(make_listed(index, title="Uncovered", model=AttachmentStylePage,
                                     style="secure", live=False))  # fmt: skip
    make_listed(index, title="Draft", live=False)
    private = make_listed(index, title="Private")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    factories.put_in_force(factories.WORDING_ES, language="es")
    make_listed(index, title="Spanish", locale=factories.get_locale("es"))
    make_listed(index, title="Original").create_alias(parent=index, update_slug="alias")
    assert get_titles(client, index) == ["Original", "Shown"]


def test_uncovered_article_is_shown_while_observing(client, index, settings):
    settings.WAGTAIL_ATTACHMENT_ENFORCEMENT = "observe"
    index.locale = factories.get_locale("es")
    index.save()
    make_listed(index, title="Uncovered", locale=index.locale)
    assert get_titles(client, index) == ["Uncovered"]


def test_private_index_gives_no_feed_to_strangers(client, index):
    make_listed(index, title="Secret")
    PageViewRestriction.objects.create(page=index, restriction_type="login")
    response = client.get(f"{index.url}feed/rss/")
    assert response.status_code == 302
    assert b"Secret" not in response.content


def test_draft_of_an_index_has_no_feed(client, index):
    address = f"{index.url}feed/rss/"
    index.unpublish()
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("path", ["feed/", "feed/json/", "feed/rss/more/", "rss/"])
def test_other_paths_are_not_found(client, index, path):
    assert client.get(f"{index.url}{path}").status_code == 404


def test_feed_is_in_the_language_of_the_index(client, practice):
    factories.put_in_force(factories.WORDING_ES, language="es", heading="Nota")
    index = factories.make_blog_page(
        model=ArticleIndexPage,
        live=True,
        parent=factories.force_live(factories.get_home("es")),
    )
    make_listed(index, title="Uno")
    _response, rss = get_feed(client, index)
    assert rss.findtext("channel/language") == "es"
    (item,) = rss.findall("channel/item")
    assert item.findtext("title") == "Uno"
    assert "<h2>Nota</h2>" in item.findtext("description")
    assert item.findtext("description").strip().startswith('<div dir="ltr" lang="es">')


def test_topic_has_a_feed_of_its_own(client, index):
    topic = factories.make_topic("Grief", description="On losing somebody.")
    make_listed(index, title="About", topics=[topic])
    make_listed(index, title="Else")
    _response, rss = get_feed(client, index, topic="grief")
    assert rss.findtext("channel/title") == "Articles – Grief"
    assert rss.findtext("channel/description") == "On losing somebody."
    assert rss.findtext("channel/link").endswith("/articles/?topic=grief")
    assert [item.findtext("title") for item in rss.findall("channel/item")] == ["About"]


@pytest.mark.parametrize("slug", ["no-such", "\x00", "<", "😀"])
def test_unknown_topic_is_not_found(client, index, slug):
    assert client.get(f"{index.url}feed/rss/", {"topic": slug}).status_code == 404


@pytest.mark.parametrize("feed_format", ["rss", "atom"])
def test_characters_that_xml_refuses_are_left_out(client, index, feed_format):
    # NUL, which PostgreSQL refuses, is not among them.
    bad = "a\x01\x0b\x1f\ufffe\uffffb & <c> ]]>"
    topic = factories.make_topic()
    topic.name = bad
    topic.save()
    index.title = bad
    index.search_description = bad
    index.save()
    author = Practitioner.objects.create(name=bad, locale=index.locale)
    make_listed(index, factories.section(heading=bad), title=bad, topics=[topic],
                authors=[author], lead=f"<p>{bad}</p>")  # fmt: skip
    _response, root = get_feed(client, index, feed_format)
    texts = [element.text for element in root.iter() if element.tag.endswith("title")]
    assert texts == ["ab & <c> ]]>"] * 2


def test_index_page_tells_feed_readers_where_its_feeds_are(client, index):
    make_listed(index, topics=[factories.make_topic()])
    html = client.get(index.url, {"topic": "grief"}).content.decode()
    for feed_format in ("rss", "atom"):
        assert f'href="/articles/feed/{feed_format}/?topic=grief"' in html
    assert client.get("/articles/feed/rss/?topic=grief").status_code == 200


def test_alias_of_an_index_points_to_no_feed(client, index):
    alias = index.create_alias(parent=factories.get_home(), update_slug="alias")
    assert b"feed/rss" not in client.get(alias.url).content


def test_item_without_a_body_is_given_as_its_description(client, index, monkeypatch):
    monkeypatch.setattr(ArticleIndexPage, "article_model", BlogPage)
    factories.make_blog_page(parent=index, live=True, search_description="In short.", text="Long.")
    html = get_html(client, index)
    assert "<p>In short.</p>" in html
    assert "Long." not in html
    assert FILLED in html


def test_page_that_is_not_covered_is_in_no_feed(client, index, monkeypatch):
    monkeypatch.setattr(ArticleIndexPage, "article_model", "wagtailcore.Page")
    factories.make_blog_page(parent=index, live=True, title="Covered")
    index.add_child(instance=PlainPage(title="Plain", slug="plain"))
    assert get_titles(client, index) == ["Covered"]


def test_feed_of_a_covered_index_is_no_page_to_be_judged(client, index, monkeypatch):
    monkeypatch.setattr(serving, "CoveredPageMixin", ArticleIndexPage)
    make_listed(index, title="One")
    assert get_titles(client, index) == ["One"]


def test_feed_on_another_site_has_its_addresses(client, index):
    site = factories.get_site()
    site.hostname = "practice.example"
    site.save()
    make_listed(index, slug="one")
    (item,) = get_items(client, index)
    assert item.findtext("link") == "http://practice.example/articles/one/"


def test_feeds_are_found_where_addresses_end_without_a_slash(client, index, monkeypatch):
    monkeypatch.setattr("wagtail.models.pages.WAGTAIL_APPEND_SLASH", False)
    assert index.url == "/articles"
    head = BeautifulSoup(client.get("/articles/").content, "html.parser")
    for link in head.select('link[type^="application/"]'):
        response = client.get(link["href"])
        assert response.status_code == 200
        assert link["href"].encode() in response.content.replace(b"http://localhost", b"")
    assert len(head.select('link[type^="application/"]')) == 2
    assert "http://localhost/articles/feed/rss/" in purge_tasks._get_urls([index.pk])
