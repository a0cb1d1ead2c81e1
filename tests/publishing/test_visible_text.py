"""What counts as text that a reader would see, on whatever an editor or an API may store."""

import string
from types import SimpleNamespace

import pytest
from django.utils.safestring import mark_safe
from hypothesis import given, settings
from hypothesis import strategies as st
from wagtail.rich_text import RichText

from wagtail_attachment.publishing import evaluate
from wagtail_attachment.publishing.content import has_content
from wagtail_attachment.publishing.texts import to_plain_text

from .facts import FakeArticle, make_block, make_image, make_section, make_texts

INVISIBLE = "\u200b\ufeff\u00a0 \t\r\n\u2003"
TAGS = st.sampled_from(["p", "b", "li", "a href='https://example.org/?a=1&b=2'", "br/", "h2"])
ANY_TEXT = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("\x00\u200b\u202eשلס😀🏳️‍🌈<>&;/'\""),
    )
)
VISIBLE = st.text(string.ascii_letters + "אبж漢😀", min_size=1)


@st.composite
def html(draw, text):
    opened = draw(TAGS)
    return f"<{opened}>{draw(text)}</{opened.split()[0].rstrip('/')}>"


VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), ANY_TEXT, st.integers(), st.builds(RichText, ANY_TEXT)),
    lambda children: st.one_of(
        st.lists(children, max_size=3),
        st.dictionaries(ANY_TEXT, children, max_size=3),
        st.builds(make_block, st.sampled_from(["paragraph", "booking_cta"]), children),
    ),
    max_leaves=8,
)


@given(html(VISIBLE))
def test_visible_text_is_content(value):
    assert has_content(RichText(value))
    assert has_content(mark_safe(value))
    assert has_content([make_block("paragraph", {"text": RichText(value)})])


@given(html(st.text(INVISIBLE, max_size=5)))
def test_blank_html_is_no_content(value):
    html = RichText(value)
    assert to_plain_text(value) == ""
    assert not has_content(mark_safe(value))
    assert not has_content([html, {"a": html, "b": [html]}])


@given(html(st.text(INVISIBLE, max_size=5)))
def test_plain_text_is_content_whatever_brackets_are_in_it(value):
    """Readers see it as it was typed, since it is escaped."""
    assert has_content(value)
    assert has_content([make_block("signs", {"items": [{"statement": value}]})])


@given(st.text(INVISIBLE, max_size=5))
def test_blank_plain_text_is_no_content(value):
    assert not has_content([value, {"a": value}])


@given(ANY_TEXT)
def test_plain_text_is_flat_and_stripped(value):
    text = to_plain_text(value)
    assert text == text.strip()
    assert "\n" not in text


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("<p>a &amp; b</p>", "a & b"),
        ("<p>one</p>\n<p>two</p>", "one two"),
        ("a\u00a0\u200bb", "a b"),
        (None, ""),
        (0, ""),
        ("one <![> two", "one two"),
        ("one <![endif]--> two <![", "one two"),
        ("1 < 2, 3 > 2", "1 < 2, 3 > 2"),
        ("a word <a a tag that never ends", "a word <a a tag that never ends"),
        ("<p>a</p><script>if (1 < 2) {}</script><style>p {}</style><p>b</p>", "a b"),
        (
            "<DIV>one</DIV>two<hr/>three<table><td>four</td><td>five</td></table>",
            "one two three four five",
        ),
        ("H<sub>2</sub>O, <span>sen</span>tence", "H2O, sentence"),
        ('<p>see <a href="/x/">this</a><a href="/y/"></a></p>', "see this"),
    ],
)
def test_plain_text_is_what_a_reader_sees(value, expected):
    assert to_plain_text(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, False),
        (True, False),
        (False, False),
        (0, True),
        (1987, True),
        (SimpleNamespace(pk=1), True),
        ({}, False),
        ([], False),
        ({"heading": "", "items": [{"statement": ""}]}, False),
        ({"heading": "", "items": [{"statement": "x"}]}, True),
        ([make_block("disclaimer", {"text": "x"}), make_block("paragraph", "x")], True),
    ],
    ids=repr,
)
def test_content_is_found_at_any_depth(value, expected):
    assert has_content(value) is expected


@settings(deadline=None)  # the first one reads the catalogues
@given(
    st.lists(st.builds(make_section, ANY_TEXT | st.none(), ANY_TEXT | st.none(), VALUES)),
    st.lists(st.builds(make_image, ANY_TEXT | st.none())),
    ANY_TEXT,
)
def test_evaluating_never_raises(sections, images, text):
    texts = make_texts(text)
    article = FakeArticle(sections=sections, images=images, texts=texts, outline=["help", text])
    for violation in evaluate(article):
        assert violation.message


def test_paragraphs_and_items_are_not_run_together():
    html = "<p>One.</p><p>Two<br/>three</p><ul><li>four</li><li>five</li></ul>"
    assert to_plain_text(html) == "One. Two three four five"
    assert to_plain_text("sen<b>ten</b>ce") == "sentence"
