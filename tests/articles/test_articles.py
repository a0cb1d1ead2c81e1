"""What an article answers about itself, to templates and to headless sites."""

import pytest
from django.utils import timezone

from tests import factories
from tests.testapp.models import OwnArticlePage
from wagtail_attachment.models import CoveredPageMixin, Review
from wagtail_attachment.pages.models import ArticleIndexPage, ArticlePage, AttachmentStylePage

FILLED = factories.WORDING.replace(
    "{crisis_line}", '<a href="tel:988"><bdi dir="ltr">988</bdi></a>'
)


@pytest.fixture
def article(practice):
    return factories.make_article(live=True)


def represent(article):
    body = article.body
    return body.stream_block.get_api_representation(body)


# For headless sites


def test_body_for_headless_sites_begins_with_the_lead_and_ends_with_the_disclaimer(article):
    article.lead = "<p>Lead.</p>"
    lead, section, disclaimer = represent(article)
    assert lead == {"type": "lead", "value": "<p>Lead.</p>", "id": f"lead-{article.pk}"}
    assert section["type"] == "section"
    assert disclaimer["type"] == "disclaimer"
    (wording,) = disclaimer["value"]["disclaimers"]
    assert (wording["kind"], wording["language"], wording["heading"]) == ("general", "en", "Note")
    assert wording["html"] == FILLED
    assert wording["version"] == article.get_disclaimers()[0].pk


def test_body_without_a_lead_begins_with_its_first_block(article):
    assert [block["type"] for block in represent(article)] == ["section", "disclaimer"]


def test_added_disclaimer_has_the_same_id_every_time(article):
    ids = {represent(OwnArticlePage.objects.get(pk=article.pk))[-1]["id"] for _time in range(2)}
    assert len(ids) == 1


def test_placed_disclaimer_moves_to_the_end_and_keeps_its_id(practice):
    article = factories.make_article(
        {"type": "disclaimer", "value": {}, "id": "placed"}, factories.section(), live=True
    )
    assert article.has_placed_disclaimer
    blocks = represent(article)
    assert [block["type"] for block in blocks] == ["section", "disclaimer"]
    assert blocks[-1]["id"] == "placed"
    assert blocks[-1]["value"]["disclaimers"]


def test_withheld_body_is_empty(home):
    article = factories.force_live(factories.make_article(lead="<p>Lead.</p>"))
    assert represent(article) == []


def test_draft_s_body_is_whole_for_those_who_write_it(home):
    article = factories.make_article(lead="<p>Lead.</p>")
    assert [block["type"] for block in represent(article)] == ["lead", "section", "disclaimer"]


def test_body_is_whole_while_observing(home, settings):
    settings.WAGTAIL_ATTACHMENT_ENFORCEMENT = "observe"
    article = factories.force_live(factories.make_article())
    section, disclaimer = represent(article)
    assert section["type"] == "section"
    assert disclaimer["value"]["disclaimers"] == []


def test_lead_is_in_no_field_of_the_api_but_the_body():
    """Else ``?fields=lead`` would give text without its disclaimer."""
    for model in (ArticlePage, OwnArticlePage, AttachmentStylePage):
        assert "lead" not in {field.name for field in model.api_fields}


# For templates


def test_template_is_the_type_s_own_or_ours(article, rf):
    assert article.get_template(rf.get("/")) == [
        "testapp/own_article_page.html",
        "wagtail_attachment/article_page.html",
    ]


def test_sections_with_a_heading_make_the_contents(practice):
    article = factories.make_article(
        factories.section(heading="A"), factories.section(heading=""), {"type": "disclaimer",
                                                                       "value": {}},
    )  # fmt: skip
    assert [block.value["heading"] for block in article.get_sections()] == ["A"]
    assert article.has_placed_disclaimer


def test_plain_text_has_no_markup(practice):
    article = factories.make_article(title="T", lead="<p>L &amp; M</p>")
    assert article.get_plain_text() == "T L & M A heading Closeness can feel like pressure."


def test_plain_text_keeps_what_was_typed_in_plain_fields(practice):
    article = factories.make_article(
        factories.section(heading="<Distance> &amp; more"), title="<Closeness>", lead="<p>L</p>"
    )
    assert article.get_plain_text().startswith("<Closeness> L <Distance> &amp; more")


def test_related_articles_share_a_topic_and_the_language(practice):
    topic, other = factories.make_topic(), factories.make_topic("Anger")
    factories.put_in_force(factories.WORDING_ES, language="es")
    article = factories.make_article(topics=[topic], live=True)
    related = factories.make_article(topics=[topic, other], live=True)
    factories.make_article(topics=[other], live=True)
    factories.make_article(topics=[topic])
    factories.make_article(topics=[topic], live=True, parent=factories.get_home("es"))
    assert list(article.get_related_articles()) == [related]
    assert list(factories.make_article().get_related_articles()) == []


def test_related_are_the_three_newest_others(practice):
    topic = factories.make_topic()
    articles = [factories.make_article(topics=[topic], live=True) for _number in range(5)]
    assert articles[0].get_related_articles() == articles[:1:-1]
    assert articles[4].get_related_articles() == articles[3:0:-1]


def test_breadcrumbs_lead_down_from_the_site_s_first_page(article):
    assert [page.pk for page in article.get_breadcrumbs()] == [factories.get_home().pk]


def test_sensitive_topic_makes_a_sensitive_article(practice):
    calm = factories.make_article(topics=[factories.make_topic()])
    sensitive = factories.make_article(topics=[factories.make_topic("Suicide", sensitive=True)])
    assert (calm.is_sensitive, sensitive.is_sensitive) == (False, True)
    assert not factories.make_blog_page().is_sensitive


def test_last_review_is_that_of_its_object(article):
    values = {
        "object_type": "testapp.OwnArticlePage", "object_id": article.pk, "language": "en",
        "digest": "x", "person_id": 1, "person_name": "Ada",
    }  # fmt: skip
    assert article.get_safety().clinical_review is None
    first = Review.record(**values, kind="clinical")
    Review.record(**{**values, "object_id": article.pk + 1}, kind="clinical")
    assert article.get_safety().clinical_review == first


def test_page_of_a_site_offers_all_parts(practice):
    booking = factories.make_booking()
    factories.set_country(booking=booking)
    page = factories.make_blog_page(live=True)
    assert [row.kind for row in page.get_disclaimers()] == ["general"]
    assert [line.first_dialled for line in page.get_crisis_resources()] == ["988"]
    assert page.get_booking_cta() == booking
    assert page.get_content_locale().language_code == "en"
    assert page.get_topics() == ()
    assert page.evaluate() == []


def test_covered_pages_add_no_column():
    assert CoveredPageMixin._meta.get_fields() == ()
    assert CoveredPageMixin._meta.abstract


# Attachment styles


def test_other_styles_are_the_live_ones_in_the_language(practice):
    def make(style, **kwargs):
        sections = [factories.section(purpose) for purpose in AttachmentStylePage.outline]
        return factories.make_article(*sections, model=AttachmentStylePage, style=style, **kwargs)

    page = make("avoidant", live=True)
    anxious = make("anxious", live=True)
    make("secure")
    make("avoidant", live=True)
    assert page.other_styles == [anxious]
    assert (page.previous_style, page.next_style) == (anxious, None)
    assert (anxious.previous_style, anxious.next_style) == (None, page)


def test_styles_follow_each_other_in_their_own_order(practice, django_assert_num_queries):
    def make(style):
        page = factories.make_article(model=AttachmentStylePage, style=style)
        factories.force_live(page)
        return page

    disorganised, anxious, secure, avoidant = map(
        make, ("disorganised", "anxious", "secure", "avoidant")
    )
    with django_assert_num_queries(2):  # the pages, and which of them are private
        assert avoidant.other_styles == [secure, anxious, disorganised]
        assert (avoidant.previous_style, avoidant.next_style) == (anxious, disorganised)
    assert (secure.previous_style, secure.next_style) == (None, anxious)
    assert make("unheard of").previous_style == disorganised


# Index pages


@pytest.fixture
def index(practice):
    return factories.make_blog_page(model=ArticleIndexPage, live=True)


def get_context(index, rf, **query):
    return index.get_context(rf.get("/", query))


def make_listed(index, title, **values):
    return factories.make_article(
        model=ArticlePage, parent=index, live=True, title=title,
        first_published_at=timezone.now(), **values,
    )  # fmt: skip


def test_index_lists_live_articles_below_it_the_newest_first(index, rf):
    first, second = make_listed(index, "First"), make_listed(index, "Second")
    factories.make_article(model=ArticlePage, parent=index)
    factories.make_article(model=ArticlePage, live=True)
    assert list(get_context(index, rf)["articles"]) == [second, first]
    assert index.get_template(rf.get("/"))[-1] == "wagtail_attachment/article_index_page.html"


def test_index_is_narrowed_by_topic(index, rf):
    topic = factories.make_topic()
    factories.make_topic("Unused")
    about = make_listed(index, "About", topics=[topic])
    make_listed(index, "Else")
    context = get_context(index, rf, topic="grief")
    assert (context["topic"], context["topics"]) == (topic, [topic])
    assert list(context["articles"]) == [about]
    context = get_context(index, rf, topic="no-such-topic")
    assert context["topic"] is None
    assert len(context["articles"]) == 2


def test_index_is_searched(index, rf):
    found = make_listed(index, "Anxiety explained")
    make_listed(index, "Grief")
    assert list(get_context(index, rf, q="anxiety")["articles"]) == [found]


@pytest.mark.parametrize(
    "query", ["", "  ", "\x00", "a" * 5000, "'\"*()-:", "^grief{", "😀", "AND OR NOT", "grief AND"]
)
def test_any_query_is_answered(index, rf, query):
    make_listed(index, "Grief")
    context = get_context(index, rf, q=query, page="x")
    assert len(context["query"]) <= 200
    assert len(context["articles"]) in {0, 1}


def test_index_is_paged(index, rf, monkeypatch):
    monkeypatch.setattr(ArticleIndexPage, "articles_per_page", 2)
    for number in range(3):
        make_listed(index, str(number))
    assert [article.title for article in get_context(index, rf, page="2")["articles"]] == ["0"]
    assert get_context(index, rf, page="99")["articles"].number == 2
