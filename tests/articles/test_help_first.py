"""Help on lists: at their end, and before all else for a search or a topic that speaks of a crisis."""

import pytest
from bs4 import BeautifulSoup
from django.template import engines
from django.utils.http import urlencode

from tests import factories
from wagtail_attachment.models import CrisisResource, Topic
from wagtail_attachment.pages.models import ArticleIndexPage, ArticlePage

pytestmark = pytest.mark.django_db


@pytest.fixture
def index(practice):
    home = factories.get_home()
    page = ArticleIndexPage(
        title="Articles", slug="articles", introduction='<p><a href="/about/">Who we are</a></p>'
    )
    return home.add_child(instance=page)


def read(client, index, **asked):
    response = client.get(f"{index.url}?{urlencode(asked)}")
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def comes_first(soup):
    """Say whether the crisis card stands before the introduction, the search and its results."""
    card, form = soup.select_one("[data-attachment-crisis]"), soup.select_one("form[role=search]")
    rest = [form, soup.select_one("#results-heading"), *soup.select(".attachment-lead")]
    return all(each in card.find_all_next() for each in rest)


@pytest.mark.parametrize(
    "words",
    ["kill myself", "self harm", "quiero morir", "أريد أن أموت", "sucide", "he hits me", "988"],
)
def test_a_search_that_speaks_of_a_crisis_gets_help_first(client, index, words):
    soup = read(client, index, q=words)
    assert comes_first(soup)
    assert len(soup.select("[data-attachment-crisis]")) == 1
    assert soup.select_one("[data-attachment-crisis] a[href='tel:988']")
    assert f"No articles match “{words}”" in soup.get_text()


@pytest.mark.parametrize(
    ("words", "first"), [("he hits me", "1-800-799-7233"), ("he hits me, I want to die", "988")]
)
def test_words_of_abuse_open_with_the_line_for_it(client, index, words, first):
    factories.make_verified_line(
        "1-800-799-7233", name="Domestic violence line", audience="domestic_violence"
    )
    card = read(client, index, q=words).select_one("[data-attachment-crisis]")
    assert first in card.select_one(".attachment-target").get_text()
    assert card.select_one("a[href='tel:988']")


def test_no_article_is_found_by_a_word_that_says_nothing(client, index):
    factories.make_article(
        model=ArticlePage, parent=index, title="What will help myself", live=True
    )
    soup = read(client, index, q="kill myself")
    assert not soup.select(".attachment-cards")
    assert "closest" not in soup.get_text()
    assert read(client, index, q="help myself").select(".attachment-cards")


@pytest.mark.parametrize(
    ("words", "offered"),
    [("kill myself", True), ("988", True), ("quiero morir", True), ("he hits me", False)],
)
def test_who_speaks_of_a_crisis_is_offered_what_is_about_it_and_nothing_by_a_letter(
    client, index, words, offered
):
    sensitive = Topic.objects.create(name="Hard nights", slug="nights", sensitive=True)
    twice = Topic.objects.create(name="Nights", slug="other", sensitive=True)
    for title in ("Fill your days", "Hints for bits", "When it is dark"):
        article = factories.make_article(model=ArticlePage, parent=index, title=title, live=True)
        article.topics.set([sensitive, twice] if title == "When it is dark" else [])
        article.save()
    soup = read(client, index, q=words)
    titles = [each.get_text(strip=True) for each in soup.select(".attachment-card h3")]
    assert titles == ["When it is dark"] * offered
    assert ("These articles may help." in soup.get_text()) == offered
    assert f"No articles match “{words}”" in soup.get_text()


def test_a_misspelt_word_that_speaks_of_a_crisis_is_mended(client, index):
    factories.make_article(
        model=ArticlePage, parent=index, title="When suicide is on your mind", live=True
    )
    soup = read(client, index, q="sucide")
    assert "found by “suicide”" in soup.get_text()


def test_it_shows_what_it_found_all_the_same(client, index):
    factories.make_article(
        model=ArticlePage, parent=index, title="When suicide is on your mind", live=True
    )
    soup = read(client, index, q="suicide")
    assert comes_first(soup)
    assert "When suicide is on your mind" in soup.select_one(".attachment-cards").get_text()


@pytest.mark.parametrize("asked", [{}, {"q": "jealousy"}, {"topic": "grief"}, {"page": "2"}])
def test_every_other_list_ends_with_help_and_leads_to_it_first(client, index, asked):
    topic = Topic.objects.create(name="Grief", slug="grief")
    article = factories.make_article(model=ArticlePage, parent=index, live=True)
    article.topics.add(topic)
    article.save()
    soup = read(client, index, **asked)
    assert not comes_first(soup)
    assert len(soup.select("[data-attachment-crisis]")) == 1
    assert soup.select_one(".attachment-page a")["href"] == "#crisis"
    assert soup.select_one("#crisis[data-attachment-crisis] a[href='tel:911']")


def test_a_sensitive_topic_s_list_begins_with_help(client, index):
    topic = Topic.objects.create(name="Hard nights", slug="nights", sensitive=True)
    article = factories.make_article(model=ArticlePage, parent=index, live=True)
    article.topics.add(topic)
    article.save()
    assert comes_first(read(client, index, topic="nights"))


def test_help_is_there_without_a_line_and_without_a_country(client, index):
    for resource in CrisisResource.objects.all():
        resource.withdraw(factories.make_user("verify_crisisresource", name="Wendy Withdrawer"))
    assert read(client, index, q="suicide").select_one("[data-attachment-crisis] a[href='tel:911']")
    factories.set_country("")
    card = read(client, index, q="suicide").select_one("[data-attachment-crisis]")
    assert "Call your local emergency number." in card.get_text()


def test_the_practice_s_own_line_asks_for_help_too(client, index):
    factories.make_verified_line("207 555 0199", name="Evening line")
    assert comes_first(read(client, index, q="2075550199"))
    assert not comes_first(read(client, index, q="2075550100"))


def test_what_was_typed_is_never_kept(client, index):
    response = client.get(index.url, {"q": "kill myself"})
    assert "noindex" in response.content.decode()
    assert "ETag" not in response


# Under a template of the site's own

NO_CARD = (
    "<!doctype html><html lang=en><body><nav>Menu</nav><main><h1>{{ page.title }}</h1>"
    "<form role=search></form><h2 id=results-heading>{{ query }}</h2>"
    "{% for article in articles %}<p>{{ article.title }}</p>{% endfor %}</main></body></html>"
)
CARD = "{% include 'wagtail_attachment/includes/crisis_resources.html' with card_id='crisis' %}"


@pytest.fixture
def use(monkeypatch):
    """Let lists be shown by the template given."""

    def use(source):
        template = engines["django"].from_string(source)
        monkeypatch.setattr(ArticleIndexPage, "get_template", lambda *args, **kwargs: template)

    return use


@pytest.mark.parametrize(
    ("source", "asked", "order"),
    [
        (NO_CARD, {"q": "kill myself"}, ["h1", "section", "form", "h2"]),
        (NO_CARD.replace("h1>", "p>"), {"q": "kill myself"}, ["section", "form", "h2"]),
        (NO_CARD, {"topic": "loss"}, ["h1", "section", "form", "h2"]),
        (NO_CARD, {"q": "garden"}, ["h1", "form", "h2", "section"]),
        (NO_CARD, {}, ["h1", "form", "h2", "section"]),
        (NO_CARD.replace("</main>", f"<div hidden>{CARD}</div></main>"), {}, ["h1", "form", "h2", "section"]),
    ],
)  # fmt: skip
def test_list_whose_template_shows_no_card_gets_it(
    client, index, use, caplog, source, asked, order
):
    topic = Topic.objects.create(name="Loss", slug="loss", sensitive=True)
    factories.make_article(model=ArticlePage, parent=index, topics=[topic], live=True)
    use(source)
    soup = read(client, index, **asked)
    for hidden in soup.select("[hidden]"):
        hidden.decompose()
    assert [each.name for each in soup.main.select("h1, form, main > h2, section")] == order
    assert soup.select_one("section[data-attachment-crisis] a[href='tel:988']")
    assert not soup.select("[data-attachment-disclaimer], [data-attachment-booking]")
    assert f"List {index.pk} was served by a template without its crisis card" in caplog.text


def test_words_of_abuse_open_the_card_that_is_put_in_too(client, index, use):
    factories.make_verified_line(
        "1-800-799-7233", name="Domestic violence line", audience="domestic_violence"
    )
    use(NO_CARD)
    card = read(client, index, q="he hits me").select_one("[data-attachment-crisis]")
    assert "1-800-799-7233" in card.select_one(".attachment-target").get_text()


def test_list_that_shows_its_card_is_left_as_it_is(client, index, use, caplog):
    use(NO_CARD.replace("</main>", f"{CARD}</main>"))
    assert len(read(client, index, q="kill myself").select("[data-attachment-crisis]")) == 1
    assert "put in" not in caplog.text


def test_part_of_a_list_that_has_no_place_for_a_card_is_served(client, index, use, caplog):
    """As a script fetches it, to put it into a page that has one."""
    use("<p>{{ page.title }}</p>")
    assert read(client, index, q="kill myself").get_text() == "Articles"
    assert (
        f"List {index.pk} is served although there is no place for the crisis card" in caplog.text
    )
