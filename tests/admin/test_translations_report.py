"""The list of translations: every page in every language, how it stands, and who worked on it."""

import csv
from io import BytesIO, StringIO

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.formats import date_format
from openpyxl import load_workbook
from wagtail.models import Locale, Workflow, WorkflowPage

from tests import factories
from tests.admin.answers import get_links, get_text, is_denied, read
from wagtail_attachment.articles.handing_over import hand_over, send_back
from wagtail_attachment.desk.translations import find_originals, find_rows
from wagtail_attachment.models import PairOrigin
from wagtail_attachment.pages.models import ArticleIndexPage
from wagtail_attachment.translation.pages import find_pending_translation

URL = "/admin/practice/translations/"


def read_list(client, **query):
    """Return what the cells of the languages say, by the original's title."""
    rows = read(client.get(URL, query)).select("tbody tr")
    return {
        row.select_one("td.title").find(string=True).strip(): [
            get_text(cell) for cell in row.select("td.title ~ td")
        ]
        for row in rows
    }


def get_csv(client, **query):
    response = client.get(URL, {"export": "csv", **query})
    return list(csv.DictReader(StringIO(b"".join(response.streaming_content).decode())))


def get_state(client, title="Closeness", language="es"):
    [line] = [
        line
        for line in get_csv(client)
        if line["Original"] == title and line["Language code"] == language
    ]
    return line["State"]


def publish(page):
    page.save_revision().publish()
    page.refresh_from_db()
    return page


@pytest.fixture
def article(practice, home):
    factories.put_in_force(factories.WORDING_ES, language="es")
    factories.get_home("es")
    return publish(factories.make_article(title="Closeness"))


@pytest.fixture
def copy(article):
    return article.copy_for_translation(factories.get_locale("es"))


def write_spanish(copy, text="La cercanía puede pesar.", user=None):
    copy.title, copy.slug = "Cercanía", "cercania"
    html = f"<p>{text}</p>"
    copy.body = [factories.section(heading="Un título", content=[factories.paragraph(html)])]
    copy.save_revision(user=user)
    return copy


def test_every_page_stands_beside_each_language(owner, article):
    titles = {line["Original"]: line["State"] for line in get_csv(owner)}
    assert titles["Closeness"] == "Not started"
    assert article.get_parent().title in titles


def test_index_and_home_pages_are_listed_and_what_was_never_begun_is_not(owner, article, home):
    index = ArticleIndexPage(title="Reading", introduction="<p>Read on.</p>")
    publish(home.add_child(instance=index))
    factories.make_article(title="A draft")
    titles = {line["Original"] for line in get_csv(owner)}
    assert titles > {"Closeness", "Reading", home.title}
    assert "A draft" not in titles
    spanish = index.copy_for_translation(factories.get_locale("es"))
    assert get_state(owner, "Reading") == "Partly translated"
    spanish.title, spanish.introduction = "Lecturas", "<p>Siga leyendo.</p>"
    publish(spanish)
    assert get_state(owner, "Reading") == "Live"
    spanish.title, spanish.introduction = "Reading", "<p>Read on.</p>"
    publish(spanish)
    assert get_state(owner, "Reading") == "Shows the original's text"


@pytest.mark.translation_case(50)
def test_states_follow_the_work(owner, copy, superuser):
    assert get_state(owner) == "Partly translated"
    write_spanish(copy)
    assert get_state(owner) == "Translated, not published"
    pairs = find_pending_translation(copy).pairs
    texts = [(pair.source, pair.target) for pair in pairs]
    PairOrigin.remember("machine", copy.translation_key, "es", texts)
    assert get_state(owner) == "To be reviewed"
    pending = find_pending_translation(copy)
    pending.record_review(superuser, {pair.digest for pair in pending.to_read})
    publish(copy)
    assert get_state(owner) == "Live"


def test_live_translation_falls_behind_its_original(owner, article, copy):
    publish(write_spanish(copy))
    article.body = [factories.section(heading="Another heading")]
    publish(article)
    assert get_state(owner) == "Out of date"


def test_alias_is_called_what_it_shows(owner, article):
    alias = article.copy_for_translation(factories.get_locale("es"), alias=True)
    assert get_state(owner) == "Shows the original's text"
    assert alias.live
    assert "Readers have a translation" not in read_list(owner)["Closeness"][1]


@pytest.mark.translation_case(50)
def test_workflow_says_whose_turn_it_is(owner, copy, superuser):
    write_spanish(copy)
    workflow = Workflow.objects.first()
    WorkflowPage.objects.update_or_create(page=copy.get_parent(), defaults={"workflow": workflow})
    state = workflow.start(copy, superuser)
    assert get_state(owner) == "Waiting for review"
    [line] = [line for line in get_csv(owner) if line["State"] == "Waiting for review"]
    assert line["Workflow step"] == state.current_task_state.task.name
    state.current_task_state.reject(user=superuser)
    assert get_state(owner) == "Sent back"


def test_progress_and_the_last_hand_are_told(owner, copy):
    person = factories.make_user("access_admin", name="Tara")
    write_spanish(copy, text="Closeness can feel like pressure.", user=person)
    cell = read_list(owner)["Closeness"][1]
    assert "2 of 3 texts" in cell
    assert "Tara" in cell
    assert reverse("wagtailadmin_pages:edit", args=[copy.pk]) in get_links(owner.get(URL))


def test_name_and_date_keep_their_own_direction(owner, copy):
    """In an Arabic admin, a Latin name would else stand in the middle of the date."""
    write_spanish(copy, user=factories.make_user("access_admin", name="Tara"))
    copy.refresh_from_db()
    names = [get_text(each) for each in read(owner.get(URL)).select("td bdi")]
    assert names == ["Tara", date_format(copy.latest_revision_created_at)]


def test_filters_choose_language_state_type_and_person(owner, copy, home):
    factories.get_home("ar")
    person = factories.make_user("access_admin", name="Tara")
    write_spanish(copy, user=person)
    everything = get_csv(owner)
    assert {line["Language code"] for line in everything} == {"es", "ar"}
    assert {line["Language code"] for line in get_csv(owner, language="ar")} == {"ar"}
    [line] = get_csv(owner, state="translated")
    assert (line["Original"], line["Language code"]) == ("Closeness", "es")
    assert [line["Title"] for line in get_csv(owner, person=person.pk)] == ["Cercanía"]
    kind = copy.cached_content_type.pk
    assert {line["Original"] for line in get_csv(owner, content_type=kind)} == {"Closeness"}
    assert list(read_list(owner, state="translated")) == ["Closeness"]
    assert get_csv(owner, state="sent-back") == []


@pytest.mark.translation_case(50)
def test_list_says_whose_turn_it_is_without_a_workflow(owner, copy, article, superuser):
    WorkflowPage.objects.all().delete()
    handover = hand_over(copy, superuser, as_it_is=True).handover
    assert list(read_list(owner, state="waiting")) == ["Closeness"]
    send_back(handover, copy, superuser, "Shorter.", [])
    assert list(read_list(owner, state="sent-back")) == ["Closeness"]


@pytest.mark.translation_case(50)
@pytest.mark.parametrize("is_sent_back", [False, True])
def test_original_that_changes_while_someone_has_the_translation_is_named(
    owner, copy, article, superuser, is_sent_back
):
    WorkflowPage.objects.all().delete()
    publish(write_spanish(copy))
    handover = hand_over(copy, superuser).handover
    if is_sent_back:
        send_back(handover, copy, superuser, "Shorter.", [])
    assert "original changed" not in read_list(owner)["Closeness"][1]
    article.subtitle = "A promise"
    publish(article)
    assert "The original changed since" in read_list(owner)["Closeness"][1]
    desk = get_text(read(owner.get("/admin/practice/languages/?language=es")))
    assert "; the original changed since" in desk


def test_export_is_a_spreadsheet_in_which_nothing_is_computed(owner, article):
    article.title = "=1+1"
    publish(article)
    assert "'=1+1" in {line["Original"] for line in get_csv(owner)}
    response = owner.get(URL, {"export": "xlsx"})
    sheet = load_workbook(BytesIO(b"".join(response.streaming_content))).active
    assert sheet["A1"].value == "Original"
    assert "'=1+1" in {cell.value for cell in sheet["A"]}


def test_who_sees_no_page_finds_none_of_it(log_in, copy, article, home):
    user = factories.make_user("review_translation_es")
    factories.give_page_rights(user, factories.get_home("es"), "change_page")
    browser = log_in(user)
    assert read_list(browser)["Closeness"][1].startswith("Partly translated")
    links = get_links(browser.get(URL))
    assert reverse("wagtailadmin_pages:edit", args=[copy.pk]) in links
    assert reverse("wagtailadmin_pages:edit", args=[article.pk]) not in links
    alone = publish(factories.make_article(title="English alone"))
    assert alone.title not in read_list(browser)


def test_it_is_closed_to_who_translates_nothing(visitor, article):
    assert is_denied(visitor.get(URL, follow=True))


def test_site_of_one_language_has_no_such_list(owner, practice):
    assert owner.get(URL).status_code == 404


def test_reports_menu_leads_there(owner, article):
    assert URL in owner.get(reverse("wagtailadmin_home")).content.decode()
    assert f"{URL}?language=es" in get_links(owner.get("/admin/practice/languages/?language=es"))


LANGUAGES = ("es", "ar", "de")


def add_pages(number, title, user):
    """Add original articles with a translation into each of three languages."""
    for each in range(number):
        page = publish(factories.make_article(title=title, slug=f"page-{len(title)}-{each}"))
        for code in LANGUAGES:
            write_spanish(page.copy_for_translation(factories.get_locale(code)), user=user)


@pytest.fixture
def count_queries(article, superuser):
    """Return a function that returns how many rows the list has, and how many queries it takes."""
    for code in LANGUAGES:
        factories.get_home(code)

    def count(is_warm):
        if not is_warm:
            cache.clear()
            ContentType.objects.clear_cache()
        with CaptureQueriesContext(connection) as queries:
            rows = find_rows(find_originals(superuser), list(Locale.objects.all()), superuser)
        return len(rows), len(queries)

    return count


@pytest.mark.translation_case(59)
def test_list_takes_twelve_queries_at_most_for_any_number(count_queries, superuser):
    add_pages(2, "Another", superuser)
    cold, warm = count_queries(is_warm=False), count_queries(is_warm=True)
    assert warm[1] <= cold[1] <= 12
    add_pages(18, "More of them", superuser)
    for is_warm, (rows, queries) in {True: warm, False: cold}.items():
        assert count_queries(is_warm) == (rows + 18, queries)


@pytest.mark.translation_case(59)
def test_figures_in_doubt_add_what_the_lines_of_each_language_take(count_queries, superuser):
    """Whose title's number the translation lacks is compared with the lines of its readers."""
    add_pages(1, "Another", superuser)
    _rows, certain = count_queries(is_warm=True)
    add_pages(1, "24 words for it", superuser)
    rows, queries = count_queries(is_warm=True)
    # The language and what applies in it; the practice; its disclaimers; the lines of its country.
    assert queries == certain + 4 * len(LANGUAGES)
    add_pages(9, "48 steps", superuser)
    assert count_queries(is_warm=True) == (rows + 9, queries)
