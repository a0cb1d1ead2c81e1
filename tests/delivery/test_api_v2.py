"""What Wagtail's API v2 gives of covered pages: by no selection of fields text without its disclaimer."""

import json
from datetime import time
from itertools import combinations

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.fields import CharField, ReadOnlyField
from wagtail.api import APIField
from wagtail.models import PageViewRestriction

from tests import factories
from tests.testapp.models import BlogPage, OwnArticlePage
from wagtail_attachment.delivery.api import CoveredField, cover_api_fields
from wagtail_attachment.models import BookingCTA, CoveredPageMixin
from wagtail_attachment.safety.resolver import Safety

PAGES = "/api/pages/"
TEXT = "Closeness can feel like pressure."
WORDING = "This is education, not treatment."
PARTS = ["booking_cta", "content_language", "crisis_resources", "disclaimers", "withheld"]
NAMES = ["subtitle", "body", "authors", "topics", *PARTS]


@pytest.fixture
def article(practice):
    return factories.make_article(live=True, lead="<p>Lead.</p>", subtitle="Sub.")


@pytest.fixture
def blog_page(practice):
    return factories.make_blog_page(live=True, text=TEXT)


@pytest.fixture
def booking(article):
    booking = factories.make_booking()
    factories.set_country(booking=booking)
    return booking


def get(client, page, **query):
    response = client.get(f"{PAGES}{page.pk}/", query)
    assert response.status_code == 200
    return response.json()


def get_list(client, **query):
    response = client.get(PAGES, query)
    assert response.status_code == 200
    return response.json()["items"]


def get_types(body):
    return [block["type"] for block in body]


# The fields


def test_article_comes_with_all_its_safety_parts(client, article):
    data = get(client, article)
    assert set(NAMES) <= set(data)
    assert data["withheld"] is False
    assert data["content_language"] == "en"
    assert data["booking_cta"] is None
    (wording,) = data["disclaimers"]
    assert wording["kind"] == "general"
    assert wording["language"] == "en"
    assert wording["heading"] == "Note"
    assert '<a href="tel:988"><bdi dir="ltr">988</bdi></a>' in wording["html"]
    assert wording["text"] == f"{WORDING} In a crisis, call 988."
    assert wording["version"] == article.get_disclaimers()[0].pk


def test_crisis_lines_are_as_in_the_card(client, article):
    factories.make_verified_line("13 11 14", name="Second")
    resources = get(client, article)["crisis_resources"]
    assert resources["emergency_numbers"] == [{"country": "US", "number": "911", "href": "tel:911"}]
    first, second = resources["lines"]
    assert (first["name"], first["language"], first["country"]) == ("Lifeline", "en", "US")
    assert second["channels"] == [
        {
            "kind": "call", "label": "13 11 14", "href": "tel:131114", "menu_option": "",
            "menu_key": "", "sms_keyword": "", "languages": ["en"], "hours": "24 hours a day",
            "mobile_only": False, "cost": "",
        }
    ]  # fmt: skip


def test_hours_are_in_the_language_of_the_content(client, practice, verifier):
    factories.put_in_force(factories.WORDING_ES, language="es")
    line = factories.make_crisis_line("13 11 14")
    line.channels.update(
        always_open=False, opens=time(9), closes=time(17), time_zone="America/New_York"
    )
    type(line).objects.get(pk=line.pk).verify(verifier)
    home = factories.force_live(factories.get_home("es"))
    article = factories.make_article(live=True, parent=home)
    data = get(client, article)
    assert data["content_language"] == data["disclaimers"][0]["language"] == "es"
    hours = data["crisis_resources"]["lines"][1]["channels"][0]["hours"]
    assert "9:00" in hours
    assert "hora" in hours  # the time zone's name, from CLDR


def test_alias_is_in_the_language_of_its_source(client, article):
    home = factories.force_live(factories.get_home("es"))
    alias = article.create_alias(parent=home, update_locale=factories.get_locale("es"))
    data = get(client, alias)
    assert data["content_language"] == "en"
    assert WORDING in data["disclaimers"][0]["html"]


def test_invitation_is_a_bare_link_to_where_it_leads(client, article, booking):
    assert get(client, article)["booking_cta"] == {
        "heading": "Talk",
        "text": "",
        "button_label": "Book",
        "state": "open",
        "href": "https://calendly.com/practice",
        "language": "en",
    }


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "http://calendly.com/", "//calendly.com"]
)
def test_unsafe_invitation_is_left_out(client, article, booking, url):
    BookingCTA.objects.update(url=url)
    response = client.get(f"{PAGES}{article.pk}/")
    assert response.json()["booking_cta"] is None
    assert url not in response.content.decode()


def test_closed_invitation_leads_nowhere(client, article, booking):
    BookingCTA.objects.update(state="closed")
    data = get(client, article)["booking_cta"]
    assert (data["state"], data["href"]) == ("closed", "")


def test_invitation_to_a_page_has_its_whole_address(client, article, blog_page, booking):
    BookingCTA.objects.update(url="", page_id=blog_page.pk)
    assert get(client, article)["booking_cta"]["href"] == blog_page.full_url
    factories.force_live(blog_page, live=False)
    assert get(client, article)["booking_cta"] is None


def test_invitations_in_the_body_can_be_shown_without_asking_again(client, article, booking):
    other = factories.make_booking(heading="Group")
    article.body = [
        factories.section(
            content=[
                {"type": "booking_cta", "value": {"cta": other.pk}},
                {"type": "booking_cta", "value": {"cta": None}},
            ]
        ),
        {"type": "booking_cta", "value": {"cta": None}},
    ]
    article.save()
    body = get(client, article)["body"]
    chosen, usual = body[1]["value"]["content"]
    assert (chosen["value"]["cta"], chosen["value"]["booking"]["heading"]) == (other.pk, "Group")
    assert usual["value"]["booking"] == body[2]["value"]["booking"]
    assert usual["value"]["booking"]["heading"] == "Talk"


# Every selection of fields


def get_selections():
    yield from ("*", "_", "lead", "-body", "-disclaimers", "_,lead", "*,-disclaimers")
    for count in (1, 2):
        for names in combinations(NAMES, count):
            yield f"_,{','.join(names)}"
            yield ",".join(names)
            yield f"*,{','.join(f'-{name}' for name in names)}"
    yield f"*,{','.join(f'-{name}' for name in PARTS)}"


@pytest.mark.path("API v2: ask for the body alone", stopped_by="serve", case=23)
def test_no_selection_gives_an_article_s_text_without_its_disclaimer(client, article):
    shown = 0
    for fields in get_selections():
        for path, query in ((f"{article.pk}/", {}), ("", {"type": "testapp.OwnArticlePage"})):
            response = client.get(f"{PAGES}{path}", {"fields": fields, **query})
            assert response.status_code in {200, 400}, fields
            text = response.content.decode()
            if TEXT in text or "Lead." in text:
                shown += 1
                assert WORDING in text, fields
                items = response.json().get("items", [response.json()])
                assert get_types(items[0]["body"]) == ["lead", "section", "disclaimer"]
                assert items[0]["body"][-1]["value"]["crisis_resources"]["lines"]
    assert shown > 50


@pytest.mark.path("API v2: ask for another page's text alone", stopped_by="serve", case=23)
def test_no_selection_gives_another_page_s_text_without_its_disclaimer(client, blog_page):
    for fields in ("text", "_,text", "*,-disclaimers", "-disclaimers"):
        response = client.get(f"{PAGES}{blog_page.pk}/", {"fields": fields})
        if TEXT in response.content.decode():
            assert response.json()["disclaimers"]
        else:
            assert response.status_code == 400, fields
            assert "add “disclaimers” to fields" in response.json()["message"]
    data = get(client, blog_page, fields="_,text,disclaimers")
    assert (data["text"], len(data["disclaimers"])) == (TEXT, 1)
    assert get(client, blog_page, fields="_,title") == {"title": blog_page.title}


def test_list_of_another_type_needs_the_disclaimer_too(client, blog_page):
    query = {"type": "testapp.BlogPage"}
    assert client.get(PAGES, {**query, "fields": "text"}).status_code == 400
    (item,) = get_list(client, **query, fields="text,disclaimers")
    assert item["text"] == TEXT
    assert WORDING in item["disclaimers"][0]["text"]


def test_list_of_all_types_gives_no_content(client, article, blog_page):
    content = json.dumps(get_list(client, fields="*"))
    assert TEXT not in content
    assert len(get_list(client)) == 3


# Withheld


@pytest.mark.path("API v2: an uncovered article", stopped_by="serve", case=23)
def test_withheld_article_is_answered_without_its_text(client, home):
    article = factories.force_live(factories.make_article(lead="<p>Lead.</p>"))
    data = get(client, article)
    assert (data["body"], data["disclaimers"], data["withheld"]) == ([], [], True)
    assert get(client, article, fields="_,body") == {"body": []}


def test_withheld_page_of_another_type_is_answered_without_its_text(client, home):
    page = factories.force_live(factories.make_blog_page(text=TEXT))
    data = get(client, page)
    assert (data["text"], data["disclaimers"], data["withheld"]) == (None, [], True)


def test_one_withheld_article_does_not_hide_the_others(client, article):
    home = factories.force_live(factories.get_home("es"))
    factories.force_live(factories.make_article(parent=home))
    shown, withheld = get_list(client, type="testapp.OwnArticlePage", fields="body,withheld")
    assert (shown["withheld"], withheld["withheld"]) == (False, True)
    assert (get_types(shown["body"]), withheld["body"]) == (
        ["lead", "section", "disclaimer"],
        [],
    )


def test_nothing_is_withheld_while_observing(client, home, settings):
    settings.WAGTAIL_ATTACHMENT_ENFORCEMENT = "observe"
    article = factories.force_live(factories.make_article())
    page = factories.force_live(factories.make_blog_page(text=TEXT))
    assert get_types(get(client, article)["body"]) == ["section", "disclaimer"]
    data = get(client, page)
    assert (data["text"], data["withheld"]) == (TEXT, False)


@pytest.mark.parametrize("fields", ["text", "_,text", "*,-disclaimers"])
def test_existing_clients_are_refused_nothing_while_observing(client, blog_page, settings, fields):
    settings.WAGTAIL_ATTACHMENT_ENFORCEMENT = "observe"
    assert get(client, blog_page, fields=fields)["text"] == TEXT


# Drafts and private pages


def test_drafts_and_private_articles_are_not_given(client, practice):
    draft = factories.make_article()
    private = factories.make_article(live=True)
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    for page in (draft, private):
        assert client.get(f"{PAGES}{page.pk}/").status_code == 404
    assert get_list(client, type="testapp.OwnArticlePage") == []


def test_draft_of_a_live_article_is_not_given(client, article):
    article.title = "Draft"
    article.lead = "<p>Draft.</p>"
    article.save_revision()
    assert "Draft" not in json.dumps(get(client, article))


# Cost


def test_parts_are_resolved_once_for_all_fields_of_an_answer(client, article, monkeypatch):
    made = []
    original = Safety.__init__

    def count(self, page, at=None):
        made.append(page.pk)
        original(self, page, at)

    monkeypatch.setattr(Safety, "__init__", count)
    get(client, article)
    assert made == [article.pk]
    other = factories.make_article(live=True)
    made.clear()
    get_list(client, type="testapp.OwnArticlePage", fields="*")
    assert made == [article.pk, other.pk]


def test_queries_do_not_depend_on_how_many_parts_are_asked_for(client, article, booking):
    get(client, article, fields="*")  # fills what Wagtail caches
    with CaptureQueriesContext(connection) as all_parts:
        get(client, article, fields="_,body,disclaimers,crisis_resources,booking_cta,withheld")
    with CaptureQueriesContext(connection) as booking_and_body:
        get(client, article, fields="_,booking_cta,body")
    assert len(all_parts) == len(booking_and_body)


# The fields of page types of a site's own


@pytest.fixture
def own_fields(monkeypatch):
    """Give a type other API fields, as its site would have written them."""

    def set_fields(model, *fields):
        monkeypatch.setattr(model, "api_fields", list(fields))
        cover_api_fields()
        return {field.name: field for field in model.api_fields}

    for model in (BlogPage, OwnArticlePage):
        monkeypatch.setattr(model, "api_fields", model.api_fields)
    return set_fields


def test_own_fields_never_take_the_place_of_the_safety_parts(own_fields):
    fields = own_fields(BlogPage, "text", APIField("title"))
    assert {*PARTS, "text", "title"} == set(fields)
    assert isinstance(fields["text"].serializer, CoveredField)
    assert fields["title"].serializer is None


def test_covering_twice_changes_nothing(own_fields):
    fields = own_fields(BlogPage, "text")
    cover_api_fields()
    assert BlogPage.api_fields == list(fields.values())


def test_own_serializer_is_kept_and_guarded(client, blog_page, own_fields):
    class Loud(CharField):
        def to_representation(self, value):
            return f"{value}!"

    own_fields(BlogPage, APIField("loud", serializer=Loud(source="text")))
    assert get(client, blog_page)["loud"] == f"{TEXT}!"
    assert client.get(f"{PAGES}{blog_page.pk}/", {"fields": "_,loud"}).status_code == 400


def test_field_can_be_guarded_by_hand(client, blog_page, own_fields):
    own_fields(
        BlogPage,
        APIField("full_url", serializer=CoveredField(ReadOnlyField())),
        APIField("gone", serializer=CoveredField(CharField(source="nowhere", required=False))),
    )
    data = get(client, blog_page)
    assert (data["full_url"], data["gone"]) == (blog_page.full_url, None)
    assert client.get(f"{PAGES}{blog_page.pk}/", {"fields": "_,full_url"}).status_code == 400


def test_lead_that_a_site_exposes_is_guarded(client, article, own_fields):
    own_fields(OwnArticlePage, *OwnArticlePage.api_fields, APIField("lead"))
    assert "Lead." in get(client, article)["lead"]
    assert client.get(f"{PAGES}{article.pk}/", {"fields": "_,lead"}).status_code == 400


def test_every_covered_type_here_has_the_parts():
    for model in apps.get_models():
        if issubclass(model, CoveredPageMixin):
            assert set(PARTS) <= {field.name for field in model.api_fields}
