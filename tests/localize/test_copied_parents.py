"""Submitting a page copies the pages above it that a language lacks: live, in the original's words."""

import pytest
from django.urls import reverse

from tests import factories
from tests.admin.answers import get_messages, get_text, read
from tests.localize import work
from tests.testapp.models import PlainPage


@pytest.fixture
def post(world, home):
    """A live article below a live list of a type that is not covered."""
    news = PlainPage(title="From the practice", slug="news", show_in_menus=True)
    home.add_child(instance=news)
    return work.publish_source(factories.make_article(title="Closeness", parent=news))


def get_copy(post):
    return post.get_parent().get_translation_or_none(factories.get_locale("es"))


def test_list_and_desk_name_the_copy_as_not_translated(owner, post):
    work.submit(owner, post)
    assert get_copy(post).live
    rows = read(owner.get("/admin/practice/translations/")).select("tbody tr")
    [row] = [row for row in rows if "From the practice" in row.select_one("td.title").text]
    assert "Shows the original's text" in get_text(row)
    desk = read(owner.get("/admin/practice/languages/?language=es"))
    [row] = [row for row in desk.select("#pages-section tr") if "From the practice" in row.text]
    assert "Shows the original's text" in get_text(row)
    assert row.a["href"].startswith("/admin/localize/submit/page/")


def test_copy_that_became_a_translation_is_listed_until_its_words_are_its_own(owner, post):
    work.submit(owner, post.get_parent())
    desk = read(owner.get("/admin/practice/languages/?language=es"))
    assert "1 text is not translated" in get_text(desk.select_one("#pages-section"))


def test_submitting_says_which_page_is_live_in_the_original_s_words(owner, post):
    said = get_messages(work.submit(owner, post))
    assert any(each.startswith("Spanish now also has “From the practice”") for each in said)


def test_nothing_is_said_where_the_list_is_there_already(owner, post):
    work.submit(owner, post)
    second = work.publish_source(factories.make_article(title="Two", parent=post.get_parent()))
    assert not any(
        "is live in Spanish" in each for each in get_messages(work.submit(owner, second))
    )


def test_who_may_not_publish_there_makes_no_page_live(client, post):
    user = factories.make_user("access_admin", "submit_translation")
    factories.give_page_rights(user, factories.get_home("en"), "change_page")
    factories.give_page_rights(user, factories.get_home("es"), "change_page")
    client.force_login(user)
    answer = work.submit(client, post)
    assert get_copy(post) is None
    assert any("“From the practice”" in each for each in get_messages(answer))
    url = reverse("wagtail_localize:submit_page_translation", args=[post.pk])
    assert client.get(url).status_code == 200


def test_language_without_a_home_page_gets_one_from_who_may_publish_everywhere(owner, post):
    said = get_messages(work.submit(owner, post, "de"))
    home = factories.get_home().get_translation(factories.get_locale("de"))
    assert home.live
    assert any(each.startswith("German now also has") for each in said)
