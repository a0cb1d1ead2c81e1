"""A Ghost post whose text the export has only as Ghost's editors keep it."""

import json

import pytest

from tests.library import sources
from tests.library.conftest import get_page
from tests.library.test_formats import get_words


def text(words, bits=0):
    return {"type": "extended-text", "text": words, "format": bits}


def block(kind, *children, **values):
    return {"type": kind, "children": list(children), **values}


LEXICAL = block(
    "root",
    block("paragraph", text("Some "), text("evenings", 1), text(" are quiet.")),
    block("extended-heading", text("What gives it away"), tag="h2"),
    block("list", block("listitem", text("Silence")), listType="bullet"),
    block("paragraph", text("Call "), block("link", text("a friend"), url="https://example.org/a")),
    {"type": "image", "src": "__GHOST_URL__/content/images/2020/boat.png", "alt": "A boat"},
    {"type": "callout", "calloutText": "<p>Breathe <em>out</em>.</p>"},
    {"type": "markdown", "markdown": "*Slowly*, then."},
    {"type": "signup", "labels": []},
)
MOBILEDOC = {
    "markups": [["strong"], ["a", ["href", "https://example.org/a"]]],
    "cards": [
        ["image", {"src": "__GHOST_URL__/content/images/2020/boat.png", "alt": "A boat"}],
        ["html", {"html": "<p>Breathe <em>out</em>.</p>"}],
        ["card-markdown", {"markdown": "*Slowly*, then."}],
        ["signup", {}],
    ],
    "sections": [
        [1, "p", [[0, [], 0, "Some "], [0, [0], 1, "evenings"], [0, [], 0, " are quiet."]]],
        [1, "h2", [[0, [], 0, "What gives it away"]]],
        [3, "ul", [[[0, [], 0, "Silence"]]]],
        [1, "p", [[0, [], 0, "Call "], [0, [1], 1, "a friend"]]],
        *([10, number] for number in range(4)),
    ],
}
FORMS = {"lexical": {"root": LEXICAL}, "mobiledoc": MOBILEDOC}


@pytest.mark.parametrize("form", FORMS)
def test_text_is_read_as_the_editor_keeps_it(bring, put, form):
    post = {"html": None, form: json.dumps(FORMS[form])}
    row = bring(put("ghost.zip", sources.make_ghost(**post)))[0]
    page = get_page(row)
    assert page.lead == "<p>Some <b>evenings</b> are quiet.</p>"
    words = " ".join(get_words(page))
    assert "What gives it away Silence Call a friend Breathe out. Slowly, then." in words
    (section,) = page.body
    assert "<i>Slowly</i>" in str(section.value["content"])
    assert 'href="https://example.org/a"' in str(section.value["content"])
    assert [
        b.value.contextual_alt_text for b in section.value["content"] if b.block_type == "image"
    ] == ["A boat"]
    assert "Left out, since a draft has no place for it: “signup”." in row.notes


@pytest.mark.parametrize(
    "post",
    [
        {"lexical": "{"},
        {"lexical": '{"root": {"children": [1]}}'},
        {"lexical": json.dumps({"root": block("root", {"type": "x", "children": {"a": 1}})})},
        {"mobiledoc": '{"sections": [[10, 5]], "cards": []}'},
        {"mobiledoc": '{"sections": 7}'},
    ],
)
def test_text_in_a_form_that_cannot_be_read_is_told_with_what_to_do(bring, put, post):
    row = bring(put("ghost.zip", sources.make_ghost(html="", **post)))[0]
    assert row.state == "failed"
    assert row.notes == [
        "Its text is in the export in a form that cannot be read. Copy it from Ghost, and paste it "
        "instead."
    ]


def test_post_without_any_text_says_so(bring, put):
    row = bring(put("ghost.zip", sources.make_ghost(html="")))[0]
    assert "Its text is not in the export." in row.notes
