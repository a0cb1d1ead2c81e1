"""What machines read about a page: its JSON-LD."""

import json
from datetime import UTC, datetime

import extruct
import html5lib
import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.template import Context, Template
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import Site

from tests import factories
from tests.testapp.models import OwnArticlePage
from tests.vocabulary import find_mistakes
from wagtail_attachment.articles.clinical_reviews import ClinicalReview
from wagtail_attachment.models import Practitioner, Review
from wagtail_attachment.pages.models import ArticleIndexPage, ArticlePage
from wagtail_attachment.structured_data import get_structured_data, write_json_ld
from wagtail_attachment.templatetags import wagtail_attachment_tags

pytestmark = pytest.mark.usefixtures("media")

SOURCES = [
    {
        "authors": "Hazan, C., & Shaver, P.",
        "title": "Romantic love",
        "year": 1987,
        "source": "Journal of Personality, 52(3)",
        "doi": "10.1037/0022-3514.52.3.511",
        "pmid": "3572722",
        "url": "",
    },
    {"authors": "Ainsworth, M.", "title": "Patterns", "doi": "10.4324/9780203758045"},
    {"authors": "Nobody", "title": "Notes", "url": "https://example.org/notes"},
]


@pytest.fixture
def site(db):
    site = factories.get_site()
    site.site_name = "Harbour Lane"
    site.save()
    Site.clear_site_root_paths_cache()
    return site


@pytest.fixture
def article(practice, site):
    return factories.make_article(live=True, title="Why you pull away", slug="why")


def describe(page, kind="MedicalWebPage"):
    """Return the only node of a type in a page's graph."""
    data = json.loads(json.dumps(get_structured_data(page)))
    assert find_mistakes(data) == []
    [node] = [node for node in data["@graph"] if node["@type"] == kind]
    return node


def find_kinds(page):
    return [node["@type"] for node in get_structured_data(page)["@graph"]]


def read_scripts(content):
    scripts = BeautifulSoup(content, "html.parser")("script")
    assert {script["type"] for script in scripts} <= {"application/ld+json"}
    return [json.loads(script.string) for script in scripts]


def read_from_page(client, page):
    [data] = read_scripts(client.get(page.url).content)
    return data


def make_person(name="Grace", **values):
    return Practitioner.objects.create(name=name, locale=factories.get_locale(), **values)


def make_review(article, name="Ada Lovelace", **values):
    return Review.record(
        object_type="testapp.OwnArticlePage", object_id=article.pk, language="en",
        digest=ClinicalReview(article).text_digest,
        person_id=1, person_name=name, kind="clinical", at=datetime(2026, 3, 1, 12, tzinfo=UTC),
        **values,
    )  # fmt: skip


def make_full_article(**values):
    """Return an article with everything that can be said of one."""
    references = {"type": "references", "value": {"items": SOURCES}}
    article = factories.make_article(
        factories.section(), references, model=ArticlePage, live=True,
        topics=[factories.make_topic()], image=factories.make_picture(), **values,
    )  # fmt: skip
    article.authors = [make_person(credentials="PsyD, LCSW", job_title="Psychologist")]
    article.save()
    return article


# The page and the article


def test_article_is_a_medical_page_that_carries_its_disclaimer(article):
    [disclaimer] = describe(article)["usageInfo"]
    assert disclaimer == {
        "@type": "CreativeWork",
        "@id": "http://localhost/why/#disclaimer-general",
        "name": "Note",
        "text": "This is education, not treatment. In a crisis, call 988.",
        "inLanguage": "en",
    }
    assert describe(article, "Article")["usageInfo"] == [{"@id": disclaimer["@id"]}]


def test_it_says_what_it_is_and_where(article):
    article.subtitle = "What it protects."
    article.first_published_at = article.last_published_at = datetime(2026, 1, 2, 12, tzinfo=UTC)
    page, node = describe(article), describe(article, "Article")
    assert page["name"] == node["headline"] == "Why you pull away"
    assert page["description"] == node["description"] == "What it protects."
    assert page["url"] == "http://localhost/why/"
    assert page["mainEntity"] == {"@id": "http://localhost/why/#article"} == {"@id": node["@id"]}
    assert node["mainEntityOfPage"] == {"@id": "http://localhost/why/#webpage"}
    assert page["inLanguage"] == node["inLanguage"] == "en"
    assert page["datePublished"] == node["dateModified"] == "2026-01-02T07:00:00-05:00"


def test_description_is_how_the_text_begins_where_nobody_wrote_one(article):
    article.lead = f"<p>You like   them.</p><p>You &amp; they {'count ' * 50}</p>"
    described = describe(article)["description"]
    assert described.startswith("You like them. You & they count")
    assert described.endswith("count…")
    assert len(described) <= 200
    article.lead = f"<p>{'亲' * 300}</p>"
    assert describe(article)["description"] == f"{'亲' * 199}…"


def test_everything_that_is_said_is_in_the_vocabulary(practice, site, client):
    article = make_full_article(subtitle="What it protects.")
    factories.put_in_force(factories.WORDING_ES, language="es")
    factories.force_live(article.copy_for_translation(factories.get_locale("es"), True))
    data = read_from_page(client, article)
    assert find_mistakes(data) == []
    kinds = [node["@type"] for node in data["@graph"]]
    assert kinds == [
        "MedicalWebPage",
        "Article",
        "Person",
        "Organization",
        "ImageObject",
        "BreadcrumbList",
    ]


def test_vocabulary_tells_mistakes():
    def mistakes(node):
        return find_mistakes({"@graph": [{"@id": "#a", **node}]})

    assert mistakes({"@type": "Article", "headline": "Well"}) == []
    for wrong in (
        {"@type": "PsychoArticle"},
        {"@type": "Article", "lastReviewed": "2026-01-01"},  # of a page, not of an article
        {"@type": "MedicalWebPage", "lastReviewed": "soon"},
        {"@type": "Article", "author": "Grace"},
        {"@type": "Article", "author": {"@id": "#nobody"}},
        {"@type": "Article", "author": {"@type": "ImageObject"}},
        {"@type": "Article", "about": []},
        {"@type": "Article", "headline": " "},
    ):
        assert mistakes(wrong), wrong


def test_other_programs_read_the_same(article, client):
    content = client.get(article.url).content.decode()
    [read] = extruct.extract(content, "http://localhost/why/", syntaxes=["json-ld"])["json-ld"]
    assert read == json.loads(json.dumps(get_structured_data(article)))


def test_picture_is_the_one_that_readers_get(practice, site):
    article = make_full_article()
    node = describe(article, "ImageObject")
    assert node["contentUrl"] == (
        f"http://localhost{article.image.get_rendition('width-1360').url}"
    )
    assert node["description"] == "A boat."
    assert describe(article, "Article")["image"] == {"@id": node["@id"]}
    assert describe(article)["primaryImageOfPage"] == {"@id": node["@id"]}


def test_picture_whose_file_is_gone_is_not_named(practice, client):
    article = make_full_article()
    article.image.file.storage.delete(article.image.file.name)
    assert client.get(article.url).status_code == 200
    assert "ImageObject" not in find_kinds(article)


def test_drawing_is_not_named(practice):
    article = make_full_article()
    article.image.file.name = "drawing.svg"
    assert "ImageObject" not in find_kinds(article)


def test_topics_are_what_it_is_about(practice):
    [topic] = describe(make_full_article(), "Article")["about"]
    assert topic == {"@type": "Thing", "name": "Grief"}


def test_breadcrumbs_lead_to_the_article(practice, home, article):
    node = describe(article, "BreadcrumbList")
    steps = [(step["position"], step["name"], step["item"]) for step in node["itemListElement"]]
    assert steps == [(1, home.title, "http://localhost/"), (2, article.title, article.full_url)]
    assert describe(article)["breadcrumb"] == {"@id": node["@id"]}


def test_sources_are_found_by_their_numbers(practice):
    scholarly, book, page = describe(make_full_article(), "Article")["citation"]
    assert scholarly == {
        "@type": "ScholarlyArticle",
        "name": "Romantic love",
        "creditText": "Hazan, C., & Shaver, P.",
        "datePublished": "1987",
        "identifier": [
            {"@type": "PropertyValue", "propertyID": "DOI", "value": SOURCES[0]["doi"]},
            {"@type": "PropertyValue", "propertyID": "PMID", "value": "3572722"},
        ],
        "sameAs": [
            "https://doi.org/10.1037/0022-3514.52.3.511",
            "https://pubmed.ncbi.nlm.nih.gov/3572722/",
        ],
    }
    assert book["@type"] == "CreativeWork"  # a DOI may be a book's
    assert page["url"] == "https://example.org/notes"
    assert {"identifier", "sameAs", "datePublished"}.isdisjoint(page)


# People


def test_author_is_named_with_credentials_as_readers_see_them(article):
    person = make_person(credentials="PsyD, LCSW", job_title="Psychologist", bio="Sails.")
    article.authors = [person]
    node = describe(article, "Person")
    assert node == {
        "@type": "Person",
        "@id": f"http://localhost/#person-{person.translation_key}",
        "name": "Grace",
        "honorificSuffix": "PsyD, LCSW",
        "jobTitle": "Psychologist",
        "hasCredential": [
            {"@type": "EducationalOccupationalCredential", "name": "PsyD"},
            {"@type": "EducationalOccupationalCredential", "name": "LCSW"},
        ],
    }
    assert describe(article, "Article")["author"] == [{"@id": node["@id"]}]
    assert {"reviewedBy", "lastReviewed"}.isdisjoint(describe(article))


def test_neither_an_address_nor_a_licence_number_is_given(article):
    article.authors = [
        make_person(
            credentials="PsyD, Lic. 20394, grace@example.org, E-RYT 500",
            job_title="Call 555 0100 or mail grace@example.org",
        ),
        make_person("ada@example.org"),
    ]
    written = json.dumps(get_structured_data(article))
    for private in ("20394", "example.org", "0100"):
        assert private not in written
    assert describe(article, "Person")["honorificSuffix"] == "PsyD, E-RYT 500"


def test_reviewer_comes_from_a_recorded_review_alone(article):
    article.reviewer = make_person("Planned")
    assert "Planned" not in json.dumps(get_structured_data(article))
    make_review(article)
    node = describe(article, "Person")
    assert node["name"] == "Ada Lovelace"
    assert describe(article)["reviewedBy"] == {"@id": node["@id"]}
    assert describe(article)["lastReviewed"] == "2026-03-01"


def test_author_who_reviewed_it_is_one_person(article):
    person = make_person("Ada Lovelace", credentials="PsyD")
    article.authors = [person]
    make_review(article, person_key=str(person.translation_key), is_own=True)
    author = describe(article, "Person")
    assert describe(article)["reviewedBy"] == {"@id": author["@id"]}


def test_reviewer_has_the_credentials_of_that_day_and_is_known_in_all_languages(article):
    make_review(article, person_key="abc", credentials="PsyD")
    node = describe(article, "Person")
    assert node["@id"].endswith("/#person-abc")
    assert node["honorificSuffix"] == "PsyD"


def test_review_of_another_text_is_none(article):
    make_review(article)
    article.lead = "<p>Edited since.</p>"
    assert {"reviewedBy", "lastReviewed"}.isdisjoint(describe(article))


def test_reviewer_s_e_mail_address_is_not_given(article):
    make_review(article, name="ada@example.com")
    assert "ada@example.com" not in json.dumps(get_structured_data(article))
    assert describe(article)["lastReviewed"] == "2026-03-01"


def test_practice_is_named_as_its_owner_named_the_site(article, site):
    node = describe(article, "Organization")
    assert node == {
        "@type": "Organization",
        "@id": "http://localhost/#organization",
        "name": "Harbour Lane",
        "url": "http://localhost/",
    }
    assert describe(article)["publisher"] == {"@id": node["@id"]}
    site.site_name = ""
    site.save()
    assert "Organization" not in find_kinds(article)
    assert "publisher" not in describe(article, "Article")


# Languages


def test_original_and_translation_name_each_other(article):
    factories.put_in_force(factories.WORDING_ES, language="es")
    assert {"workTranslation", "translationOfWork"}.isdisjoint(describe(article, "Article"))
    spanish = article.copy_for_translation(factories.get_locale("es"), copy_parents=True)
    factories.force_live(spanish)
    article = OwnArticlePage.objects.get(pk=article.pk)

    [translation] = describe(article, "Article")["workTranslation"]
    assert translation == {
        "@type": "Article",
        "@id": describe(spanish, "Article")["@id"],
        "url": spanish.full_url,
        "inLanguage": "es",
    }
    original = describe(spanish, "Article")["translationOfWork"]
    assert original["@id"] == describe(article, "Article")["@id"]
    assert original["inLanguage"] == "en"


def test_alias_is_described_by_its_source(article):
    alias = article.create_alias(parent=factories.get_home(), update_slug="alias")
    assert describe(alias)["url"] == "http://localhost/why/"
    assert "BreadcrumbList" not in find_kinds(alias)


# Other pages


def test_withheld_page_is_not_described(home):
    assert get_structured_data(factories.force_live(factories.make_article())) == {}


def test_withheld_tag_shows_nothing(home, rf):
    page = factories.force_live(factories.make_article())
    template = Template("{% load wagtail_attachment_tags %}[{% structured_data %}]")
    assert template.render(Context({"page": page, "request": rf.get("/")})) == "[]"


def test_draft_and_unsaved_page_are_described_without_what_they_lack(practice):
    node = describe(factories.make_article())
    assert {"datePublished", "dateModified"}.isdisjoint(node)
    unsaved = OwnArticlePage(title="New", locale=factories.get_locale())
    assert {"url", "breadcrumb"}.isdisjoint(describe(unsaved))
    assert describe(unsaved)["mainEntity"] == {"@id": "#article"}


def test_page_of_a_site_is_described_by_what_is_known_of_it(practice, site):
    page = factories.make_blog_page(live=True, search_description="In short.")
    assert find_kinds(page) == ["MedicalWebPage", "Organization"]
    node = describe(page)
    assert node["description"] == "In short."
    assert node["usageInfo"]
    assert {"mainEntity", "breadcrumb"}.isdisjoint(node)


def test_index_lists_what_its_readers_see(practice, site, client):
    index = ArticleIndexPage(title="Articles", slug="articles", introduction="<p>For you.</p>")
    factories.get_home().add_child(instance=index)
    for number in range(13):
        factories.make_article(model=ArticlePage, live=True, parent=index, title=f"No {number}")
    [data] = read_scripts(client.get(f"{index.url}?page=2").content)
    assert find_mistakes(data) == []
    page, practice, listed, trail = data["@graph"]
    assert (page["@type"], page["description"]) == ("CollectionPage", "For you.")
    assert page["mainEntity"] == {"@id": listed["@id"]}
    assert page["publisher"] == {"@id": practice["@id"]}
    assert page["breadcrumb"] == {"@id": trail["@id"]}
    assert [step["name"] for step in trail["itemListElement"]] == [
        factories.get_home().title,
        "Articles",
    ]
    assert listed["numberOfItems"] == 13
    [item] = listed["itemListElement"]
    assert (item["position"], item["name"]) == (13, "No 0")
    assert client.get(item["url"]).status_code == 200


def test_search_is_no_list_of_the_index(practice, site, client):
    index = ArticleIndexPage(title="Articles", slug="articles")
    factories.get_home().add_child(instance=index)
    factories.make_article(model=ArticlePage, live=True, parent=index, title="Closeness")
    [data] = read_scripts(client.get(f"{index.url}?q=closeness").content)
    kinds = [node["@type"] for node in data["@graph"]]
    assert kinds == ["CollectionPage", "Organization", "BreadcrumbList"]


def test_page_type_adds_a_node(article, monkeypatch):
    def extend(self, graph):
        return [*graph, {"@type": "Thing", "name": self.title}]

    monkeypatch.setattr(OwnArticlePage, "extend_structured_data", extend)
    assert describe(article, "Thing") == {"@type": "Thing", "name": "Why you pull away"}


def test_machines_cost_no_query_more_than_readers(practice, site, client, monkeypatch):
    article = make_full_article()

    def count():
        client.get(article.url)  # what Wagtail keeps for the next time
        with CaptureQueriesContext(connection) as queries:
            client.get(article.url)
        return len(queries)

    told = count()
    for name, nothing in (("get_structured_data", {}), ("get_open_graph", [])):
        monkeypatch.setattr(wagtail_attachment_tags, name, lambda *args, nothing=nothing: nothing)
    # The byline's authors with their licenses, and the review, once more: there is no edition here.
    assert told - count() <= 3


# What is written


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
    assert data["@graph"][0]["name"] == title


@given(texts=st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1))
def test_no_text_ends_its_element(texts):
    data = {"@graph": [{"name": text, "text": f"{text}</script>"} for text in texts]}
    written = f"<!doctype html>{write_json_ld(data)}<p>After"
    [script], [after] = html5lib.parse(written, namespaceHTMLElements=False)
    assert json.loads(script.text) == data
    assert (after.tag, after.text) == ("p", "After")
