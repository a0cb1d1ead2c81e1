"""A reader's search finds parts of words, other spellings, words in any order, and what comes near."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories
from wagtail_attachment.articles import searching
from wagtail_attachment.models import Practitioner, Topic
from wagtail_attachment.pages.models import ArticleIndexPage, ArticlePage, AttachmentStylePage

pytestmark = pytest.mark.django_db


@pytest.fixture
def index(practice):
    home = factories.get_home()
    return home.add_child(instance=ArticleIndexPage(title="Articles", slug="articles"))


def write(index, title, text="Closeness.", *, model=ArticlePage, topics=(), authors=(), **values):
    """Return a live article with this title and text."""
    content = [factories.paragraph(f"<p>{text}</p>")]
    purposes = model.outline or ["other"]
    sections = [factories.section(purpose, content=content) for purpose in purposes]
    article = factories.make_article(*sections, model=model, parent=index, title=title, **values)
    article.topics, article.authors, article.live = topics, authors, True
    article.save()
    return article


def read(client, index, query, **asked):
    response = client.get(index.url, {"q": query, **asked})
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def find(client, index, query, **asked):
    """Return the titles found, in their order."""
    cards = read(client, index, query, **asked).select(".attachment-cards li")
    return [card.find("a").get_text(strip=True) for card in cards]


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("The four attachment styles", "attachment styl"),
        ("The four attachment styles", "style attachment"),
        ("The four attachment styles", "ATTACHM"),
        ("El apego evitativo", "apego evitativo"),
        ("El apego evitativo", "apegó"),
        ("Una relación de pareja", "relacion"),
        ("L’anxiété d’abandon", "anxiete"),
        ("L’anxiété d’abandon", "l'anxiété"),
        ("Was Bindungsängste auslöst", "bindungsangst"),
        ("Die Größe der Angst", "GROSSE"),
        ("O vínculo e a solidão", "solidao vinculo"),
        ("أنماط التعلق الآمن", "التعلّق"),
        ("أنماط التَعَلُّق الآمن", "التعلق"),
        ("أنماط التعلق الآمن", "تعلق"),
        ("أنماط التعلق الآمن", "انماط"),
        ("والعلاقة العاطفية", "علاقه"),
    ],
)
def test_words_are_found_by_their_parts_and_however_they_are_spelled(client, index, text, typed):
    write(index, "Found", text)
    write(index, "Sleep", "Another matter.")
    assert find(client, index, typed) == ["Found"]


def test_all_words_must_be_there_wherever_they_stand(client, index):
    write(index, "Jealousy", "It hurts.", lead="<p>In love.</p>")
    write(index, "Love", "It heals.")
    assert find(client, index, "love jealousy hurts") == ["Jealousy"]


def test_topics_people_and_the_name_of_a_style_are_found_too(client, index):
    topic = factories.make_topic("Mourning")
    person = Practitioner.objects.create(name="Noor Ádler", locale=index.locale)
    write(index, "One", topics=[topic])
    write(index, "Two", authors=[person])
    style = {"model": AttachmentStylePage, "style": AttachmentStylePage.Style.AVOIDANT}
    write(index, "Three", **style)
    assert find(client, index, "mourn") == ["One"]
    assert find(client, index, "adler") == ["Two"]
    assert find(client, index, "attachment style avoid") == ["Three"]


def test_what_says_it_in_its_title_comes_first(client, index):
    write(index, "Jealousy in love")
    write(index, "Sleep", "Jealousy keeps you awake.")
    write(index, "Work", "Jealousy of colleagues.")
    assert find(client, index, "jealous") == ["Jealousy in love", "Work", "Sleep"]


@pytest.mark.parametrize("typed", ["avoident", "avodant", "avoiddant", "aviodant", "AVÓIDENT"])
def test_a_word_with_a_letter_wrong_finds_what_was_meant(client, index, typed):
    write(index, "Avoidant attachment")
    write(index, "Sleep")
    assert find(client, index, typed) == ["Avoidant attachment"]


def test_it_is_said_what_was_searched_for_instead(client, index):
    write(index, "Avoidant attachment")
    results = read(client, index, "aviodant").find("section", attrs={"aria-labelledby": True})
    assert "No articles match “aviodant”" in results.get_text()
    assert "found by “avoidant”" in results.get_text()


def test_words_that_no_article_is_about_are_left_out_then(client, index):
    write(index, "Avoidant attachment")
    write(index, "Sleep")
    assert find(client, index, "boyfriend avoident texting") == ["Avoidant attachment"]


def test_articles_with_some_of_the_words_come_where_none_has_all(client, index):
    write(index, "Grief")
    write(index, "Jealousy")
    write(index, "Sleep")
    assert find(client, index, "jealousy grief") == ["Jealousy", "Grief"]


def test_a_topic_s_own_word_may_be_misspelt(client, index):
    write(index, "One", topics=[factories.make_topic("Mourning")])
    assert find(client, index, "mourming") == ["One"]


def test_nothing_is_made_up_where_nothing_comes_near(client, index):
    write(index, "Grief")
    soup = read(client, index, "xylophone")
    assert "No articles match “xylophone”" in soup.get_text()
    assert "closest" not in soup.get_text()
    assert not soup.select(".attachment-cards")


def test_a_near_match_stays_within_the_topic_and_the_list(client, index):
    topic = factories.make_topic("Loss")
    write(index, "Jealousy at home", topics=[topic])
    write(index, "Jealousy at work")
    write(factories.get_home(), "Jealousy elsewhere")
    assert find(client, index, "jealosy", topic="loss") == ["Jealousy at home"]
    assert find(client, index, "jealosy") == ["Jealousy at work", "Jealousy at home"]


def test_a_near_match_tells_nothing_of_private_articles(client, index):
    private = write(index, "Xenophobia")
    private.view_restrictions.create(restriction_type="login")
    write(index, "Grief")
    soup = read(client, index, "xenophobio grief")
    assert "xenophobia" not in soup.get_text().lower()
    assert "found by “grief”" in soup.get_text()


@pytest.mark.parametrize(
    "typed",
    [
        *("\x00grief", "grief " * 2000, '"grief', "grief*", "grief)", "NEAR(grief)", "title:grief"),
        *("^grief", "grief'; --", "%grief%", "grief & !grief", "grief:*", "\\grief", "😀 grief"),
        "grief AND",
    ],
)
def test_what_a_search_engine_takes_for_its_own_language_is_taken_for_words(client, index, typed):
    write(index, "Grief and title near it")
    assert find(client, index, typed) == ["Grief and title near it"]


@pytest.mark.parametrize(
    "typed", ["'\"*()-:", "😀", "___", "\x00", "ـ", "ا" * 10_000, "a" * 10_000]
)
def test_what_holds_no_word_finds_nothing(client, index, typed):
    write(index, "Grief")
    assert len(find(client, index, typed)) <= 1


def test_a_site_s_own_search_finds_parts_of_words_too(index):
    article = write(index, "Found", "The four attachment styles; el apego evitativo; relación.")
    for query in ("attachm styl", "evitat", "relacion"):
        assert list(ArticlePage.objects.search(query, operator="and")) == [article]


def test_a_long_search_is_compared_with_what_was_worked_out_once(monkeypatch):
    known = searching.KnownWords.of({f"known{number}": number for number in range(2000)})
    compared = []
    monkeypatch.setattr(
        searching, "get_near_misses", lambda word: compared.append(word) or frozenset()
    )
    typed = [f"other{number}" for number in range(28)]
    assert known.correct([*typed, "known77"]) == ["known77"]
    assert compared == typed[:8]


def test_the_most_frequent_word_that_comes_near_is_meant():
    known = searching.KnownWords.of({"loving": 1, "living": 3, "lying": 1, "low": 9})
    assert known.correct(["lviing", "lovin", "lwo", "lcving"]) == ["living", "lovin"]


@pytest.mark.parametrize("typed", ["grief", "greif", "grief jealousy"])
def test_queries_do_not_grow_with_what_is_found(client, index, typed):
    def count():
        with CaptureQueriesContext(connection) as queries:
            assert find(client, index, typed)
        return len(queries)

    write(index, "Grief")
    write(index, "Jealousy")
    count()
    few = count()
    for number in range(8):
        write(index, f"Grief {number}", topics=Topic.objects.all())
    assert count() == few
