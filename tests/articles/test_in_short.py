"""What an article says in short: with its text, and in its stead where there is room for a line or two."""

import pytest
from bs4 import BeautifulSoup

from tests import factories
from wagtail_attachment.pages.models import ArticleIndexPage, ArticlePage

pytestmark = pytest.mark.django_db

POINTS = "Pulling away is learned.\n\n It can change. \n"


def make(**values):
    values = {"lead": "<p>First words.</p><p>Second words.</p>", "in_short": POINTS, **values}
    return factories.make_article(model=ArticlePage, **values)


def read(client, url):
    return BeautifulSoup(client.get(url).content, "html.parser")


@pytest.mark.parametrize(
    ("lead", "around"),
    [
        ("<p>First words.</p><p>Second words.</p>", ["First words.", "Second words."]),
        ("<p>First words.</p>", ["First words."]),
        ("", []),
    ],
)
def test_points_stand_behind_the_first_paragraph(client, practice, lead, around):
    frame = read(client, make(lead=lead, live=True).url).select_one(".attachment-in-short")
    assert [item.text for item in frame.select("li")] == [
        "Pulling away is learned.",
        "It can change.",
    ]
    beside = [frame.find_previous_sibling(), frame.find_next_sibling()]
    texts = [each.text.strip() for each in beside if each and "attachment-lead" in each["class"]]
    assert texts == around


def test_an_introduction_without_points_is_in_one_piece(client, practice):
    [lead] = read(client, make(in_short=" ", live=True).url).select(".attachment-lead")
    assert [each.text for each in lead.select("p")] == ["First words.", "Second words."]


@pytest.mark.parametrize(
    ("values", "description"),
    [
        ({"search_description": "Ours."}, "Ours."),
        ({"subtitle": "A promise"}, "Pulling away is learned. It can change."),
    ],
)
def test_search_engines_are_told_the_points_where_nothing_is_written_for_them(
    client, practice, values, description
):
    soup = read(client, make(live=True, **values).url)
    assert soup.find("meta", attrs={"name": "description"})["content"] == description


def test_points_are_in_lists_feeds_and_searches_and_in_the_text_of_headless_sites(
    client, practice, home
):
    index = ArticleIndexPage(title="Articles", slug="articles")
    home.add_child(instance=index)
    page = make(parent=index, live=True)
    assert "Pulling away is learned." in read(client, index.url).select_one(".attachment-card").text
    assert "<li>It can change.</li>" in client.get(
        f"{index.url}feed/rss/"
    ).content.decode().replace("&lt;", "<").replace("&gt;", ">")
    assert page.title in read(client, f"{index.url}?q=learned").select_one(".attachment-cards").text
    kinds = [block["type"] for block in page.body.stream_block.get_api_representation(page.body)]
    assert kinds == ["lead", "in_short", "section", "disclaimer"]


def test_points_are_read_by_the_rules_and_by_the_reviewer(practice):
    before = make()
    page = make(in_short="She committed suicide.")
    found = [each.id for each in page.evaluate() if "committed suicide" in each.message]
    assert found == ["wording.unsafe"]
    assert page.get_safety().sensitivity.is_sensitive
    assert not before.get_safety().sensitivity.is_sensitive
    assert "It can change." in before.get_plain_text()
