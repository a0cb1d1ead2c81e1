"""Numbers in an article's own text: judged by what is verified now, and filled in where it is asked for."""

import json
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from tests import factories
from tests.factories import paragraph, section
from wagtail_attachment.models import CrisisResource
from wagtail_attachment.pages.models import ArticleIndexPage, ArticlePage
from wagtail_attachment.safety.loading import load_safety

LINK = '<a href="tel:988"><bdi dir="ltr">988</bdi></a>'
CALL = "<p>Call {crisis_line} at any time.</p>"


def find(page):
    return [each for each in page.evaluate() if each.id.startswith("number.")]


def make(text, **values):
    return factories.make_article(section(content=[paragraph(text)]), **values)


def test_verified_line_of_the_readers_and_their_emergency_number_pass(practice):
    assert find(make("<p>Call 988, or 911.</p>")) == []


def test_number_is_judged_again_once_its_line_is_withdrawn(practice):
    page = make("<p>Call 988.</p>")
    CrisisResource.objects.get().withdraw(factories.make_verifier())
    factories.make_verified_line("741741", country="US")
    (violation,) = find(page)
    assert (violation.id, violation.severity) == ("number.unverified", "required")
    assert "988 Suicide & Crisis Lifeline (the United States), is not verified" in violation.message
    assert violation.block_id


def test_number_in_words_is_judged_like_one_in_digits(practice):
    assert find(make("<p>Call nine-eight-eight, or nine one one.</p>")) == []
    (violation,) = find(make("<p>Call one-one-six one-two-three.</p>"))
    assert violation.id == "number.unverified"
    assert violation.message.startswith("one-one-six one-two-three ")


def test_line_of_the_practice_s_own_is_found_once_it_is_withdrawn(practice):
    line = factories.make_verified_line("207-555-0100")
    page = make("<p>Call (207) 555-0100.</p>")
    assert find(page) == []
    line.withdraw(factories.make_verifier())
    (violation,) = find(page)
    assert "Your team once verified (207) 555-0100 as the number of" in violation.message


def test_readers_elsewhere_have_other_numbers(practice, settings):
    page = make("<p>Call 988.</p>")
    settings.WAGTAIL_ATTACHMENT_LOCALE_COUNTRIES = {"en": ["MX"]}
    (violation,) = find(page)
    assert "Readers of this text are in Mexico." in violation.message


def test_page_without_sections_is_not_told_to_write_in_one(practice):
    page = factories.make_blog_page(title="Call 13 11 14")
    (violation,) = find(page)
    assert violation.message.endswith(
        "Remove the number: the crisis card on the page shows the verified lines."
    )


def test_many_pages_are_judged_in_no_more_queries_than_a_few(
    practice, django_assert_max_num_queries
):
    pages = [make(f"<p>Call 207-555-01{number}.</p>") for number in range(10, 16)]
    safeties = load_safety(pages)
    with django_assert_max_num_queries(1):
        for safety in safeties:
            facts = safety.page.get_facts(None, safety)
            assert facts.find_recorded("207-555-0110") == []


# {crisis_line}


def test_rich_text_links_the_first_line_s_number(client, practice):
    page = make(CALL, live=True)
    assert f"<p>Call {LINK} at any time.</p>" in client.get(page.url).content.decode()


def test_plain_text_and_attributes_have_the_number(client, practice):
    page = factories.make_article(
        section(
            heading="Call {crisis_line}",
            content=[
                {"type": "key_point", "value": {"text": "Or text {crisis_line}."}, "id": "k"},
                paragraph(),
            ],
        ),
        live=True,
    )
    # Past the gate, which refuses it there.
    type(page).objects.update(search_description="Call {crisis_line}.")
    html = client.get(page.url).content.decode()
    assert "crisis_line" not in html
    assert "Or text 988." in html
    assert ">Call 988</h2>" in html
    assert 'content="Call 988."' in html


def test_number_follows_the_line(client, practice):
    page = make(CALL, live=True)
    CrisisResource.objects.get().withdraw(factories.make_verifier())
    assert 'Call <a href="tel:911">' in client.get(page.url).content.decode()


def test_without_any_number_it_is_named_in_words(client, practice):
    factories.set_country("")
    page = make("<p>Call {crisis_line}.</p>", live=False)
    factories.force_live(page)
    html = client.get(page.url).content.decode()
    assert "Call your local emergency number." in html


def test_feed_has_the_number(client, practice):
    index = factories.make_blog_page(
        model=ArticleIndexPage, live=True, title="Articles", slug="articles"
    )
    make(CALL, model=ArticlePage, parent=index, live=True, first_published_at=timezone.now())
    feed = client.get(f"{index.url}feed/rss/").content
    (description,) = (
        item.findtext("description") for item in ElementTree.fromstring(feed).iter("item")
    )
    assert f"Call {LINK} at any time." in description


def test_api_has_the_number(client, practice):
    page = make(CALL, live=True)
    answer = client.get(f"/api/pages/{page.pk}/", {"fields": "body,disclaimers"}).json()
    assert "Call 988 at any time." in json.dumps(answer["body"])
    assert "crisis_line" not in json.dumps(answer)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        (CALL, []),
        ("<p>Call {crisis_<b>line</b>}.</p>", ["number.placeholder"]),
        ("<p>Call {crisis line}.</p>", ["number.placeholder"]),
    ],
)
def test_placeholder_that_cannot_be_filled_is_named(practice, text, ids):
    assert [each.id for each in find(make(text))] == ids


def test_placeholder_elsewhere_is_named(practice):
    assert [each.id for each in find(make("<p>x</p>", lead=CALL))] == ["number.placeholder"]
    blog_page = factories.make_blog_page(text="Call {crisis_line}.")
    assert [each.id for each in find(blog_page)] == ["number.placeholder"]
