"""What a site's own pages are made of besides text: tables, raw HTML, numbers, blocks of its own."""

import pytest
from wagtail import blocks

from tests import factories
from tests.testapp.models import LeafletPage
from wagtail_attachment.translation.block_texts import get_block_texts
from wagtail_attachment.translation.texts import compute_texts_digest, get_reviewed_texts

HTML = '<p>Call <a href="tel:116123">116 123</a>.</p><script>let words = 1</script>'
TABLE = {"data": [["Who", "Number"], ["Samaritans", "116 123"]], "table_caption": "Whom to call"}
PRICES = {
    "caption": "Whom to call",
    "columns": [{"type": "text", "heading": "Who"}, {"type": "number", "heading": "Number"}],
    "rows": [{"values": ["<p>The <b>Samaritans</b></p>", 116123]}],
}


class Quote(blocks.FieldBlock):
    """A block of a site's own, which says what a search finds in it."""

    def get_searchable_content(self, value):
        return [value["said"], value["by"]]


def get_words(block, raw):
    return [text.words for text in get_block_texts(block, raw, "body.x", {})]


def make(kind, value):
    body = [{"type": kind, "value": value, "id": "5f0c0d3e-2f43-4c87-8d8c-0d5d0f6f0a11"}]
    return factories.make_blog_page(model=LeafletPage, body=body)


def test_each_cell_is_a_text_of_its_own():
    block = LeafletPage.body.field.stream_block.child_blocks
    assert get_words(block["table"], TABLE) == [
        *("Whom to call", "Who", "Number", "Samaritans", "116 123"),
    ]
    assert get_words(block["prices"], PRICES) == [
        *("Whom to call", "Who", "Number", "The Samaritans", "116123"),
    ]


def test_raw_html_is_read_as_readers_see_it():
    (text,) = get_block_texts(blocks.RawHTMLBlock(), HTML, "body.x", {})
    assert (text.words, text.links) == ("Call 116 123.", (("tel:116123", "116 123"),))


def test_block_of_a_site_is_read_as_a_search_finds_it():
    assert get_words(Quote(), {"said": "Call 116 123.", "by": "Sam"}) == ["Call 116 123.", "Sam"]


@pytest.mark.parametrize(
    ("block", "raw"),
    [
        (blocks.ChoiceBlock(choices=[("a", "Often")]), "a"),
        (blocks.BooleanBlock(), True),
        (blocks.DateBlock(), "2026-12-01"),
        (blocks.PageChooserBlock(), 116123),
        (blocks.StaticBlock(), ""),
    ],
)
def test_what_nobody_wrote_is_no_text(block, raw):
    assert get_words(block, raw) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "value"),
    [("html", HTML), ("table", TABLE), ("prices", PRICES), ("phone", "116 123")],
)
def test_number_in_any_of_them_is_judged(practice, kind, value):
    (violation,) = [each for each in make(kind, value).evaluate() if each.id.startswith("number.")]
    assert violation.id == "number.unverified"
    assert violation.message.startswith(("116 123 ", "116123 "))


@pytest.mark.django_db
def test_table_that_speaks_of_suicide_makes_its_page_sensitive(practice):
    page = make("table", {"data": [["Suicidal thoughts", "Whom to call"]]})
    assert page.resolve_safety().sensitivity.is_sensitive


@pytest.mark.django_db
def test_review_covers_what_a_table_says(practice):
    page = make("table", {"data": [["Half a tablet"]]})
    before = compute_texts_digest(get_reviewed_texts(page))
    page.body = [("table", {"data": [["Two tablets"]]})]
    assert compute_texts_digest(get_reviewed_texts(page)) != before
