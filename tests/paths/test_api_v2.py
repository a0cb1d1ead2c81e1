"""Reading by Wagtail's API v2, whatever fields a client asks for."""

import pytest

from tests import factories
from tests.factories import section
from wagtail_attachment.pages.models import ArticlePage

TEXT = "The text that must not be read alone."


@pytest.fixture
def article(home):
    content = [factories.paragraph(f"<p>{TEXT}</p>")]
    page = factories.make_article(section(content=content), model=ArticlePage, lead=TEXT)
    return factories.force_live(page)


def get(client, article, fields):
    return client.get(f"/api/pages/{article.pk}/?fields={fields}")


@pytest.mark.path("API v2: ask for the body alone", stopped_by="serve", case=23)
@pytest.mark.parametrize("fields", ["*", "_,body", "body"])
def test_body_ends_with_the_disclaimer(client, article, fields):
    factories.make_practice()
    body = get(client, article, fields).json()["body"]
    assert [block["type"] for block in body] == ["lead", "section", "disclaimer"]
    (wording,) = body[-1]["value"]["disclaimers"]
    assert "education, not treatment" in wording["html"]


@pytest.mark.path("API v2: an uncovered article", stopped_by="serve", case=23)
@pytest.mark.parametrize("fields", ["*", "_,body", "_,lead", "_,body,subtitle"])
def test_uncovered_text_is_withheld(client, article, fields):
    response = get(client, article, fields)
    assert response.status_code in {200, 400}
    assert TEXT not in response.text
