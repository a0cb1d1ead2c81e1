"""An editor's preview shows what readers will get, and never refuses."""

import pytest

from tests import factories
from tests.testapp.models import JsonPage, StreamingPage

pytestmark = pytest.mark.django_db


def preview(page):
    return page.make_preview_request()


@pytest.mark.path("editor: preview by a template that forgets the tag", stopped_by="serve", case=38)
def test_preview_of_a_foreign_template_shows_the_disclaimer_once(practice):
    html = preview(factories.make_blog_page()).content.decode()
    assert html.count("data-attachment-disclaimer") == 1
    assert html.index("data-attachment-disclaimer") < html.index("</main>")


def test_preview_of_an_article_shows_the_disclaimer_once(practice):
    html = preview(factories.make_article()).content.decode()
    assert html.count("data-attachment-disclaimer") == 1


@pytest.mark.parametrize("model", [JsonPage, StreamingPage])
def test_preview_of_what_is_no_html_is_left_alone(practice, model):
    assert preview(factories.make_blog_page(model=model)).status_code == 200


@pytest.mark.path("editor: preview with nothing set up", stopped_by="nothing", case=38)
def test_preview_works_with_nothing_set_up():
    response = preview(factories.make_article())
    assert response.status_code == 200
    assert "data-attachment-crisis" in response.content.decode()
