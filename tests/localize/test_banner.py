"""Above wagtail-localize's editor: what is new in the original, and nothing else."""

import pytest
from django.urls import reverse

from tests import factories
from tests.admin.answers import get_links, get_messages
from tests.factories import paragraph, section
from tests.localize import work


@pytest.fixture
def page(world):
    return work.make_source(title="Closeness")


@pytest.fixture
def spanish(page, superuser):
    return work.publish_translated(work.start(page), superuser)


def open_editor(client, page):
    answer = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert "js-translation-editor" in answer.text
    return answer


def get_update_url(page):
    source = work.get_record(page).source
    return reverse("wagtail_localize:update_translations", args=[source.pk])


@pytest.mark.translation_case(9)
def test_editor_names_what_is_new_in_the_original_and_that_alone(owner, page, spanish):
    page.title = "Nearness <b>"
    page.body = [section(content=[paragraph("<p>Closeness can feel like pressure.</p>")])]
    page.subtitle = "A promise"
    work.publish_source(page)
    answer = open_editor(owner, spanish)
    said, *_texts = get_messages(answer)
    assert said.startswith(
        "The original has changed since: Reworded Closeness Nearness <b> Added A promise"
    )
    assert any(link.startswith(get_update_url(spanish)) for link in get_links(answer))


def test_once_taken_over_they_are_strings_to_translate(owner, page, spanish):
    page.title = "Nearness"
    work.publish_source(page)
    work.update(owner, page)
    [said] = get_messages(open_editor(owner, spanish))
    assert said.startswith("Readers still get the translation of the previous version")
    assert "Reworded Closeness Nearness" in said


def test_editor_is_quiet_while_nothing_is_new(owner, page, spanish):
    assert get_messages(open_editor(owner, spanish)) == []
    page.show_booking = False
    work.publish_source(page)
    assert get_messages(open_editor(owner, spanish)) == []


def test_draft_of_the_original_is_nobody_s_news(owner, page, spanish):
    page.title = "Nearness"
    page.save_revision()
    assert get_messages(open_editor(owner, spanish)) == []


def test_who_may_not_take_it_over_is_told_and_led_nowhere(client, page, spanish):
    user = factories.make_user("access_admin")
    factories.give_page_rights(user, factories.get_home("es"), "change_page")
    client.force_login(user)
    page.title = "Nearness"
    work.publish_source(page)
    answer = open_editor(client, spanish)
    assert "Nearness" in get_messages(answer)[0]
    assert not any(link.startswith(get_update_url(spanish)) for link in get_links(answer))
