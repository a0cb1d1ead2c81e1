"""What machines read about an article: its JSON-LD."""

import json
from datetime import UTC, datetime

import pytest
from bs4 import BeautifulSoup
from django.template import Context, Template

from tests import factories
from wagtail_attachment.models import Practitioner, Review
from wagtail_attachment.models.clinical_reviews import ClinicalReview
from wagtail_attachment.structured_data import get_structured_data

TYPE = "application/ld+json"


@pytest.fixture
def article(practice):
    return factories.make_article(live=True, title="Why you pull away", slug="why")


def describe(page):
    (node,) = get_structured_data(page)["@graph"]
    return node


def read_from_page(client, page):
    soup = BeautifulSoup(client.get(page.url).content, "html.parser")
    (script,) = soup.find_all("script")
    assert script["type"] == TYPE
    return json.loads(script.string)


def make_review(article, name="Ada Lovelace"):
    return Review.record(
        object_type="testapp.OwnArticlePage", object_id=article.pk, language="en",
        digest=ClinicalReview(article).digest,
        person_id=1, person_name=name, kind="clinical", at=datetime(2026, 3, 1, 12, tzinfo=UTC),
    )  # fmt: skip


def test_article_is_a_medical_page_that_carries_its_disclaimer(article):
    node = describe(article)
    assert node["@type"] == "MedicalWebPage"
    assert node["usageInfo"] == [
        {
            "@type": "CreativeWork",
            "name": "Note",
            "text": "This is education, not treatment. In a crisis, call 988.",
            "inLanguage": "en",
        }
    ]


def test_it_says_what_it_is_and_where(article):
    article.subtitle = "What it protects."
    article.first_published_at = article.last_published_at = datetime(2026, 1, 2, tzinfo=UTC)
    node = describe(article)
    assert node["headline"] == "Why you pull away"
    assert node["description"] == "What it protects."
    assert node["url"] == "http://localhost/why/"
    assert node["@id"] == "http://localhost/why/#webpage"
    assert node["inLanguage"] == "en"
    assert node["datePublished"] == node["dateModified"] == "2026-01-02T00:00:00+00:00"


def test_people_are_named_as_readers_see_them(article):
    article.authors = [
        Practitioner.objects.create(name="Grace", credentials="PsyD", locale=article.locale)
    ]
    node = describe(article)
    assert node["author"] == [{"@type": "Person", "name": "Grace", "honorificSuffix": "PsyD"}]
    assert "reviewedBy" not in node
    assert "lastReviewed" not in node


def test_reviewer_comes_from_a_recorded_review_alone(article):
    article.reviewer = Practitioner.objects.create(name="Planned", locale=article.locale)
    assert "Planned" not in json.dumps(describe(article))
    make_review(article)
    node = describe(article)
    assert node["reviewedBy"] == {"@type": "Person", "name": "Ada Lovelace"}
    assert node["lastReviewed"] == "2026-03-01"


def test_review_of_another_text_is_none(article):
    make_review(article)
    article.lead = "<p>Edited since.</p>"
    assert {"reviewedBy", "lastReviewed"}.isdisjoint(describe(article))


def test_reviewer_s_e_mail_address_is_not_given(article):
    make_review(article, name="ada@example.com")
    node = describe(article)
    assert "ada@example.com" not in json.dumps(node)
    assert node["lastReviewed"] == "2026-03-01"


def test_withheld_page_is_not_described(home):
    assert get_structured_data(factories.force_live(factories.make_article())) == {}


def test_draft_and_unsaved_page_are_described_without_what_they_lack(practice):
    node = describe(factories.make_article())
    assert {"datePublished", "dateModified"}.isdisjoint(node)


def test_alias_is_described_by_its_source(article):
    alias = article.create_alias(parent=factories.get_home(), update_slug="alias")
    assert describe(alias)["url"] == "http://localhost/why/"


def test_page_of_a_site_is_described_too(practice):
    page = factories.make_blog_page(live=True, search_description="In short.")
    node = describe(page)
    assert node["description"] == "In short."
    assert node["usageInfo"]
    assert "author" not in node


def test_article_page_shows_it_to_machines(article, client):
    assert read_from_page(client, article) == json.loads(json.dumps(get_structured_data(article)))


def test_withheld_tag_shows_nothing(home, rf):
    page = factories.force_live(factories.make_article())
    template = Template("{% load wagtail_attachment_tags %}[{% structured_data %}]")
    assert template.render(Context({"page": page, "request": rf.get("/")})) == "[]"


@pytest.mark.parametrize(
    "title",
    [
        "</script><script>alert(1)</script>",
        "<!--<script>",
        "a \u2028 b \u2029 c",
        "'\"&amp;&lt;\\u003C/script\\u003E",
        "{{ page }} {% now %}",
        "\ufffe",
    ],
)
def test_no_title_breaks_out(practice, client, title):
    article = factories.make_article(live=True, title=title)
    data = read_from_page(client, article)
    assert data["@graph"][0]["headline"] == title
