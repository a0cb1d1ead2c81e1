"""Formatting within the same formatting, as editors and converters leave it, says it once."""

import time
from contextlib import suppress

import pytest
from django.core.exceptions import ValidationError

from wagtail_attachment.importing import read_article

RED = "<font color=red>"
STYLED = "<span style='font-weight:700'>"


@pytest.mark.parametrize(
    ("inner", "html"),
    [
        ("<b>" * 300 + "word" + "</b>" * 300, "<b>word</b>"),
        ("<strong><em>" * 200 + "word" + "</em></strong>" * 200, "<b><i>word</i></b>"),
        ("<b>word " * 300, f"<b>{' '.join(['word'] * 300)}</b>"),
        (RED * 300 + "word" + "</font>" * 300, "word"),
        (STYLED * 300 + "word" + "</span>" * 300, "<b>word</b>"),
        ("<B>" * 300 + "word" + "</B>" * 300, "<b>word</b>"),
    ],
    ids=["bold", "bold and italic", "never closed", "coloured", "by its style", "in capitals"],
)
def test_formatting_within_the_same_formatting_is_read(inner, html):
    article = read_article(f"<h1>T</h1><p>A {inner} text.</p><p>More.</p>")
    assert article.lead_html.startswith(f"<p>A {html}"[:-4])
    assert article.lead_html.endswith("<p>More.</p>")


def test_each_paragraph_keeps_its_own_formatting():
    deep = "<b>" * 300 + "one" + "</b>" * 300
    article = read_article(f"<h1>T</h1><h2>One</h2><p>{deep}<p><b>two<p><b>three</b> four<p>five")
    assert article.sections[0].html == (
        "<p><b>one</b></p><p><b>two</b></p><p><b>three</b> four</p><p>five</p>"
    )


def test_style_that_takes_another_back_is_not_the_same():
    deep = "<i>" * 300 + "x" + "</i>" * 300
    bold, plain = STYLED, "<span style='font-weight:400'>"
    article = read_article(f"<h1>T</h1><p>{deep} {bold}a {plain}b {bold}c</span></span></span></p>")
    assert article.lead_html == "<p><i>x</i> <b>a </b>b <b>c</b></p>"


@pytest.mark.parametrize("tag", ["div", "blockquote", "ul><li"])
def test_boxes_and_lists_that_are_nested_too_deeply_are_refused(tag):
    with pytest.raises(ValidationError, match="Its boxes, lists or formatting are nested too"):
        read_article(f"<h1>T</h1>{f'<{tag}>' * 300}word")


@pytest.mark.parametrize("inner", ["<b>", "<b x>", "<b><i>", "</b>", "<b "])
def test_any_number_of_tags_is_read_or_refused_at_once(inner):
    before = time.process_time()
    with suppress(ValidationError):
        read_article(f"<h1>T</h1><p>{inner * (290_000 // len(inner))}")
    assert time.process_time() - before < 3
