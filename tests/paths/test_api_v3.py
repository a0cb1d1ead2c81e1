"""Writing by Wagtail's API v3: what may not go live is answered 422, never 500."""

import json
import re

import pytest
from wagtail import VERSION as WAGTAIL_VERSION
from wagtail.models import Page

from tests import factories
from tests.factories import section
from tests.testapp.models import BlogPage
from wagtail_attachment.models import CrisisResource, PracticeSettings
from wagtail_attachment.pages.models import ArticlePage

pytestmark = pytest.mark.skipif(
    WAGTAIL_VERSION < (8, 0), reason="Wagtail has an API that writes from 8.0 on"
)

ARTICLE = "wagtail_attachment_pages.ArticlePage"
MISSING_WORDING = "There is no approved disclaimer in this language."


@pytest.fixture
def api(client, superuser):
    """Return a function that calls the API with the token of somebody who may do all."""
    from wagtail.models import APIToken

    _token, plaintext = APIToken.create_token(user=superuser, name="A headless client")
    headers = {"authorization": f"Bearer {plaintext}"}

    def call(method, path, **data):
        return client.generic(
            method,
            f"/api/v3/pages/{path}",
            json.dumps(data) if method != "GET" else "",
            content_type="application/json",
            headers=headers,
        )

    return call


@pytest.fixture
def create(api, home):
    def create(*, publish, body=None, **values):
        meta = {"type": ARTICLE, "parent_id": home.pk, **({"action": "publish"} if publish else {})}
        body = [section()] if body is None else body
        return api("POST", "", meta=meta, **{"title": "New", "body": body, **values})

    return create


def patch(api, page, *, publish=False, **values):
    meta = {"type": page._meta.label, **({"action": "publish"} if publish else {})}
    return api("PATCH", f"{page.pk}/", meta=meta, **values)


def act(api, page, action, **data):
    return api("POST", f"{page.pk}/actions/{action}/", **data)


def make_article(*sections, **values):
    page = factories.make_article(*sections, model=ArticlePage, **values)
    page.save_revision(clean=False)
    page.refresh_from_db()
    return page


def is_live(page):
    return Page.objects.get(pk=page.pk).live


def take_away_country():
    PracticeSettings.objects.all().delete()


def assert_refused(response, *, problem=MISSING_WORDING, link="/admin/practice/"):
    """Assert that the answer says what is wrong, who can put it right, and where."""
    assert response.status_code == 422, response.content
    text = " ".join(error["msg"] for error in response.json()["errors"])
    assert problem in text
    assert "Fix this (" in text
    assert link in text


# Drafts are free


@pytest.mark.path(
    "API v3: create and change a draft of what may not go live", stopped_by="nothing", case=21
)
def test_draft_is_created_and_changed_with_nothing_set_up(api, create):
    assert create(publish=False, body=[section(heading="", content=[])]).status_code == 201
    page = ArticlePage.objects.get()
    response = patch(api, page, title="Changed")
    assert response.status_code == 200, response.content
    page.refresh_from_db()
    assert page.get_latest_revision_as_object().title == "Changed"
    assert not page.live


# Going live


@pytest.mark.path("API v3: create and publish", stopped_by="gate", case=21)
def test_creating_live_is_refused(create, home):
    assert_refused(create(publish=True))
    assert not ArticlePage.objects.exists()


@pytest.mark.path("API v3: change and publish", stopped_by="gate", case=21)
@pytest.mark.parametrize("values", [{"title": "Changed"}, {"body": [section(heading="Changed")]}])
def test_changing_and_publishing_is_refused(api, home, values):
    page = make_article()
    assert_refused(patch(api, page, publish=True, **values))
    assert not is_live(page)


@pytest.mark.path("API v3: publish", stopped_by="gate", case=21)
def test_publishing_is_refused(api, home):
    page = make_article()
    assert_refused(act(api, page, "publish"))
    assert not is_live(page)


def test_publishing_names_a_fault_of_the_text(api, practice):
    page = make_article(section(heading=""))
    response = act(api, page, "publish")
    assert response.status_code == 422
    (error,) = response.json()["errors"]
    assert "has no heading" in error["msg"]
    assert "Fix this (The author)" in error["msg"]


def test_page_without_an_article_s_fields_is_refused_too(api, home):
    page = factories.make_blog_page()
    assert_refused(patch(api, page, publish=True, title="Changed"))
    assert_refused(act(api, page, "publish"))
    assert not is_live(page)


def test_all_go_live_once_covered(api, create, practice):
    assert create(publish=True).status_code == 201
    page = make_article()
    assert patch(api, page, publish=True, title="Changed").status_code == 200
    assert act(api, page, "publish").status_code == 200
    assert (is_live(page), ArticlePage.objects.live().count()) == (True, 2)


@pytest.mark.path("API v3: unpublish", stopped_by="nothing")
def test_unpublishing_is_never_refused(api, practice):
    page = make_article(live=True)
    take_away_country()
    assert act(api, page, "unpublish").status_code == 200
    assert not is_live(page)


# Reverting


@pytest.mark.path("API v3: revert, then publish", stopped_by="gate", case=22)
def test_reverting_weakens_nothing(api, practice):
    """An article stores no safety facts, so an older revision has none to bring back."""
    page = make_article(live=True)
    page.body = [section(heading="")]
    bad = page.save_revision(clean=False)
    page.body = [section(heading="Good")]
    page.save_revision()
    assert act(api, page, "revert", revision_id=bad.pk).status_code == 200
    response = act(api, page, "publish")
    assert response.status_code == 422
    assert "has no heading" in response.json()["errors"][0]["msg"]
    page.refresh_from_db()
    assert page.body[0].value["heading"] == "A heading"
    assert [row.pk for row in page.get_disclaimers()] == [practice.pk]


# Copies, aliases, translations


@pytest.mark.path("API v3: copy, which keeps live unless told", stopped_by="gate")
@pytest.mark.parametrize("recursive", [False, True])
def test_live_copy_is_refused(api, practice, recursive):
    parent = factories.make_blog_page(live=True)
    child = make_article(live=True, parent=parent)
    take_away_country()
    page = parent if recursive else child
    response = act(api, page, "copy", slug="copy", recursive=recursive)
    assert_refused(response, problem="The readers' country is not set")
    assert not Page.objects.filter(slug="copy").exists()
    assert act(api, page, "copy", slug="copy", keep_live=False).status_code == 201


@pytest.mark.path("API v3: copy a tree with an uncovered child", stopped_by="gate")
def test_live_copy_of_a_tree_leaves_out_the_child_that_may_not(api, practice):
    parent = factories.make_blog_page(live=True)
    factories.force_live(make_article(section(heading=""), parent=parent))
    response = act(api, parent, "copy", slug="copy", recursive=True)
    assert response.status_code == 422
    assert ArticlePage.objects.count() == 1


@pytest.mark.path("API v3: create an alias", stopped_by="gate")
def test_alias_of_an_uncovered_article_is_refused(api, practice):
    page = make_article(live=True)
    take_away_country()
    assert_refused(
        act(api, page, "create_alias", slug="alias"),
        problem="The readers' country is not set",
    )
    assert not Page.objects.filter(slug="alias").exists()


@pytest.mark.path(
    "API v3: turn an alias into a page of an uncovered language", stopped_by="gate", case=16
)
def test_alias_cannot_become_a_page_of_an_uncovered_language(api, practice):
    factories.get_home("es")
    page = make_article(live=True)
    alias = page.copy_for_translation(factories.get_locale("es"), alias=True)
    assert_refused(act(api, alias, "convert_alias"))
    assert Page.objects.get(pk=alias.pk).alias_of_id == page.pk


@pytest.mark.path("API v3: copy for translation, a draft", stopped_by="nothing")
def test_copy_for_translation_is_a_draft_that_cannot_be_published_uncovered(api, practice):
    factories.get_home("es")
    page = make_article(live=True)
    response = act(api, page, "copy_for_translation", locale="es")
    assert response.status_code == 201, response.content
    translation = ArticlePage.objects.get(locale__language_code="es")
    assert not translation.live
    assert_refused(act(api, translation, "publish"))


@pytest.mark.path("API v3: copy for translation as an alias", stopped_by="gate")
def test_translation_as_an_alias_is_judged_by_its_source(api, practice, verifier):
    factories.get_home("es")
    page = make_article(live=True)
    CrisisResource.objects.get().withdraw(verifier)
    assert_refused(
        act(api, page, "copy_for_translation", locale="es", alias=True),
        problem="No verified crisis line exists",
    )
    assert not ArticlePage.objects.filter(locale__language_code="es").exists()
    factories.make_verified_line()
    response = act(api, page, "copy_for_translation", locale="es", alias=True)
    assert response.status_code == 201
    alias = ArticlePage.objects.get(locale__language_code="es")
    assert [row.language for row in alias.get_disclaimers()] == ["en"]


@pytest.mark.path("API v3: move a live article", stopped_by="nothing")
def test_moving_is_never_refused(api, practice):
    page = make_article(live=True)
    target = factories.make_blog_page(live=True)
    take_away_country()
    assert (
        act(api, page, "move", destination_id=target.pk, position="last-child").status_code == 200
    )
    assert Page.objects.get(pk=page.pk).get_parent().pk == target.pk


# The body, got and sent back


def get_body(api, page):
    return api("GET", f"{page.pk}/?version=draft").json()["body"]


def without_keys(value):
    """Leave out the keys that Wagtail gives the paragraphs of rich text."""
    return re.sub(r' data-block-key=\\?"\w+\\?"', "", json.dumps(value))


def get_stored(page):
    draft = ArticlePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    return draft.lead, draft.in_short, [(block.block_type, block.id) for block in draft.body]


@pytest.mark.parametrize(
    ("lead", "in_short"), [("", ""), ("<p>The <b>lead</b>.</p>", "One & one.\nTwo.")]
)
@pytest.mark.parametrize("publish", [False, True])
def test_body_that_was_got_may_be_sent_back(api, practice, lead, in_short, publish):
    blocks = [{**section(), "id": "first"}, section()]
    page = make_article(*blocks, lead=lead, in_short=in_short, live=True)
    *_introduction, blocks = get_stored(page)
    for _time in range(3):
        body = get_body(api, page)
        assert body[-1]["type"] == "disclaimer"
        response = patch(api, page, publish=publish, body=body)
        assert response.status_code == 200, response.content
        assert without_keys(response.json()["body"]) == without_keys(body)
        assert without_keys(get_stored(page)) == without_keys((lead, in_short, blocks))


def test_placed_disclaimer_stays_one(api, practice):
    page = make_article({"type": "disclaimer", "value": {}, "id": "placed"}, section(), live=True)
    body = get_body(api, page)
    assert patch(api, page, body=body).status_code == 200
    assert [kind for kind, _id in get_stored(page)[2]] == ["section", "disclaimer"]
    assert without_keys(get_body(api, page)) == without_keys(body)


def test_lead_is_changed_where_it_is_read(api, practice):
    page = make_article(lead="<p>Old.</p>", live=True)
    lead, *rest = get_body(api, page)
    lead["value"] = "<p>New, <script>alert(1)</script> <b>bold</b>.</p>"
    assert patch(api, page, publish=True, body=[lead, *rest]).status_code == 200
    page.refresh_from_db()
    assert "<b>bold</b>" in page.lead
    assert "script" not in page.lead
    assert patch(api, page, body=rest).status_code == 200
    assert "bold" in get_stored(page)[0]


def test_article_is_created_with_its_lead(create, practice):
    lead = {"type": "lead", "value": "<p>Lead.</p>"}
    assert create(publish=True, body=[lead, section()]).status_code == 201
    page = ArticlePage.objects.get()
    assert "Lead." in page.lead
    assert [block.block_type for block in page.body] == ["section"]


@pytest.mark.parametrize(
    "body",
    [
        [{"type": "nonsense", "value": ""}],
        [{"type": "disclaimer", "value": {}}, {"type": "disclaimer", "value": {}}],
        [section(purpose="nonsense")],
        "text",
        ["text"],
        [None],
        [{"value": {}}],
        [{"type": "section"}],
        [{"type": "section", "value": "text"}],
        [{"type": "section", "value": {"content": "text"}}],
        [{"type": "lead", "value": 5}],
        [{"type": "lead"}],
        [{"type": "in_short", "value": 5}],
        [{"type": ["section"], "value": {}}],
        [{"type": "image", "value": "text"}],
        [{"type": "booking_cta", "value": {"cta": {}}}],
    ],
    ids=repr,
)
def test_bad_body_is_refused_not_stored(api, practice, body):
    page = make_article(live=True)
    before = get_stored(page)
    response = patch(api, page, publish=True, body=body)
    assert response.status_code == 422, response.content
    assert response.json()["errors"]
    assert get_stored(page) == before


# Who may


def test_token_of_somebody_without_rights_changes_nothing(client, practice):
    from wagtail.models import APIToken

    page = make_article(live=True)
    _token, plaintext = APIToken.create_token(user=factories.make_user("access_admin"), name="x")
    for headers in ({}, {"authorization": f"Bearer {plaintext}"}):
        response = client.patch(
            f"/api/v3/pages/{page.pk}/",
            {"meta": {"type": ARTICLE}, "title": "Evil"},
            content_type="application/json",
            headers=headers,
        )
        assert response.status_code in {401, 403}
    assert BlogPage.objects.count() == 0
    assert page.get_latest_revision_as_object().title != "Evil"
