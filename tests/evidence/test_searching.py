"""Which page somebody means who has its number, an address that was typed or copied, or its title."""

import pytest
from django.utils import timezone
from wagtail.models import Site

from tests import factories
from wagtail_attachment.evidence.searching import By, search

pytestmark = pytest.mark.django_db


def find(asked, end=None, start=None):
    return search(asked, end or timezone.now(), start)


@pytest.fixture
def page(practice):
    return factories.make_blog_page(live=True, title="On Closeness", slug="on-closeness")


def test_page_is_found_by_its_number_any_spelling_of_its_address_and_its_title(page):
    factories.make_blog_page(live=True, title="On distance", slug="closeness")
    page_id = page.pk
    page.delete()
    for asked in (
        str(page_id),
        f"https://example.org/admin/pages/{page_id}/edit/",
        "http://localhost/on-closeness/",
        "https://LOCALHOST:8000/on-closeness?utm=1#help",
        "localhost/on-closeness",
        "on closeness",
    ):
        assert find(asked).page_id == page_id, asked


def test_what_only_resembles_is_a_choice_and_never_a_guess(page):
    for asked, by in (
        ("https://old.example/on-closeness/", By.PATH),
        ("/on-closeness/", By.PATH),
        ("https://localhost/en/on-closeness/", By.PATH_IN_ANY_LANGUAGE),
        ("https://front.example/articles/on-closeness", By.LAST_PART),
        ("on-closeness", By.LAST_PART),
        ("closeness", By.PART_OF_TITLE),
    ):
        found = find(asked)
        assert (found.by, found.page_ids, found.page_id) == (by, [page.pk], None), asked
    assert find("https://old.example/on-closeness/").tried == [By.ADDRESS]


def test_what_is_not_there_is_not_found_and_says_what_was_tried(page):
    found = find("http://localhost/none/")
    assert found.hits == []
    assert found.tried == [By.ADDRESS, By.PATH, By.PATH_IN_ANY_LANGUAGE, By.LAST_PART, By.TITLE]
    draft = factories.make_blog_page()
    for asked in ("", "999999", "9" * 40, "on", str(draft.pk), draft.title, "http://[::1"):
        assert find(asked).hits == [], asked


def test_old_title_slug_and_host_still_lead_there(page):
    page.title, page.slug = "Why closeness scares", "scared"
    page.save()
    site = Site.objects.get()
    site.hostname, site.port = "new.example", 443
    site.save()
    for asked in (
        "On Closeness",
        "Why closeness scares",
        "http://localhost/on-closeness/",
        "http://localhost/scared/",
        "https://www.new.example/scared",
    ):
        assert find(asked).page_id == page.pk, asked
    # It never was there by both.
    assert find("https://new.example/on-closeness/").by is By.PATH
    [hit] = find("http://localhost/scared/").hits
    assert hit.until == find("https://new.example/scared/").hits[0].since


def test_several_pages_of_one_address_or_title_are_told_apart_by_their_time(page):
    page_id, url = page.pk, page.full_url
    page.delete()
    then = timezone.now()
    other = factories.make_blog_page(slug="on-closeness", title="On closeness", live=True)
    assert find(url, then).page_id == page_id
    assert find(url, start=timezone.now()).page_id == other.pk
    for asked in (url, "On closeness"):
        found = find(asked)
        assert found.page_id is None
        assert found.page_ids == [page_id, other.pk]
        assert [bool(hit.until) for hit in found.hits] == [True, False]


def test_number_that_is_a_title_too_is_a_choice(page):
    titled = factories.make_blog_page(live=True, title=str(page.pk))
    assert find(str(page.pk)).page_ids == [page.pk, titled.pk]
    assert find(str(page.pk)).page_id is None
    other = factories.make_blog_page(live=True, title="1984")
    assert find("1984").page_id == other.pk


def test_public_address_is_not_a_number_and_a_title_is_not_a_host(page):
    other = factories.make_blog_page(live=True, title="Dr.Ruiz explains", slug="pages")
    child = factories.make_blog_page(live=True, parent=other, slug=str(page.pk))
    assert child.url == f"/pages/{page.pk}/"
    assert find(child.full_url).page_id == child.pk
    found = find("Dr.Ruiz")
    assert (found.by, found.page_ids) == (By.PART_OF_TITLE, [other.pk])


def test_home_page_and_letters_of_any_script(practice):
    home = factories.make_blog_page(live=True, slug="القلق", title="القلق عند الاقتراب")
    assert find("http://localhost/القلق").page_id == home.pk
    assert find(home.full_url).page_id == home.pk
    assert find("الاقتراب").page_ids == [home.pk]
    site = Site.objects.get()
    site.root_page = home
    site.save()
    assert find("localhost").page_id == home.pk
    assert find("https://localhost/?q=1").page_id == home.pk


def test_many_pages_are_cut_and_that_is_said(page, monkeypatch):
    monkeypatch.setattr("wagtail_attachment.evidence.searching.PAGES_AT_MOST", 2)
    for number in range(2):
        factories.make_blog_page(live=True, title=f"On closeness, part {number}")
    found = find("closeness")
    assert found.is_cut
    assert len(found.page_ids) == 2
    assert not find("On Closeness").is_cut
