"""Every answer of Wagtail's APIs has the shape that the documentation promises."""

import copy
import json
from datetime import date
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from wagtail import VERSION as WAGTAIL_VERSION

from tests import factories
from tests.practice.test_licences import license, make_person
from wagtail_attachment.models import BookingCTA, CrisisChannel
from wagtail_attachment.pages.models import ProfilePage

SCHEMA = Path(__file__).parents[2] / "docs/reference/api-payload.schema.json"
PAGES = ["/api/pages/"]
if WAGTAIL_VERSION >= (8, 0):
    PAGES.append("/api/v3/pages/")


@pytest.fixture(scope="module")
def validator():
    schema = json.loads(SCHEMA.read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


@pytest.fixture
def article(practice, verifier):
    """An article with all there is to show."""
    line = factories.make_crisis_line("*4141", name="Other", audience="youth")
    line.channels.add(
        CrisisChannel(kind="text", dialled="741741", sms_keyword="HOME", languages="en, es"),
        CrisisChannel(kind="chat", url="https://chat.example/", cost="free"),
        CrisisChannel(kind="email", email="help@example.org"),
        CrisisChannel(kind="whatsapp", dialled="+15005550006", mobile_only=True),
        CrisisChannel(kind="relay", dialled="711", menu_option="press 2"),
    )
    line.save()
    line.verify(verifier)
    booking = factories.make_booking()
    factories.set_country(booking=booking)
    factories.put_in_force(kind="suicide", heading="Also")
    ada = make_person(languages="en, es", bio="A life")
    license(ada, is_public=True, valid_until=date(2099, 1, 1), number="LC 1")
    return factories.make_article(
        factories.section(content=[factories.paragraph(),
                                   {"type": "booking_cta", "value": {"cta": booking.pk}}]),
        {"type": "booking_cta", "value": {"cta": None}},
        live=True,
        lead="<p>Lead.</p>",
        authors=[ada],
        topics=[factories.make_topic(notice="suicide")],
    )  # fmt: skip


def read(client, page):
    """Return the page as each of the APIs gives it."""
    answers = [client.get(f"{pages}{page.pk}/") for pages in PAGES]
    assert [answer.status_code for answer in answers] == [200] * len(PAGES)
    return [answer.json() for answer in answers]


def find_errors(validator, data):
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(data)]


def test_article_with_all_parts(client, validator, article):
    for data in read(client, article):
        assert find_errors(validator, data) == []
        assert len(data["disclaimers"]) == 2
        assert len(data["crisis_resources"]["lines"][1]["channels"]) == 6
        assert data["booking_cta"]
        assert data["author_profiles"][0]["licences"][0]["number"] == "LC 1"


def test_profile_page(client, validator, practice):
    person = make_person()
    page = factories.make_blog_page(model=ProfilePage, live=True, person=person)
    for data in read(client, page):
        assert find_errors(validator, data) == []
        assert data["profile"]["name"] == "Ada"


def test_closed_and_missing_invitations(client, validator, article):
    for values in ({"state": "closed"}, {"url": "javascript:x"}):
        BookingCTA.objects.update(**values)
        for data in read(client, article):
            assert find_errors(validator, data) == []


def test_withheld_article_and_page(client, validator, home):
    for page in (factories.make_article(), factories.make_blog_page(text="Text.")):
        for data in read(client, factories.force_live(page)):
            assert find_errors(validator, data) == []
            assert data["withheld"]


def test_page_of_a_site(client, validator, practice):
    for data in read(client, factories.make_blog_page(live=True)):
        assert find_errors(validator, data) == []


@pytest.mark.parametrize(
    ("name", "spoil"),
    [
        ("no disclaimers", lambda data: data.pop("disclaimers")),
        ("no disclaimer in the body", lambda data: data["body"].pop()),
        ("text of a withheld page", lambda data: data.update(withheld=True)),
        ("script as a link", lambda data: data["booking_cta"].update(href="javascript:x")),
        ("no channel kind",
         lambda data: data["crisis_resources"]["lines"][0]["channels"][0].pop("kind")),
        ("unknown name", lambda data: data["disclaimers"][0].update(author_email="a@b.c")),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_schema_refuses_what_may_not_be(client, validator, article, name, spoil):
    (data, *_others) = read(client, article)
    spoiled = copy.deepcopy(data)
    spoil(spoiled)
    assert find_errors(validator, data) == []
    assert find_errors(validator, spoiled) != []


def test_reference_names_every_field():
    schema = json.loads(SCHEMA.read_text("utf-8"))
    page = SCHEMA.with_name("api.md").read_text("utf-8")
    definitions = [schema, *schema["$defs"].values()]
    names = {name for each in definitions for name in each.get("properties", {})}
    assert {name for name in names if f"`{name}`" not in page} == set()
