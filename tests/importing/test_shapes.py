"""Over a hundred shapes of articles: what is recognised at once, and what it takes a hand to get."""

import re

import pytest
from bs4 import BeautifulSoup

from tests.importing.shapes import SHAPES
from tests.importing.written import FORMS, WRITTEN
from tests.tables import DOCS, END, render
from wagtail_attachment.crisis.known import get_crisis_lines
from wagtail_attachment.importing import read_article
from wagtail_attachment.importing.article import compose, find_parts
from wagtail_attachment.importing.passages import recognise
from wagtail_attachment.importing.repairing import repair
from wagtail_attachment.importing.shape import Repairs
from wagtail_attachment.publishing.texts import collapse


def recognise_shape(shape):
    found, repairs = find_parts(shape.source, shape.file), Repairs()
    for act, place in shape.repairs:
        repairs = repair(found, repairs, act, place)
    return compose(found, repairs)


def describe(article):
    return (
        article.title,
        [section.heading for section in article.sections],
        [passage.kind for passage in article.removable if passage.is_sure],
        [passage.kind for passage in article.removable if not passage.is_sure],
    )


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_shape(shape):
    expected = (shape.title, shape.headings, shape.passages, shape.doubtful)
    assert describe(recognise_shape(shape)) == expected


@pytest.mark.parametrize("shape", [s for s in SHAPES if s.repairs], ids=lambda shape: shape.name)
def test_shape_that_needs_a_hand_is_not_recognised_without_it(shape):
    assert describe(read_article(shape.source))[1] != shape.headings


def get_words(*html):
    text = BeautifulSoup(" ".join(html).replace("<", " <"), "html.parser").get_text()
    return re.sub(r"[^\w]+", " ", text).split()


@pytest.mark.parametrize("language", WRITTEN)
@pytest.mark.parametrize("form", FORMS)
def test_every_sentence_is_there_once_and_in_order(language, form):
    article = WRITTEN[language]
    source = FORMS[form](article)
    read = read_article(source, keep=range(9))
    parts = [read.title, read.lead_html]
    for section in read.sections:
        parts += [section.heading, section.html]
    expected = get_words(FORMS["plain text"](article).replace("•", ""))
    assert get_words(*parts) == expected


@pytest.mark.parametrize("language", WRITTEN)
@pytest.mark.parametrize("form", FORMS)
def test_passages_are_found_whole(language, form):
    read = read_article(FORMS[form](WRITTEN[language]))
    assert [passage[:2] for passage in read.removable] == WRITTEN[language].passages
    purposes = [section.purpose for section in read.sections]
    assert (purposes[0], purposes[1], purposes[-1]) == ("signs", "origins", "help")


@pytest.mark.parametrize("line", get_crisis_lines(), ids=lambda line: line["key"])
def test_line_of_every_country_is_recognised(line):
    # Some are called by their number alone, or have it in their name.
    name = line["name"] if any(map(str.isalpha, line["name"])) else "Call"
    for channel in line["channel"]:
        dialled = channel["dialled"]
        if len(re.sub(r"\D", "", dialled)) > 2:
            assert recognise(name if dialled in name else f"{name}: {dialled}") == "crisis"


def test_crisis_lines_of_a_country_go_whole():
    lines = [line for line in get_crisis_lines() if line["country"] == "US"]
    items = [
        f"{line['name']}: {channel['dialled']}"
        for line in lines
        for channel in line["channel"]
        if channel["dialled"]
    ]
    listed = "\n".join(f"- {item}" for item in items[:7])
    source = f"# T\n\n## One\n\n{'The river runs. ' * 60}\n\nPlease reach out:\n\n{listed}"
    assert [passage.text for passage in read_article(source).removable] == [
        collapse(f"Please reach out: {' '.join(items[:7])}")
    ]


def count_shapes():
    """Return the rows of the table in the docs: how many shapes are right at once, and with a hand."""
    by_hand = sum(1 for shape in SHAPES if shape.repairs)
    return [
        ("right at once", len(SHAPES) - by_hand),
        ("right after one step of repair", by_hand),
        ("wrong", 0),
    ]


def test_figures_in_the_docs():
    page = (DOCS / "how-to" / "paste-an-article.md").read_text("utf-8")
    assert render(["Recognised", f"of {len(SHAPES)}"], count_shapes()) + END in page
