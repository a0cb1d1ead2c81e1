"""What Wagtail's API v3 gives of covered pages, to readers and to those with a token."""

import json
import re

import pytest
from wagtail import VERSION as WAGTAIL_VERSION
from wagtail import models as wagtail_models

from tests import factories
from tests.testapp.models import BlogPage, OwnArticlePage
from wagtail_attachment.checks import settings as checks
from wagtail_attachment.compat import get_writable_api_field

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(WAGTAIL_VERSION < (8, 0), reason="Wagtail's API v3 came with 8.0"),
]

PAGES = "/api/v3/pages/"
TEXT = "Closeness can feel like pressure."
WORDING = "This is education, not treatment."


class Editor:
    """A client of the API with a token."""

    def __init__(self, client, user):
        self.client = client
        token = wagtail_models.APIToken.create_token(user=user, name="Test")[1]
        self.headers = {"HTTP_AUTHORIZATION": f"Bearer {token}"}

    def send(self, method, path, data=None, status=200):
        response = getattr(self.client, method)(
            f"{PAGES}{path}", data or {}, content_type="application/json", **self.headers
        )
        assert response.status_code == status, response.content
        return response.json() if response.content else None

    def get(self, path, status=200):
        response = self.client.get(f"{PAGES}{path}", **self.headers)
        assert response.status_code == status, response.content
        return response.json()


@pytest.fixture
def editor(client, superuser):
    return Editor(client, superuser)


@pytest.fixture
def article(practice):
    return factories.make_article(live=True, lead="<p>Lead.</p>")


def get(client, page, **query):
    response = client.get(f"{PAGES}{page.pk}/", query)
    assert response.status_code == 200
    return response.json()


def get_types(data):
    return [block["type"] for block in data["body"]]


def assert_ends_with_disclaimer(data):
    last = data["body"][-1]
    assert last["type"] == "disclaimer"
    assert WORDING in last["value"]["disclaimers"][0]["text"]
    assert last["value"]["disclaimers"] == data["disclaimers"]
    assert last["value"]["crisis_resources"] == data["crisis_resources"]


def write(section="A heading", **values):
    return {
        "title": "Written",
        "body": [
            {
                "type": "section",
                "value": {
                    "heading": section,
                    "purpose": "other",
                    "content": [{"type": "paragraph", "value": f"<p>{TEXT}</p>"}],
                },
            }
        ],
        **values,
    }


def create(editor, parent, action=None, **values):
    meta = {"type": "testapp.OwnArticlePage", "parent_id": parent.pk}
    if action:
        meta["action"] = action
    return editor.send("post", "", {"meta": meta, **write(**values)}, status=201)


# Readers


def test_article_ends_with_its_disclaimer_and_says_all_that_readers_need(client, article):
    data = get(client, article)
    assert get_types(data) == ["lead", "section", "disclaimer"]
    assert_ends_with_disclaimer(data)
    assert data["content_language"] == "en"
    assert data["withheld"] is False
    assert data["booking_cta"] is None


def test_both_apis_say_the_same(client, article):
    second = client.get(f"/api/pages/{article.pk}/").json()
    third = get(client, article)
    for name in ("body", "disclaimers", "crisis_resources", "booking_cta", "content_language",
                 "withheld"):  # fmt: skip
        assert second[name] == third[name]


@pytest.mark.path("API v3: ask for the article in any way", stopped_by="serve", case=23)
def test_no_parameter_takes_the_disclaimer_away(client, article):
    """This API gives every field; what looks like a selection is none."""
    for query in ({"fields": "_,body"}, {"fields": "-disclaimers"}, {"version": "draft"},
                  {"rich_text_format": "db_html"}):  # fmt: skip
        response = client.get(f"{PAGES}{article.pk}/", query)
        if response.status_code == 200:
            assert_ends_with_disclaimer(response.json())


def test_list_gives_no_text(client, article):
    factories.make_blog_page(live=True, text=TEXT)
    content = client.get(PAGES, {"type": "testapp.OwnArticlePage"}).content.decode()
    content += client.get(PAGES).content.decode()
    assert article.title in content
    assert TEXT not in content


def test_withheld_article_is_answered_without_its_text(client, home):
    data = get(client, factories.force_live(factories.make_article(lead="<p>Lead.</p>")))
    assert (data["body"], data["disclaimers"], data["withheld"]) == ([], [], True)


def test_text_of_another_page_comes_with_its_disclaimer_or_not_at_all(client, home):
    page = factories.force_live(factories.make_blog_page(text=TEXT))
    assert (get(client, page)["text"], get(client, page)["withheld"]) == (None, True)
    factories.make_practice()
    data = get(client, page)
    assert data["text"] == TEXT
    assert WORDING in data["disclaimers"][0]["text"]


def test_strangers_get_no_draft(client, article):
    draft = factories.make_article()
    assert client.get(f"{PAGES}{draft.pk}/").status_code == 404
    article.title = "Draft"
    article.save_revision()
    for query in ({}, {"version": "draft"}):
        assert get(client, article, **query)["title"] != "Draft"
    assert client.get(f"{PAGES}{article.pk}/revisions/").status_code == 401


# Those who may edit


def test_what_was_created_is_read_back_with_its_disclaimer(editor, client, practice):
    draft = create(editor, factories.get_home())
    assert get_types(draft) == ["section", "disclaimer"]
    assert_ends_with_disclaimer(draft)
    assert client.get(f"{PAGES}{draft['id']}/").status_code == 404
    live = create(editor, factories.get_home(), "publish", title="Live")
    assert_ends_with_disclaimer(client.get(f"{PAGES}{live['id']}/").json())


def test_draft_in_a_language_without_a_disclaimer_can_be_read_by_who_writes_it(editor, home):
    draft = create(editor, home)
    read = editor.get(f"{draft['id']}/?version=draft")
    assert get_types(draft) == get_types(read) == ["section", "disclaimer"]
    assert read["disclaimers"] == []


def test_what_was_read_can_be_written_back_without_its_lead(editor, article):
    booking = factories.make_booking()
    article.body = [
        factories.section(
            content=[factories.paragraph(), {"type": "booking_cta", "value": {"cta": booking.pk}}]
        ),
        {"type": "booking_cta", "value": {"cta": None}},
        {"type": "crisis_resources", "value": {}},
        {"type": "disclaimer", "value": {}},
    ]
    article.save()
    body = editor.get(f"{article.pk}/")["body"][1:]
    assert len(body) == 4
    patched = json.dumps(editor.send("patch", f"{article.pk}/", {"body": body})["body"][1:])
    # Wagtail gives paragraphs a key when they are written.
    assert json.loads(re.sub(r' data-block-key=\\"\w+\\"', "", patched)) == body
    stored = OwnArticlePage.objects.get(pk=article.pk).get_latest_revision_as_object()
    assert WORDING not in json.dumps(stored.body.get_prep_value())


def test_changed_and_reverted_drafts_end_with_the_disclaimer(editor, client, article):
    first = article.save_revision()
    patched = editor.send("patch", f"{article.pk}/", write("Changed"))
    assert "Changed" in json.dumps(patched["body"])
    assert_ends_with_disclaimer(patched)
    assert "Changed" not in json.dumps(get(client, article))
    for version in ("live", "draft"):
        data = editor.get(f"{article.pk}/?version={version}")
        assert ("Changed" in json.dumps(data)) == (version == "draft")
        assert_ends_with_disclaimer(data)
    latest = article.get_latest_revision()
    assert_ends_with_disclaimer(
        editor.get(f"{article.pk}/revisions/{latest.pk}/")["content_object"]
    )
    reverted = editor.send("post", f"{article.pk}/actions/revert/", {"revision_id": first.pk})
    assert_ends_with_disclaimer(reverted)


@pytest.mark.parametrize("action", ["publish", "unpublish"])
def test_answer_of_an_action_ends_with_the_disclaimer(editor, article, action):
    assert_ends_with_disclaimer(editor.send("post", f"{article.pk}/actions/{action}/"))


def test_copies_end_with_their_own_disclaimer(editor, client, article):
    copied = editor.send("post", f"{article.pk}/actions/copy/", status=201)
    assert_ends_with_disclaimer(copied)
    assert copied["body"][-1]["id"] != get(client, article)["body"][-1]["id"]
    factories.put_in_force(factories.WORDING_ES, language="es", heading="Nota")
    factories.force_live(factories.get_home("es"))
    translated = editor.send(
        "post", f"{article.pk}/actions/copy_for_translation/", {"locale": "es"}, status=201
    )
    assert translated["content_language"] == "es"
    assert translated["disclaimers"][0]["heading"] == "Nota"
    assert translated["body"][-1]["value"]["disclaimers"] == translated["disclaimers"]


def test_deleted_article_is_gone(editor, client, article):
    editor.send("delete", f"{article.pk}/", status=204)
    assert client.get(f"{PAGES}{article.pk}/").status_code == 404


# The schema and the check


def test_schema_names_the_safety_parts(client, practice):
    schema = client.get("/api/v3/openapi.json").json()["components"]["schemas"]
    for name in ("OwnArticlePageSchema", "BlogPageSchema"):
        properties = schema[name]["properties"]
        assert {"disclaimers", "crisis_resources", "booking_cta", "withheld"} <= set(properties)
        assert properties["withheld"]["anyOf"][0] == {"type": "boolean"}


def test_text_that_the_api_can_write_is_pointed_out(monkeypatch):
    """Wagtail drops what is written to a field with a serializer, so it cannot be guarded."""
    monkeypatch.setattr(BlogPage, "api_fields", [get_writable_api_field("text")])
    (message,) = checks.check_api_fields(None)
    assert message.id == "wagtail_attachment.W008"
    assert "text" in message.msg
    assert message.obj is BlogPage
