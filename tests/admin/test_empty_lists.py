"""Empty lists: each says what it is for, and has the one button that starts it."""

import pytest
from django.urls import reverse

from tests import factories
from tests.admin.answers import get_text, read

LISTS = {
    "disclaimers": ("disclaimer", "once someone approves it"),
    "notices": ("notice", "a text beside the disclaimer"),
    "crisis-lines": ("crisisresource", "after someone on your team has verified it"),
    "booking": ("bookingcta", "with one button"),
    "people": ("practitioner", "name their authors"),
    "topics": ("topic", "help readers to find articles"),
    "reviewers": ("reviewscope", "limit what they review"),
    "glossary": ("glossaryterm", "in another language"),
}


@pytest.mark.parametrize("name", LISTS)
def test_empty_list_says_what_it_is_for_and_how_to_begin(owner, name):
    factories.get_locale("es")
    model, words = LISTS[name]
    page = read(owner.get(f"/admin/practice/{name}/"))
    assert words in get_text(page.select_one("main"))
    assert "to display" not in get_text(page)
    add = reverse(f"wagtailsnippets_wagtail_attachment_{model}:add")
    assert page.select_one("#listing-results a.button")["href"].startswith(add)


def test_list_without_imports_begins_the_first_one(owner, practice):
    page = read(owner.get("/admin/practice/imports/")).select_one("main")
    assert "become drafts here" in get_text(page)
    (button,) = page.select("a.button")
    assert button["href"] == reverse(
        "wagtail_attachment:start_import", args=[factories.get_home().pk]
    )


def test_empty_list_has_no_button_for_who_may_not_add(log_in):
    editor = log_in(factories.make_user("view_topic"))
    page = read(editor.get("/admin/practice/topics/"))
    assert "help readers to find articles" in get_text(page)
    assert not page.select("#listing-results a.button")


def test_search_without_a_match_says_that(owner):
    factories.make_person("Ada")
    page = get_text(read(owner.get("/admin/practice/people/?q=Zoë")))
    assert "match your query" in page
    assert "name their authors" not in page
