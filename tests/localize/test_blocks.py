"""Every block can be submitted, translated, updated and published, whatever is in it."""

import json

import pytest
from django.core.serializers.json import DjangoJSONEncoder
from django.urls import reverse
from wagtail_localize.models import StringSegment

from tests import factories
from tests.factories import section
from tests.localize import work
from tests.testapp.models import LeafletPage, OwnArticlePage
from wagtail_attachment.blocks import ArticleBodyBlock, SectionContentBlock
from wagtail_attachment.translation.pages import find_pending_translation

BODY = ArticleBodyBlock()
CONTENT = SectionContentBlock()
CHILDREN = sorted(CONTENT.child_blocks)
TOP = sorted(set(BODY.child_blocks) - {"section"} - set(CHILDREN))


def get_examples(block):
    """Return values that a block may hold: its example, empty, with nothing at all, with ``None``."""
    example = get_example(block)
    yield "example", example
    yield "empty", block.get_prep_value(block.get_default())
    if isinstance(example, dict):
        yield "no key", {}
        yield "None", dict.fromkeys(example)
        yield "without ids", strip_ids(example)


def get_example(block):
    """Return the block's example as it would be stored: its texts are in the editor's language."""
    value = block.get_prep_value(block.normalize(block.get_preview_value()))
    return json.loads(json.dumps(value, cls=DjangoJSONEncoder))


def strip_ids(value):
    """Return lists as they were stored before their items had ids."""
    if isinstance(value, dict):
        return {name: strip_ids(child) for name, child in value.items()}
    if isinstance(value, list):
        return [
            strip_ids(
                item["value"] if isinstance(item, dict) and item.get("type") == "item" else item
            )
            for item in value
        ]
    return value


CASES = [
    pytest.param(name, value, id=f"{name}: {what}")
    for block, names in ((CONTENT, CHILDREN), (BODY, TOP))
    for name in names
    for what, value in get_examples(block.child_blocks[name])
]


def make_source_in_database(raw):
    """Return a live article whose body was stored by other means than ours."""
    page = work.make_source()
    OwnArticlePage.objects.filter(pk=page.pk).update(body=json.dumps(raw))
    return work.reload(page)


def make_body(name, value):
    child = {"type": name, "value": value}
    return [child] if name in TOP else [section(content=[child])]


@pytest.mark.translation_case(14)
@pytest.mark.parametrize(("name", "value"), CASES)
def test_block_is_submitted_and_updated_and_its_ids_stay(owner, world, superuser, name, value):
    page = make_source_in_database(make_body(name, value))
    assert work.submit(owner, page).status_code == 200
    spanish = work.get_translated(page)
    work.translate(spanish, superuser)
    ids = set(StringSegment.objects.values_list("context__path", flat=True))
    assert work.update(owner, page, publish_translations="on").status_code == 200
    page.show_booking = False
    page.save()
    assert work.update(owner, page).status_code == 200
    assert set(StringSegment.objects.values_list("context__path", flat=True)) == ids
    edit_url = reverse("wagtailadmin_pages:edit", args=[spanish.pk])
    assert owner.get(edit_url).status_code == 200


@pytest.mark.translation_case(14)
@pytest.mark.parametrize("name", ["reflection", "signs", "faq", "contrast"])
@pytest.mark.parametrize("strip", [strip_ids, lambda value: value], ids=["old list", "list"])
def test_items_of_lists_are_translated(world, superuser, name, strip):
    block = CONTENT.child_blocks[name]
    example = strip(get_example(block))
    page = make_source_in_database([section(content=[{"type": name, "value": example}])])
    spanish = work.publish_translated(work.start(page), superuser)
    assert spanish.live
    assert spanish.get_translation_state().untranslated == []


@pytest.mark.translation_case(14)
def test_values_that_were_never_stored_can_be_submitted(world, superuser):
    page = factories.make_article()
    page.body = [
        (
            "section",
            {
                "heading": "A heading",
                "purpose": "other",
                "content": [
                    ("paragraph", "<p>Words.</p>"),
                    ("reflection", {"questions": ["Why?"]}),
                ],
            },
        )
    ]
    page.save()
    work.publish_source(page)
    assert work.publish_translated(work.start(page), superuser).live


@pytest.mark.translation_case(15)
def test_content_older_than_its_fields_can_be_submitted(owner, world):
    """JSON without the newest keys, and with those of blocks that are gone."""
    raw = [
        {
            "type": "section",
            "value": {"heading": "A heading", "gone": "x", "content": []},
            "id": "s1",
        },
        {"type": "gone", "value": "x", "id": "g1"},
    ]
    assert work.submit(owner, make_source_in_database(raw)).status_code == 200


def test_table_that_no_translator_is_offered_is_settled_by_who_reviews(client, world, superuser):
    """Nobody is stuck: what wagtail-localize has no field for is read beside its original, and kept."""
    table = {"data": [["One tablet a day"]]}
    source = factories.make_blog_page(model=LeafletPage, title="Leaflet", body=[("table", table)])
    spanish = work.start(work.publish_source(source))
    work.translate(spanish, superuser)
    (untranslated,) = find_pending_translation(spanish).untranslated
    assert untranslated.words == "One tablet a day"
    client.force_login(superuser)
    work.publish(client, spanish)
    assert not work.reload(spanish).live
    work.review(spanish, superuser)
    work.publish(client, spanish)
    assert work.reload(spanish).live
