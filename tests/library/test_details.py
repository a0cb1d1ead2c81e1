"""What an export says of an article beside its text: descriptions, and who could read it there."""

import pytest

from tests.library import sources
from tests.library.conftest import get_page

PRIVATE = "It was not public there, so it has no date of first publication."


def make_wordpress(**values):
    return sources.make_wordpress(sources.make_item(1, **values))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("w.xml", make_wordpress(status="private")),
        ("s.zip", sources.make_substack(audience="only_paid")),
        ("g.zip", sources.make_ghost(visibility="paid")),
        ("m.zip", sources.make_medium(time="dt-none")),
        ("y.md", "---\ntitle: Y\ndate: 2021-02-03\ndraft: true\nurl: /y/\n---\n\nWords.\n"),
        ("t.md", '+++\ntitle = "T"\ndate = 2021-02-03\ndraft = true\n+++\n\nWords.\n'),
        ("j.md", "---\ntitle: J\ndate: 2021-02-03\npublished: false\n---\n\nWords.\n"),
        ("b.xml", make_wordpress(status="draft", content=f"<p>June 3, 2021</p>{sources.BODY}")),
    ],
    ids=["WordPress", "Substack", "Ghost", "Medium", "YAML", "TOML", "Jekyll", "its own line"],
)
def test_what_was_not_public_has_no_date_and_no_address_and_says_so(bring, put, name, data):
    row = bring(put(name, data))[0]
    assert PRIVATE in row.notes
    assert (get_page(row).first_published_at, row.address) == (None, "")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("e.xml", make_wordpress(excerpt="On <em>slow</em> evenings.")),
        ("y.xml", make_wordpress(meta={"_yoast_wpseo_metadesc": "On slow evenings."})),
        (
            "p.xml",
            make_wordpress(
                excerpt="On slow evenings.", meta={"rank_math_description": "%excerpt%"}
            ),
        ),
        ("g.zip", sources.make_ghost(meta_description="On slow evenings.")),
        ("m.md", "---\ntitle: M\ndescription: On slow evenings.\n---\n\nWords.\n"),
    ],
    ids=["excerpt", "Yoast", "a plugin's own name", "Ghost", "Markdown"],
)
def test_description_is_what_search_engines_get(bring, put, name, data):
    assert get_page(bring(put(name, data))[0]).search_description == "On slow evenings."


def test_excerpt_beside_a_description_is_told(bring, put):
    meta = {"_yoast_wpseo_metadesc": "On slow evenings."}
    (row,) = bring(put("e.xml", make_wordpress(excerpt="Another summary.", meta=meta)))
    assert get_page(row).search_description == "On slow evenings."
    assert "Left out, since a draft has no place for it: “Another summary.”." in row.notes


def test_description_that_changed_is_the_draft_s(bring, put):
    for words, state in (("One.", "created"), ("Two.", "updated"), ("Two.", "unchanged")):
        (row,) = bring(put("m.md", f"---\ntitle: M\ndescription: {words}\n---\n\nWords.\n"))
        assert (row.state, get_page(row).search_description) == (state, words)
