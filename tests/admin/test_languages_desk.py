"""The Languages desk: what waits in each language, and that each line leads to where it is done."""

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import factories
from tests.admin.answers import get_text, is_denied, read
from tests.testapp.models import PlainPage
from wagtail_attachment.desk.translations import find_originals, find_rows
from wagtail_attachment.models import CrisisResource, CrisisText, PairOrigin
from wagtail_attachment.pages.models import ArticleIndexPage
from wagtail_attachment.setup import create_groups
from wagtail_attachment.translation.pages import find_pending_translation

DESK = "/admin/practice/languages/"


@pytest.fixture
def spanish(practice):
    return factories.get_locale("es")


@pytest.fixture
def article(practice, home):
    page = factories.make_article(title="Closeness")
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def read_desk(client, language="es"):
    """Return section to list of (title, state, address), as the page shows them."""
    page = read(client.get(f"{DESK}?language={language}"))
    return {
        name: [
            (get_text(row.select_one("td a")), get_text(row.select("td")[1]), row.a["href"])
            for row in page.select(f"#{name}-section tbody tr")
        ]
        for name in (
            "articles",
            "pages",
            "wordings",
            "crisis-texts",
            "bookings",
            "topics",
            "people",
        )
        if page.select_one(f"#{name}-section")
    }


def get_states(client, section, language="es"):
    return [(title, state) for title, state, _url in read_desk(client, language).get(section, [])]


def test_desk_of_an_untouched_language_names_all_there_is(owner, spanish, article):
    factories.make_booking()
    assert {name: [row[:2] for row in rows] for name, rows in read_desk(owner).items()} == {
        "articles": [("Closeness", "not started")],
        "pages": [(factories.get_home().title, "not started")],
        "wordings": [("Disclaimer", "missing")],
        "crisis-texts": [("Lifeline", "no name in this language")],
        "bookings": [("Talk", "not started")],
    }


def test_every_line_leads_to_a_page_that_answers(owner, spanish, article):
    factories.make_booking()
    urls = [url for rows in read_desk(owner).values() for _title, _state, url in rows]
    assert [owner.get(url).status_code for url in urls] == [200] * 5
    page = read(owner.get(reverse("wagtail_attachment:desk") + "?language=es"))
    said = {link["href"]: link.get_text() for link in page.select("td:last-child a")}
    assert said.keys() == set(urls)
    assert "Translate it" in said.values()


def test_articles_lead_to_the_app_for_translations_that_is_installed(owner, spanish, article):
    [(_title, _state, url)] = read_desk(owner)["articles"]
    localize = apps.is_installed("wagtail_localize")
    app = "wagtail_localize" if localize else "simple_translation"
    assert url.startswith(reverse(f"{app}:submit_page_translation", args=[article.pk]))


def get_edit_url(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def get_review_url(page):
    return reverse("wagtail_attachment:review_translation", args=[page.pk])


def write_spanish(copy, **texts):
    """Write what the article of these tests says in Spanish, as a draft."""
    copy.title, copy.slug = texts.get("title", "Cercanía"), "cercania"
    html = f"<p>{texts.get('text', 'La cercanía puede pesar.')}</p>"
    copy.body = [factories.section(heading="Un título", content=[factories.paragraph(html)])]
    copy.save_revision()
    return copy


@pytest.fixture
def copy(article, spanish):
    factories.put_in_force(factories.WORDING_ES, language="es")
    return article.copy_for_translation(spanish, copy_parents=True)


def test_article_begun_is_named_with_the_texts_left_and_finished_in_the_editor(owner, copy):
    assert read_desk(owner)["articles"] == [
        ("Closeness", "3 texts are not translated", get_edit_url(copy))
    ]
    write_spanish(copy, text="Closeness can feel like pressure.")
    assert read_desk(owner)["articles"] == [
        ("Cercanía", "1 text is not translated", get_edit_url(copy))
    ]


def test_article_that_a_machine_wrote_leads_to_its_review(owner, superuser, copy):
    write_spanish(copy)
    pairs = find_pending_translation(copy).pairs
    texts = [(pair.source, pair.target) for pair in pairs]
    PairOrigin.remember("machine", copy.translation_key, "es", texts)
    assert read_desk(owner)["articles"] == [
        ("Cercanía", "3 texts are not reviewed", get_review_url(copy))
    ]
    pending = find_pending_translation(copy)
    pending.record_review(superuser, {pair.digest for pair in pending.to_read})
    assert read_desk(owner)["articles"] == [
        ("Cercanía", "translated, not published", get_edit_url(copy))
    ]


def test_published_translation_waits_for_nothing_until_it_is_edited(owner, copy):
    write_spanish(copy).get_latest_revision().publish()
    assert get_states(owner, "articles") == []
    write_spanish(copy, title="Muy cerca")
    assert get_states(owner, "articles") == [("Muy cerca", "translated, not published")]


def test_copy_in_the_original_s_words_is_no_translation(owner, spanish, article):
    article.copy_for_translation(spanish, copy_parents=True, alias=True)
    assert get_states(owner, "articles") == [("Closeness", "Shows the original's text")]


def test_article_whose_original_changed_since_is_named(owner, article, copy):
    write_spanish(copy).get_latest_revision().publish()
    article.subtitle = "A promise"
    article.save_revision().publish()
    assert read_desk(owner)["articles"] == [
        ("Cercanía", "the original changed since", get_edit_url(copy))
    ]


def test_article_that_readers_do_not_get_need_not_be_translated(owner, spanish, practice, home):
    factories.make_article(title="A draft")
    assert get_states(owner, "articles") == []


@pytest.mark.translation_case(51)
def test_home_page_waits_until_its_words_are_its_own(owner, spanish, practice):
    home = factories.get_home("es")
    assert read_desk(owner)["pages"] == [
        (home.title, "1 text is not translated", get_edit_url(home))
    ]
    home.title = "Bienvenida a casa"
    home.save_revision()
    home.save()
    assert get_states(owner, "pages") == [("Bienvenida a casa", "translated, not published")]
    home.get_latest_revision().publish()
    assert get_states(owner, "pages") == []


def test_list_of_articles_is_on_the_desk_and_a_plain_page_is_not(owner, spanish, practice, home):
    index = ArticleIndexPage(title="All articles", slug="all")
    home.add_child(instance=index)
    home.add_child(instance=PlainPage(title="Directions", slug="directions"))
    assert ("All articles", "not started") in get_states(owner, "pages")
    assert "Directions" not in str(get_states(owner, "pages"))


@pytest.mark.translation_case(51)
def test_crisis_line_s_name_waits_until_it_is_verified(owner, spanish, practice, verifier):
    line = CrisisResource.objects.get()
    line.texts.add(CrisisText(language="es", name="Línea"))
    line.save()
    assert get_states(owner, "crisis-texts") == [("Lifeline", "written, not verified yet")]
    line.verify(verifier)
    assert get_states(owner, "crisis-texts") == []


def test_lines_of_other_countries_do_not_wait(owner, spanish, practice, settings):
    settings.WAGTAIL_ATTACHMENT_LOCALE_COUNTRIES = {"es": ["MX"]}
    assert get_states(owner, "crisis-texts") == []


@pytest.mark.translation_case(51)
def test_booking_that_was_copied_waits_until_its_texts_differ(owner, spanish):
    copy = factories.make_booking(text="Come in.").copy_for_translation(spanish)
    copy.save()
    assert get_states(owner, "bookings") == [("Talk", "3 texts are not translated")]
    copy.heading, copy.text, copy.button_label = "Hable", "Pase.", "Reservar"
    copy.save()
    assert get_states(owner, "bookings") == []


@pytest.mark.translation_case(67)
def test_topic_and_person_wait_until_their_texts_are_the_language_s_own(owner, spanish):
    topic = factories.make_topic("Trauma")
    person = factories.make_person("Ada", job_title="Clinical psychologist")
    factories.make_person("Bo")
    factories.make_person("Cy", bio="Has retired.", left_on="2026-01-01")
    assert get_states(owner, "topics") == [("Trauma", "not started")]
    assert get_states(owner, "people") == [("Ada", "not started")]
    topic.copy_for_translation(spanish).save()  # the same word in Spanish
    copy = person.copy_for_translation(spanish)
    copy.save()
    assert get_states(owner, "topics") == []
    assert get_states(owner, "people") == [("Ada", "1 text is not translated")]
    copy.job_title = "Psicóloga clínica"
    copy.save()
    assert get_states(owner, "people") == []


def test_language_with_nothing_to_do_says_so(owner, spanish, article):
    page = read(owner.get(f"{DESK}?language=en"))
    assert "Nothing is waiting in English" in get_text(page)


@pytest.mark.parametrize("language", ["", "?language=xx", "?language="])
def test_desk_opens_at_the_language_with_most_to_do(owner, spanish, article, language):
    page = read(owner.get(DESK + language))
    assert "Spanish" in get_text(page.select_one("[aria-current=page]"))


def test_solo_practice_with_one_language_has_no_desk(owner, practice):
    assert owner.get(DESK).status_code == 404
    assert DESK not in owner.get("/admin/").text


def test_who_translates_nothing_is_kept_out(visitor, spanish):
    assert is_denied(visitor.get(DESK, follow=True))
    assert DESK not in visitor.get("/admin/").text


@pytest.mark.parametrize(
    ("role", "action"),
    [
        ("editors", "Waits for someone who may translate it"),
        ("reviewers", "Waits for someone who may translate it"),
        ("translators", "Translate it"),
    ],
)
def test_nobody_is_asked_to_begin_what_they_may_not(log_in, spanish, article, role, action):
    factories.make_topic("Trauma after an accident")
    user = factories.make_user("access_admin")
    user.groups.add(create_groups()[role])
    page = read(log_in(user).get(f"{DESK}?language=es"))
    for section in ("articles", "topics"):
        row = page.select_one(f"#{section}-section tbody tr")
        assert get_text(row.select("td")[2]) == action
        assert bool(row.select("a")) == (role == "translators")


def test_translator_is_told_on_the_dashboard_and_in_the_menu(log_in, spanish, article):
    client = log_in(factories.make_user("change_disclaimer", "add_disclaimer"))
    text = client.get("/admin/").text
    assert "Waiting to be translated" in text
    assert f"{DESK}?language=es" in text
    assert client.get(DESK).status_code == 200


@pytest.mark.parametrize("url", [DESK, "/admin/"])
def test_queries_do_not_grow_with_articles_or_languages(owner, spanish, article, copy, url):
    write_spanish(copy)
    article.copy_for_translation(factories.get_locale("de"), copy_parents=True)
    owner.get(url)
    before = count_queries(owner, url)
    for number in range(3):
        page = factories.make_article(title=f"More {number}")
        page.save_revision().publish()
        write_spanish(page.copy_for_translation(spanish), title=f"Más {number}")
        page.copy_for_translation(factories.get_locale("de"), copy_parents=True)
    factories.get_locale("ar")
    assert count_queries(owner, url) == before


def count_queries(client, url):
    with CaptureQueriesContext(connection) as queries:
        client.get(url)
    return len(queries)


@pytest.mark.translation_case(51)
def test_index_stands_on_the_desk_as_in_the_list(owner, spanish, practice, home, superuser):
    """Nobody can say of its texts that they are the same on purpose: a single word may be."""
    index = home.add_child(
        instance=ArticleIndexPage(title="Blog", slug="blog", introduction="<p>All we write.</p>")
    )
    index.save_revision().publish()
    copy = index.copy_for_translation(spanish, copy_parents=True)
    copy.save_revision().publish()

    def compare():
        task = next((task for task in get_states(owner, "pages") if task[0] == "Blog"), None)
        rows = find_rows(find_originals(superuser), [spanish], superuser)
        [standing] = next(row.standings for row in rows if row.title == "Blog")
        return task, standing.state, standing.progress

    assert compare() == (
        ("Blog", "1 text is not translated"),
        "shows-original",
        "0 of 1 texts",
    )
    copy.introduction = "<p>Todo lo que escribimos.</p>"
    copy.save_revision().publish()
    assert compare() == (None, "live", "1 of 1 texts")
