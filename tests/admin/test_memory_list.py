"""The translation memory as a list and a file: who answered for which text, when and where."""

import csv
from io import BytesIO, StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from tests import factories
from tests.admin.answers import get_text, is_denied, read
from tests.translation.test_glossary_advice import make_pages
from wagtail_attachment.translation.pages import find_pending_translation


@pytest.fixture(autouse=True)
def _spanish(practice, home):
    factories.put_in_force(factories.WORDING_ES, language="es")
    factories.get_home("es")


@pytest.fixture
def rosa(db):
    return factories.make_translation_reviewer(name="Rosa Reviewer")


def review(page, user):
    pending = find_pending_translation(page)
    pending.record_review(user, {pair.digest for pair in pending.pairs})


def open_list(client, **query):
    return client.get(reverse("wagtail_attachment:memory"), query)


def export(client, kind="csv"):
    return b"".join(open_list(client, export=kind).streaming_content)


def read_rows(content):
    return list(csv.reader(StringIO(content.decode())))


def test_list_says_who_answered_for_a_text_and_where(owner, rosa):
    review(make_pages(("Warm words.", "Palabras cálidas.")), rosa)
    rows = [get_text(row) for row in read(open_list(owner)).select("tbody tr")]
    assert any(
        row.startswith("Warm words. Palabras cálidas. English → Spanish Rosa Reviewer, ")
        and row.endswith("in “Cercanía” Reviewed")
        for row in rows
    )


def test_list_is_narrowed_by_words_and_language(owner, rosa):
    review(make_pages(("Warm words.", "Palabras cálidas."), ("Cold.", "Frío.")), rosa)
    for query in ({"words": "cálidas"}, {"words": "WARM"}):
        page = read(open_list(owner, **query))
        assert [get_text(row).split(".")[0] for row in page.select("tbody tr")] == ["Warm words"]
    assert read(open_list(owner, language="es")).select("tbody tr")
    assert "No texts match." in get_text(read(open_list(owner, words="nothing")))


def test_list_leaves_out_what_has_no_words(owner, rosa):
    work = {"authors": "Bowlby, J.", "title": "Attachment and Loss", "year": 1973}
    original = factories.make_article(
        factories.section(),
        {"type": "references", "value": {"items": [work]}, "id": "works"},
        title="Closeness",
        live=True,
    )
    spanish = original.copy_for_translation(factories.get_locale("es"), copy_parents=True)
    spanish.title = "Cercanía"
    spanish.save_revision()
    review(spanish, rosa)
    rows = read(open_list(owner)).select("tbody tr")
    assert "Cercanía" in get_text(rows[-1])
    assert all(get_text(cell) for row in rows for cell in row.select("td"))
    assert all(row[0] for row in read_rows(export(owner)))


def test_empty_list_says_what_fills_it(owner):
    assert "There is nothing in the memory yet." in get_text(read(open_list(owner)))


@pytest.mark.translation_case(77)
def test_file_has_each_text_with_who_and_when_and_no_formula(owner, rosa):
    review(make_pages(("=1+1 words", "=2+2 palabras")), rosa)
    head, *rows = read_rows(export(owner))
    assert head[:2] == ["Original", "Translation"]
    row = next(row for row in rows if "words" in row[0])
    assert row[:6] == ["'=1+1 words", "'=2+2 palabras", "en", "es", "Reviewed", "Rosa Reviewer"]
    assert row[6].startswith("20")
    assert row[7] == "Cercanía"
    cells = [cell for line in load_workbook(BytesIO(export(owner, "xlsx"))).active for cell in line]
    assert not [cell.value for cell in cells if cell.data_type == "f"]


def test_page_that_was_deleted_is_said_to_be(owner, rosa):
    page = make_pages(("Warm words.", "Palabras cálidas."))
    review(page, rosa)
    page.delete()
    assert "on a page that has been deleted" in get_text(read(open_list(owner)))


def test_list_takes_as_many_queries_for_many_texts_as_for_few(owner, rosa):
    counts = []
    for number in (3, 30):
        pairs = [(f"Words {n}.", f"Palabras {n}.") for n in range(number)]
        review(make_pages(*pairs, title=(f"Title {number}", f"Título {number}")), rosa)
        open_list(owner)
        with CaptureQueriesContext(connection) as queries:
            open_list(owner)
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("right", ["view_glossaryterm", "review_translation"])
def test_who_translates_or_reviews_may_open_it(log_in, right):
    client = log_in(factories.make_user(right))
    assert open_list(client).status_code == 200
    assert reverse("wagtail_attachment:memory") in client.get("/admin/").text


def test_others_may_not(visitor):
    assert is_denied(visitor.get(reverse("wagtail_attachment:memory"), follow=True))
    assert reverse("wagtail_attachment:memory") not in visitor.get("/admin/").text
