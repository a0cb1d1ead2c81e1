"""Rich text as a translator meets it: text by text, in words and links."""

import pytest

from wagtail_attachment.publishing.texts import Text, align, collapse, split_html


@pytest.mark.parametrize(
    ("html", "texts"),
    [
        ("<p>One.</p><p>Two.</p>", ["One.", "Two."]),
        ("<ul><li>One</li><li>Two</li></ul>", ["One", "Two"]),
        ("<p>One <b>bold</b> &amp; <i>more</i>.</p>", ["One bold & more."]),
        ("<p>One<br/>line</p>", ["One line"]),
        ("<h2>Head</h2>text", ["Head", "text"]),
        ("<p> \u200b&nbsp; </p><p></p>", []),
        ("", []),
        (None, []),
        ("plain < text", ["plain < text"]),
        ("<p>never closed", ["never closed"]),
        ("<p>one <![ two</p>", ["one"]),
    ],
)
def test_paragraphs_and_items_are_texts(html, texts):
    assert [text.words for text in split_html(html)] == texts


def test_links_are_kept_with_their_words():
    html = '<p>Call <a href="tel:988">988</a> or <a linktype="page" id="3">read</a>.</p>'
    links = (("tel:988", "988"), ("page:3", "read"))
    assert split_html(html, "lead") == [Text("lead", "Call 988 or read.", links)]


def test_link_without_words_is_a_text():
    assert split_html('<p><a href="tel:988"></a></p>')[0].links == (("tel:988", ""),)


def test_text_is_known_by_its_words_wherever_it_stands():
    one, other = split_html("<p>The <b>same</b>  words</p>", "a")[0], Text("b", "The same words")
    assert one.digest == other.digest
    assert one.digest != Text("b", "Other words").digest


@pytest.mark.parametrize(
    ("words", "needs"), [("1987", False), ("— …", False), ("a", True), ("愛", True)]
)
def test_only_letters_need_a_translation(words, needs):
    assert Text("a", words).needs_translation is needs


def test_plain_text_is_collapsed_and_not_read_as_html():
    assert collapse(" a <b>\n c ") == "a <b> c"
    assert collapse(None) == ""


def test_texts_of_a_block_are_paired_in_their_order():
    source = [Text("a", "1"), Text("b", "2"), Text("b", "3")]
    translation = [Text("b", "zwei"), Text("b", "drei"), Text("a", "eins")]
    assert [(a.words, b.words) for [a], [b] in align(source, translation)] == [
        ("1", "eins"),
        ("2", "zwei"),
        ("3", "drei"),
    ]


def test_block_with_more_texts_on_one_side_stays_together():
    source, translation = [Text("a", "1"), Text("a", "2")], [Text("a", "eins und zwei")]
    assert align(source, translation) == [(source, translation)]


def test_block_that_only_one_side_has_stands_alone():
    source, translation = [Text("a", "1")], [Text("b", "zwei")]
    assert align(source, translation) == [(source, []), ([], translation)]


def test_text_names_the_innermost_block_it_stands_in():
    section, paragraph = (
        "8a0b7a57-91ad-4b7e-9be8-6a6e6f2f7a11",
        "0d4f63a2-54cb-4ac5-8ed1-2d9f3c1f0b22",
    )
    assert Text(f"body.{section}.content.{paragraph}", "Words").block_id == paragraph
    assert Text(f"body.{section}.heading", "Words").block_id == section
    assert Text("lead", "Words").block_id == ""
