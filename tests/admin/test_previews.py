"""Previews work whatever is missing: an author must be able to see what is being written."""

import pytest
from django.urls import reverse
from wagtail.blocks.base import Block
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from tests import factories
from tests.admin import bad_input
from tests.admin.answers import get_text, read
from tests.admin.writing import section, write_article
from tests.testapp.models import OwnArticlePage
from wagtail_attachment.blocks import ArticleBodyBlock
from wagtail_attachment.models import BookingCTA, CrisisResource, Disclaimer
from wagtail_attachment.pages.models import ArticleIndexPage, ArticlePage, AttachmentStylePage


@pytest.fixture(params=["nothing set up", "all set up"])
def setting(request, home):
    if request.param == "all set up":
        factories.make_practice()
        factories.set_country(booking=factories.make_booking())
    return request.param


def preview(client, url, data):
    posted = client.post(url, data)
    assert posted.json()["is_valid"], posted.json()
    response = client.get(url)
    assert response.status_code == 200
    return response


# Pages


@pytest.mark.parametrize("model", [ArticlePage, AttachmentStylePage, OwnArticlePage])
def test_new_article(owner, setting, model, home):
    url = reverse(
        "wagtailadmin_pages:preview_on_add",
        args=[model._meta.app_label, model._meta.model_name, home.pk],
    )
    data = write_article(section(heading="My heading"), style="secure")
    text = get_text(read(preview(owner, url, data)))
    assert "My heading" in text
    assert ("This is education, not treatment." in text) is (setting == "all set up")


def test_article_as_edited(owner, setting, home):
    article = factories.make_article()
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[article.pk])
    assert "My heading" in preview(owner, url, write_article(section(heading="My heading"))).text


@pytest.mark.parametrize("body", [[], [factories.section("help", "", [])]])
def test_draft_of_an_article(owner, setting, home, body):
    article = factories.make_article()
    article.body = body
    article.save_revision()
    url = reverse("wagtailadmin_pages:view_draft", args=[article.pk])
    assert owner.get(url).status_code == 200


def test_index_as_edited(owner, setting, home):
    index = ArticleIndexPage(title="Articles", slug="articles", locale=home.locale)
    home.add_child(instance=index)
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[index.pk])
    preview(owner, url, write_article(introduction=rich_text("<p>Hello</p>")))


# Snippets


def get_url(model, view, *args):
    return reverse(model.snippet_viewset.get_url_name(view), args=args)


@pytest.mark.parametrize(
    ("heading", "body"),
    [
        ("Note", "<p>Call {crisis_line} now.</p>"),
        ("Note", "<p>Call 988 now.</p>"),
        (bad_input.EMOJI, f"<p>{bad_input.RTL}</p>"),
    ],
)
def test_disclaimer(owner, setting, heading, body):
    data = nested_form_data({"heading": heading, "body": rich_text(body)})
    url = get_url(Disclaimer, "preview_on_add")
    posted = owner.post(url, data).json()
    response = owner.get(url)
    assert response.status_code == 200
    if posted["is_valid"]:
        element = read(response).select_one("[data-attachment-disclaimer]")
        assert heading in get_text(element)
        assert "{crisis_line}" not in element.text


def test_disclaimer_as_edited_fills_the_line_in(owner, setting):
    draft = factories.make_disclaimer(language="de")
    data = nested_form_data(
        {"heading": "Hinweis", "body": rich_text("<p>Rufen Sie {crisis_line} an.</p>"),
         "kind": "general", "locale": draft.locale_id, "site": ""}
    )  # fmt: skip
    text = get_text(read(preview(owner, get_url(Disclaimer, "preview_on_edit", draft.pk), data)))
    assert ("Rufen Sie 988 an." in text) is (setting == "all set up")
    assert "{crisis_line}" not in text


def test_crisis_line(owner, setting):
    data = nested_form_data(
        {
            "country": "US", "audience": "general", "languages": "en", "review_months": "6",
            "source_url": "https://example.org/",
            "texts": inline_formset([{"language": "en", "name": "New line"}]),
            "channels": inline_formset(
                [{"kind": "call", "dialled": "1 800 555 0100", "days": "daily"}]
            ),
        }
    )  # fmt: skip
    text = get_text(read(preview(owner, get_url(CrisisResource, "preview_on_add"), data)))
    assert "New line" in text
    assert "1 800 555 0100" in text


def test_crisis_line_without_a_name(owner, setting):
    line = factories.make_crisis_line()
    line.texts.all().delete()
    line.save_revision()
    revision = line.latest_revision
    url = get_url(CrisisResource, "revisions_view", line.pk, revision.pk)
    assert owner.get(url).status_code == 200


@pytest.mark.parametrize(
    "data",
    [
        {"url": "https://calendly.com/x"},
        {"phone": "+1 212 555 0100"},
        {"email": "a@example.com"},
        {"state": "closed"},
        {"state": "waitlist", "url": "https://calendly.com/x"},
    ],
)
def test_booking(owner, setting, data):
    values = {"heading": "Come and talk", "button_label": "Book", "state": "open", **data}
    text = get_text(read(preview(owner, get_url(BookingCTA, "preview_on_add"), values)))
    assert "Come and talk" in text


def test_booking_that_leads_nowhere_safe(owner, setting):
    booking = factories.make_booking()
    BookingCTA.objects.filter(pk=booking.pk).update(url="javascript:alert(1)")
    booking.refresh_from_db()
    revision = booking.save_revision(clean=False)
    response = owner.get(get_url(BookingCTA, "revisions_view", booking.pk, revision.pk))
    assert "does not lead anywhere safe" in response.text
    assert "javascript:" not in response.text


# Blocks


def get_blocks(block, found=None):
    """Return the types of a stream's blocks and of the streams inside them."""
    found = {} if found is None else found
    for name, child in getattr(block, "child_blocks", {}).items():
        if isinstance(block, ArticleBodyBlock) or name not in found:
            found[name] = child
        get_blocks(child, found)
    return found


PREVIEWED = {
    name: block
    for name, block in get_blocks(ArticleBodyBlock()).items()
    if block.is_previewable and block.meta.group
}


def test_every_block_of_the_choosers_has_a_preview():
    assert {"section", "paragraph", "image", "contrast", "disclaimer", "crisis_resources",
            "booking_cta", "references", "faq", "vignette"} <= set(PREVIEWED)  # fmt: skip


@pytest.mark.parametrize("name", PREVIEWED)
def test_block(owner, setting, name):
    block = PREVIEWED[name]
    assert Block.definition_registry[block.definition_prefix] is block
    url = reverse("wagtailadmin_block_preview")
    response = owner.get(url, {"id": block.definition_prefix})
    assert response.status_code == 200
    assert get_text(read(response).select_one(".attachment-article__body"))
