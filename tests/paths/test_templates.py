"""What the serve gate leaves alone, because readers have the disclaimer or it is never asked."""

import pytest
from django.http import HttpResponse
from wagtail import hooks

from tests import factories
from tests.testapp.models import BlogPage

FILLED = factories.WORDING.replace(
    "{crisis_line}", '<a href="tel:988"><bdi dir="ltr">988</bdi></a>'
)


@pytest.fixture
def page(practice):
    return factories.make_blog_page(live=True)


@pytest.mark.path("template: renders the disclaimer twice, served", stopped_by="nothing", case=32)
def test_disclaimer_that_is_shown_twice_is_left_as_the_site_shows_it(client, page, monkeypatch):
    card = "<div data-attachment-crisis>988 or 911</div>"
    html = f"<main>{FILLED}{card}</main><footer>{FILLED}</footer>"
    monkeypatch.setattr(BlogPage, "serve", lambda self, request: HttpResponse(html))
    response = client.get(page.get_url())
    assert (response.status_code, response.text) == (200, html)


@pytest.mark.path(
    "hook: a before_serve_page hook asks for a password", stopped_by="nothing", case=37
)
def test_hook_that_answers_before_the_page_is_asked_is_left_alone(client, page):
    """Wagtail asks for a password like this; there is no text of the page in the answer."""

    def ask(page, request, args, kwargs):
        return HttpResponse("<main>Who are you?</main>")

    with hooks.register_temporarily("before_serve_page", ask):
        assert client.get(page.get_url()).text == "<main>Who are you?</main>"
