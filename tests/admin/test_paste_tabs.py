"""The second step of an import, open in two tabs: what was typed in one is not taken back by the other."""

import pytest

from tests.admin.answers import get_field_errors, get_messages, get_text, read
from tests.admin.test_paste_view import STYLE, fill_in, post, press
from wagtail_attachment.pages.models import ArticlePage, AttachmentStylePage


def reopen(client, response):
    return client.get(response.request["PATH_INFO"])


@pytest.mark.parametrize("act", ["stay", "line:3", "back"])
def test_older_tab_takes_back_nothing_that_was_typed_in_another(owner, home, act):
    older = newer = post(owner)
    press(owner, newer, "stay", title="Better", subtitle="Also new", **{"purpose-1": "origins"})
    press(owner, older, act)
    shown = fill_in(reopen(owner, older))
    assert (shown["title"], shown["subtitle"], shown["purpose-1"]) == (
        "Better",
        "Also new",
        "origins",
    )


def test_each_tab_keeps_the_field_that_was_typed_in_it(owner, home):
    older = newer = post(owner)
    press(owner, newer, "stay", title="Better")
    shown = fill_in(press(owner, older, "stay", subtitle="Typed in the older tab"))
    assert (shown["title"], shown["subtitle"]) == ("Better", "Typed in the older tab")


def test_draft_made_in_an_older_tab_has_what_was_typed_in_another(owner, home):
    older = newer = post(owner)
    press(owner, newer, "stay", title="Better", **{"purpose-1": "origins"})
    press(owner, older, "create", subtitle="Typed in the older tab")
    page = ArticlePage.objects.get()
    assert (page.title, page.subtitle) == ("Better", "Typed in the older tab")
    assert page.body[0].value["purpose"] == "origins"


def test_older_tab_makes_a_draft_of_sections_that_it_does_not_show(owner, home):
    older = newer = post(owner)
    newer = press(owner, newer, "begin:4")
    press(owner, newer, "stay", **{"heading-4": "Where it comes from"})
    press(owner, older, "create")
    headings = [block.value["heading"] for block in ArticlePage.objects.get().body]
    assert headings == ["What gives it away", "What helps", "Where it comes from"]


@pytest.mark.parametrize("act", ["stay", "create"])
def test_what_both_tabs_typed_is_said_so_that_neither_is_lost(owner, home, act):
    older = newer = post(owner)
    press(owner, newer, "stay", title="Typed in the newer tab")
    response = press(owner, older, act, title="Typed in the older tab")
    messages = " ".join(get_messages(response))
    assert "Title: “Typed in the newer tab” was entered in another tab" in messages
    assert "Typed in the older tab" in get_text(read(response)) or (
        fill_in(response)["title"] == "Typed in the older tab"
    )


def test_choice_of_another_tab_is_named_in_words(owner, home):
    older = newer = post(owner, page_type=STYLE)
    press(owner, newer, "stay", **{"purpose-1": "origins"})
    response = press(owner, older, "stay", **{"purpose-1": "help"})
    assert "“Where it comes from”" in " ".join(get_messages(response))
    assert not AttachmentStylePage.objects.exists()


def test_title_typed_back_after_an_error_is_taken(owner, home):
    first = post(owner)
    refused = press(owner, first, "create", title="")
    assert get_field_errors(refused) == ["Give it a title."]
    assert not get_messages(press(owner, first, "stay", subtitle="x"))
    press(owner, refused, "create", title=fill_in(first)["title"])
    assert ArticlePage.objects.get().title == fill_in(first)["title"]


def test_one_tab_alone_is_told_nothing_of_another(owner, home):
    shown = post(owner)
    for title in ("One", "Two", "One", "Two"):
        shown = press(owner, shown, "stay", title=title, **{"purpose-1": "help"})
        assert get_messages(shown) == []
        assert fill_in(shown)["title"] == title


# A section that was begun has a heading


def test_section_without_a_heading_is_asked_for_one(owner, home):
    begun = press(owner, post(owner), "begin:4")
    response = press(owner, begun, "create", subtitle="Kept")
    assert get_field_errors(response) == [
        "Give this section a heading, or join it to the text above."
    ]
    assert fill_in(response)["subtitle"] == "Kept"
    assert not ArticlePage.objects.exists()
    press(owner, response, "create", **{"heading-4": "More"})
    assert [block.value["heading"] for block in ArticlePage.objects.get().body][-1] == "More"


@pytest.mark.parametrize("heading", ["", "  "])
def test_heading_that_was_emptied_stays_empty_until_a_draft_is_made(owner, home, heading):
    begun = press(owner, post(owner), "begin:4")
    named = press(owner, begun, "stay", **{"heading-4": "More"})
    shown = press(owner, named, "stay", **{"heading-4": heading})
    assert fill_in(shown)["heading-4"].strip() == ""
