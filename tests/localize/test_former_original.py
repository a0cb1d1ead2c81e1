"""The original changed and its new text was taken over: what readers have is still of the former one."""

import pytest
from django.urls import reverse

from tests import factories
from tests.admin.answers import get_messages, get_text, read
from tests.factories import paragraph, section
from tests.localize import work
from wagtail_attachment.translation.pages import find_pending_translation, find_translation

NOTE = "eaders still get the translation of the previous version"
OLD, NEW = "Call 207-555-0142.", "Call 207-555-0143."


def write(words):
    return [section(content=[paragraph(f"<p>{words}</p>")])]


@pytest.fixture
def page(world):
    page = factories.make_article(title="Closeness")
    page.body = write(OLD)
    return work.publish_source(page)


@pytest.fixture
def spanish(page, superuser):
    return work.publish_translated(work.start(page), superuser)


@pytest.fixture
def updated(owner, page, spanish):
    """The live translation of an original with another number, after *Update from the original*."""
    page.body = write(NEW)
    work.publish_source(page)
    work.update(owner, page)
    return work.reload(spanish)


def open_editor(client, page):
    return get_messages(client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])))


def read_screens(client):
    """Return what the list of translations, the Languages page and the dashboard say."""
    list_ = get_text(read(client.get("/admin/practice/translations/")))
    desk = get_text(read(client.get(reverse("wagtail_attachment:desk"))))
    home = get_text(read(client.get(reverse("wagtailadmin_home"))))
    return {"list": list_, "desk": desk, "home": home}


def test_every_screen_says_that_readers_still_have_the_former_text(owner, updated):
    said = read_screens(owner)
    assert NOTE in said["list"]
    assert NOTE in said["desk"]
    assert (
        "for 1 of them, readers still get the translation of the previous version" in said["home"]
    )


def test_editor_names_the_number_that_readers_still_have(owner, updated):
    [said] = [each for each in open_editor(owner, updated) if NOTE in each]
    assert "207-555-0142" in said
    assert "207-555-0143" in said


def test_nothing_says_so_once_the_new_text_is_published(owner, updated, superuser):
    work.publish_translated(updated, superuser)
    assert not any(NOTE in said for said in read_screens(owner).values())
    assert not any(NOTE in said for said in open_editor(owner, updated))


def test_nothing_says_so_of_an_update_that_brought_nothing_new(owner, page, spanish):
    work.publish_source(page)
    work.update(owner, page)
    assert not any(NOTE in said for said in read_screens(owner).values())
    assert not any(NOTE in said for said in open_editor(owner, spanish))


def test_nothing_says_so_of_a_translation_that_readers_never_had(owner, page):
    spanish = work.start(page)
    page.body = write(NEW)
    work.publish_source(page)
    work.update(owner, page)
    assert not any(NOTE in said for said in read_screens(owner).values())
    assert not any(NOTE in said for said in open_editor(owner, spanish))


def test_it_is_said_until_it_is_published_also_when_all_is_translated(owner, updated, superuser):
    work.translate(updated, superuser)
    assert not find_pending_translation(updated).unfinished
    assert NOTE in read_screens(owner)["list"]


def test_text_that_readers_have_is_out_of_date_and_named(updated):
    translation = find_translation(updated)
    assert translation.is_stale
    [change] = translation.changed
    assert (change.before.words, change.now.words) == (OLD, NEW)
