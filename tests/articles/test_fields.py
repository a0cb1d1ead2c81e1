"""The body field: its value knows its article on every way in and out."""

import copy
import json
import pickle

import pytest
from django.db import models
from wagtail.blocks import StreamValue
from wagtail.fields import StreamField

from tests import factories
from tests.testapp.models import OwnArticlePage
from wagtail_attachment.articles.fields import ArticleBodyField
from wagtail_attachment.blocks import ArticleBodyBlock

RAW = [
    {"type": "section", "value": {"heading": None, "purpose": "help", "content": [
        {"type": "paragraph", "value": None}, {"type": "key_point", "value": {"text": None}},
        {"type": "pull_quote", "value": {"quote": "q"}},
        {"type": "signs", "value": {"items": [{"statement": None}]}},
    ]}},
]  # fmt: skip


@pytest.fixture
def page(home):
    return factories.make_article()


def refetch(page):
    return OwnArticlePage.objects.get(pk=page.pk)


WAYS = {
    "unsaved": lambda page: OwnArticlePage(title="New", body=[factories.section()]),
    "unsaved and empty": lambda page: OwnArticlePage(title="New"),
    "saved": lambda page: page,
    "loaded": refetch,
    "deferred": lambda page: OwnArticlePage.objects.defer("body").get(pk=page.pk),
    "only another field": lambda page: OwnArticlePage.objects.only("title").get(pk=page.pk),
    "from a revision": lambda page: page.save_revision().as_object(),
    "from the latest revision": lambda page: (
        page.save_revision() and page.get_latest_revision_as_object()
    ),
    "deep copy": copy.deepcopy,
    "pickled": lambda page: pickle.loads(pickle.dumps(page)),
    "copied page": lambda page: page.copy(update_attrs={"slug": "copy"}),
    "specific page": lambda page: page.page_ptr.specific,
    "assigned": lambda page: (setattr(page, "body", json.dumps(RAW)), page)[1],
    "refreshed": lambda page: (page.refresh_from_db(), page)[1],
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_value_knows_its_article(page, way):
    article = way(page)
    assert isinstance(article.body, StreamValue)
    assert article.body.article is article


def test_value_that_two_articles_share_answers_for_the_one_it_is_asked_of(page):
    other = OwnArticlePage(title="Other", body=page.body)
    assert other.body.article is other
    assert page.body.article is page


def test_copy_of_a_value_goes_with_the_copied_article(page):
    copied = copy.deepcopy(page)
    copied.title = "Copy"
    assert copied.body.article.title == "Copy"
    assert page.body.article.title == page.title


def test_field_is_the_class_s_own_attribute():
    assert isinstance(OwnArticlePage.body.field, ArticleBodyField)


@pytest.mark.path("migrations: our classes stay out of a site's", stopped_by="nothing", case=43)
def test_migrations_hold_wagtail_s_own_field():
    name, path, _args, kwargs = OwnArticlePage._meta.get_field("body").deconstruct()
    assert (name, path) == ("body", "wagtail.fields.StreamField")
    assert "wagtail_attachment" not in repr(kwargs).replace("wagtail_attachment.BookingCTA", "")


def test_field_can_be_cloned():
    field = OwnArticlePage._meta.get_field("body").clone()
    assert isinstance(field, StreamField)
    assert isinstance(field, models.Field)


# Old content


def test_text_that_was_none_becomes_empty(page):
    page.body = json.dumps(RAW)
    page.save()
    body = refetch(page).body
    section = body[0].value
    assert section["heading"] == ""
    content = section["content"]
    assert content[1].value["text"] == ""
    assert content[2].value["attribution"] == ""
    (sign,) = content[3].value["items"]
    assert (sign["statement"], sign["explanation"]) == ("", "")
    prepared = body.get_prep_value()[0]["value"]
    assert prepared["heading"] == prepared["content"][1]["value"]["text"] == ""


def test_old_content_without_newer_blocks_is_kept(page):
    page.body = json.dumps([{"type": "section", "value": {"heading": "H"}}, {"type": "gone"}])
    page.save()
    (block,) = refetch(page).body
    assert block.value["heading"] == "H"
    assert block.value["purpose"] == "other"
    assert len(block.value["content"]) == 0


def test_body_of_a_block_alone_has_no_article():
    """As in Wagtail's block previews and in tests of a block."""
    block = ArticleBodyBlock()
    value = block.to_python([{"type": "disclaimer", "value": {}, "id": "d"}])
    assert [item["type"] for item in block.get_api_representation(value)] == ["disclaimer"]


# What was stored without ids


OLD_BODY = [
    {
        "type": "section",
        "value": {
            "heading": "Ask yourself",
            "purpose": "other",
            "content": [{"type": "reflection", "value": {"questions": ["Whom?", "When?"]}}],
        },
    }
]


def get_all_ids(raw):
    if isinstance(raw, dict):
        own = [raw["id"]] if "id" in raw else []
        return own + [found for child in raw.values() for found in get_all_ids(child)]
    return [found for child in raw for found in get_all_ids(child)] if isinstance(raw, list) else []


@pytest.mark.parametrize("read", [lambda raw: raw, json.dumps], ids=["list", "text"])
def test_body_stored_without_ids_has_the_same_ones_at_each_reading(read):
    first, second = (
        OwnArticlePage(body=read(OLD_BODY)).body.get_prep_value() for _reading in range(2)
    )
    assert first == second
    ids = get_all_ids(first)
    assert len(ids) == 4
    assert len(set(ids)) == 4
    assert all(ids)


def test_ids_that_are_there_are_kept():
    stored = OwnArticlePage(body=OLD_BODY).body.get_prep_value()
    assert OwnArticlePage(body=stored).body.get_prep_value() == stored


@pytest.mark.parametrize(
    "value",
    [
        None,
        {"heading": "A", "content": None},
        {"content": [{"type": "reflection", "value": None}]},
        {"content": [{"type": "reflection", "value": {"questions": None}}]},
        {"content": [{"type": "image", "value": None}]},
    ],
)
def test_nothing_where_blocks_should_be_is_read_as_empty(db, value):
    page = OwnArticlePage(body=[{"type": "section", "value": value}])
    assert page.body[0].value["purpose"] == "other"
    assert page.body.get_prep_value()


@pytest.mark.parametrize("text", ["<p>Not JSON</p>", "", "null"])
def test_text_that_is_no_body_is_an_empty_one(text):
    assert list(OwnArticlePage(body=text).body) == []
