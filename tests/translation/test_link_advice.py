"""A link to the web that leads elsewhere in a translation is named, and a person judges it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.documents import get_document_model

from tests import factories
from tests.factories import paragraph, section
from wagtail_attachment.translation.pages import find_pending_translation

OURS, THEIRS = "https://example.com/help", "https://example.com/ayuda"


@pytest.fixture
def reviewer(db):
    return factories.make_translation_reviewer(name="Rosa Reviewer")


@pytest.fixture(autouse=True)
def _spanish(practice, home):
    factories.put_in_force(factories.WORDING_ES, language="es")
    factories.get_home("es")


def link_to(target):
    kind, _colon, pk = target.partition(":")
    own = f'linktype="{kind}" id="{pk}"' if kind in {"page", "document"} else f'href="{target}"'
    return f"<a {own}>{{}}</a>"


def make_pages(ours, theirs, *, in_lead=""):
    """Return a Spanish page made by hand, whose one text has links to ``theirs`` instead of ``ours``.

    Its introduction has one to ``in_lead``, which the original's has not.
    """
    text = "<p>Read {}.</p>".format(" or ".join(link_to(each).format("more") for each in ours))
    original = factories.make_article(
        section(content=[paragraph(text)]),
        live=True,
        title="Closeness",
        slug="closeness",
        lead="<p>We begin.</p>" if in_lead else "",
    )
    spanish = original.copy_for_translation(factories.get_locale("es"), copy_parents=True)
    spanish.title = "Cercanía"
    spanish.lead = f"<p>{link_to(in_lead).format('Comenzamos')}.</p>" if in_lead else ""
    spanish.body[0].value["heading"] = "Un título"
    content = spanish.body[0].value["content"][0]
    links = [link_to(each).format(f"más {number}") for number, each in enumerate(theirs, 1)]
    content.value = type(content.value)("<p>Lea {}.</p>".format(" o ".join(links)))
    spanish.save_revision()
    return type(spanish).objects.get(pk=spanish.pk)


def get_advice(page):
    draft = page.get_latest_revision_as_object()
    return [each for each in draft.evaluate() if each.id == "translation.link-changed"]


def get_messages(ours, theirs):
    return [each.message for each in get_advice(make_pages(ours, theirs))]


@pytest.mark.translation_case(83)
def test_link_to_another_address_is_named_with_both():
    page = make_pages([OURS], [THEIRS])
    (advice,) = get_advice(page)
    assert advice.message == (
        f"The link “más 1” goes to {OURS} in the original and to {THEIRS} here."
    )
    assert advice.block_id == page.body[0].value["content"][0].id
    assert (advice.severity, advice.fixer) == ("advice", "The translator")


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ([OURS], [OURS]),
        ([OURS, THEIRS], [THEIRS, OURS]),
        ([OURS], [OURS, OURS]),
        ([OURS, THEIRS, OURS], [THEIRS, OURS]),
        (["tel:988"], ["tel:988"]),
        (["tel:988"], []),
    ],
    ids=["same", "in another order", "twice", "once", "call", "call dropped"],
)
def test_nothing_is_said_of_links_that_lead_to_the_same_places(ours, theirs):
    assert get_messages(ours, theirs) == []


@pytest.mark.translation_case(83)
def test_link_that_the_translation_lacks_is_named_with_its_words():
    (message,) = get_messages(["https://example.org/", OURS], ["https://example.org/"])
    assert message == f"The link “more” to {OURS} in the original is missing here."


@pytest.mark.translation_case(83)
def test_link_that_the_translation_adds_is_named_with_its_words():
    (message,) = get_messages([OURS], [OURS, THEIRS])
    assert message == f"The link “más 2” to {THEIRS} is not in the original."


def test_where_one_link_of_several_is_left_out_no_other_one_is_called_its_successor():
    other = "https://example.net/"
    assert get_messages(["https://example.org/", OURS], [other]) == [
        "The link “more” to https://example.org/ in the original is missing here.",
        f"The link “more” to {OURS} in the original is missing here.",
        f"The link “más 1” to {other} is not in the original.",
    ]


def test_page_that_was_translated_is_found_whatever_link_is_left_out_before_it():
    page = factories.make_article(live=True, title="Rest", slug="rest")
    spanish = page.copy_for_translation(factories.get_locale("es"), copy_parents=True)
    (message,) = get_messages([OURS, f"page:{page.pk}"], [f"page:{spanish.pk}"])
    assert message == f"The link “more” to {OURS} in the original is missing here."


def test_link_that_stands_in_another_text_of_the_page_is_not_missing():
    assert get_advice(make_pages([OURS], [], in_lead=OURS)) == []


def test_another_link_elsewhere_on_the_page_does_not_stand_in_for_a_missing_one():
    assert len(get_advice(make_pages([OURS], [], in_lead=THEIRS))) == 2


def test_number_that_a_link_calls_is_refused_elsewhere_and_no_advice():
    page = make_pages(["tel:988"], ["tel:911"])
    draft = page.get_latest_revision_as_object()
    assert [each.id for each in draft.evaluate() if "link" in each.message] == []
    assert "translation.number-changed" in {each.id for each in draft.evaluate()}


def test_only_the_links_that_differ_are_named():
    (message,) = get_messages(["https://example.org/", OURS], ["https://example.org/", THEIRS])
    assert OURS in message


def test_page_in_the_language_of_the_translation_is_no_other_page():
    page = factories.make_article(live=True, title="Rest", slug="rest")
    spanish = page.copy_for_translation(factories.get_locale("es"), copy_parents=True)
    assert get_messages([f"page:{page.pk}"], [f"page:{spanish.pk}"]) == []


def test_page_in_a_third_language_is_named_by_its_title():
    page = factories.make_article(live=True, title="Rest", slug="rest")
    factories.get_home("de")
    german = page.copy_for_translation(factories.get_locale("de"), copy_parents=True)
    german.title = "Ruhe"
    german.save()
    (message,) = get_messages([f"page:{page.pk}"], [f"page:{german.pk}"])
    assert message.endswith("goes to “Rest” in the original and to “Ruhe” here.")


def test_document_is_named_by_its_title_and_one_that_is_gone_by_what_it_was():
    document = get_document_model().objects.create(title="A leaflet", file="leaflet.pdf")
    (message,) = get_messages(["document:99999"], [f"document:{document.pk}"])
    assert message.endswith(
        "goes to a document of this site in the original and to “A leaflet” here."
    )


@pytest.mark.translation_case(83)
def test_text_that_somebody_answered_for_is_not_asked_about_again(reviewer):
    page = make_pages([OURS], [THEIRS])
    pending = find_pending_translation(page)
    (changed,) = (pair for pair in pending.pairs if pair.target.links)
    assert len(pending.changed_links) == 1
    pending.record_review(reviewer, {changed.digest})
    assert pending.changed_links == []
    assert get_advice(page) == []


@pytest.mark.parametrize(("to", "count"), [(slice(4, 8), 1), (slice(0, 4), 0)])
def test_names_of_pages_take_one_query_and_none_where_nothing_differs(to, count):
    pages = [factories.make_article(title=f"Page {each}", slug=f"page-{each}") for each in range(8)]
    targets = [f"page:{page.pk}" for page in pages]
    pending = find_pending_translation(make_pages(targets[:4], targets[to]))
    assert pending.pairs
    assert pending.reviews_by_pair == {}
    with CaptureQueriesContext(connection) as queries:
        assert len(pending.changed_links) == 4 * count
    assert len(queries) == count
