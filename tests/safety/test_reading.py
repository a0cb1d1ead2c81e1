"""What a request has resolved of a page is what all answer by that it is handed to."""

import pytest
from django.db import connection
from django.template import Context, Template

from tests import factories
from tests.testapp.models import BlogPage
from wagtail_attachment.safety.reading import get_reading


@pytest.fixture
def page(practice):
    factories.set_country(booking=factories.make_booking())
    return factories.make_blog_page(live=True)


def take_away_the_wording():
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM wagtail_attachment_disclaimerversion")


def test_request_shows_what_it_has_judged(page, rf, django_assert_num_queries):
    request = rf.get("/")
    safety = page.get_safety(request)
    assert not safety.is_withheld
    assert safety.crisis_lines
    take_away_the_wording()
    with django_assert_num_queries(0):
        assert page.get_safety(request) is safety
        assert page.get_disclaimers(request) == safety.disclaimers != []
        assert page.get_crisis_resources(request) == safety.crisis_lines
        assert page.get_booking_cta(request) == safety.booking_cta
    template = Template(
        "{% load wagtail_attachment_tags %}{% get_safety as s %}{{ s.is_withheld }}"
    )
    assert template.render(Context({"page": page, "request": request})) == "False"


def test_without_a_request_and_in_the_next_one_it_is_resolved_anew(page, rf):
    page.get_safety(rf.get("/"))
    take_away_the_wording()
    assert page.get_disclaimers() == []
    assert page.get_safety().is_withheld
    assert page.get_safety(rf.get("/")).is_withheld


def test_draft_and_the_row_it_is_of_are_told_apart(page, rf):
    """They have one id, but a draft may be in another place."""
    request, draft = rf.get("/"), BlogPage.objects.get(pk=page.pk)
    draft.locale = factories.get_locale("es")
    get_reading(request).load([page])
    assert page.get_safety(request).language == "en"
    assert draft.get_safety(request).language == "es"


def test_many_pages_are_resolved_at_once(page, rf, django_assert_num_queries):
    request = rf.get("/")
    pages = [page, *(factories.make_blog_page() for _page in range(3))]
    first = page.get_safety(request)
    get_reading(request).load(pages)
    assert page.get_safety(request) is first
    with django_assert_num_queries(0):
        assert all(each.get_safety(request).disclaimers for each in pages[1:])
