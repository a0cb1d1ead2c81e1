"""What the lists and the disclaimer's form say of other languages."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import factories
from tests.admin.answers import get_text, read
from tests.disclaimers.test_languages import put_in_force_again
from wagtail_attachment.models import CrisisResource, CrisisText, Disclaimer

WORDINGS = "/admin/practice/disclaimers/"
LINES = "/admin/practice/crisis-lines/"


@pytest.fixture
def spanish(practice):
    return factories.put_in_force(factories.WORDING_ES, language="es", heading="Nota")


def get_row(client, url, title):
    """Return header to cell of the row with this title."""
    table = read(client.get(url)).select_one("table.listing")
    headers = [get_text(cell) for cell in table.select("thead th")]
    for row in table.select("tbody tr"):
        cells = row.select("td")
        if get_text(cells[1]).startswith(title):
            return dict(zip(headers, cells, strict=True))
    raise AssertionError(title)


def get_edit_url(language):
    disclaimer = Disclaimer.objects.get(locale__language_code=language)
    return reverse("wagtailsnippets_wagtail_attachment_disclaimer:edit", args=[disclaimer.pk])


def test_list_says_which_languages_lack_the_wording_and_leads_there(owner, practice):
    locale = factories.get_locale("de")
    cell = get_row(owner, WORDINGS, "Note")["Other languages"]
    assert get_text(cell) == "German: missing"
    form = owner.get(cell.a["href"])
    assert form.context["form"].initial["locale"] == locale.pk
    assert form.context["form"].initial["kind"] == "general"


@pytest.mark.translation_case(9)
def test_list_says_which_wordings_are_behind_and_leads_there(owner, spanish):
    put_in_force_again("<p>Education, not treatment.</p>")
    cell = get_row(owner, WORDINGS, "Nota")["Other languages"]
    assert get_text(cell) == "Spanish: out of date by one version"
    assert cell.a["href"] == get_edit_url("es")
    assert get_text(get_row(owner, WORDINGS, "Note")["Other languages"]) == get_text(cell)


def test_list_says_that_a_wording_is_written_and_not_in_force(owner, practice):
    factories.make_disclaimer(factories.WORDING_ES, language="es", heading="Nota")
    cell = get_row(owner, WORDINGS, "Note")["Other languages"]
    assert get_text(cell) == "Spanish: written, not approved yet"


@pytest.mark.parametrize("url", [WORDINGS, LINES])
def test_list_of_a_practice_with_one_language_speaks_of_no_other(owner, practice, url):
    header = get_text(read(owner.get(url)).select_one("thead"))
    assert "anguage" not in header
    assert "Missing in" not in header


def test_list_of_wordings_costs_the_same_for_more_languages(owner, spanish):
    factories.get_locale("de")
    owner.get(WORDINGS)
    before = count_queries(owner, WORDINGS)
    factories.get_locale("ar")
    assert count_queries(owner, WORDINGS) == before


def count_queries(client, url):
    with CaptureQueriesContext(connection) as queries:
        client.get(url)
    return len(queries)


def test_form_shows_the_source_beside_the_translation(owner, practice):
    factories.make_disclaimer(factories.WORDING_ES, language="es")
    text = get_text(read(owner.get(get_edit_url("es"))))
    assert "To translate" in text
    assert "This is education, not treatment." in text
    assert "In effect in English since" in text


def test_form_of_a_new_translation_shows_the_source(owner, practice):
    url = f"{WORDINGS}add/?kind=general&locale={factories.get_locale('es').pk}"
    assert "This is education, not treatment." in owner.get(url).text


def test_form_of_the_source_shows_none(owner, spanish):
    assert "To translate" not in owner.get(get_edit_url("en")).text


def test_form_of_a_wording_that_is_behind_shows_what_changed(owner, spanish):
    put_in_force_again(
        "<p>This is education, never treatment. In a crisis, call {crisis_line}.</p>"
    )
    form = read(owner.get(get_edit_url("es")))
    assert "The source has been replaced since" in get_text(form)
    assert [get_text(span) for span in form.select(".comparison .deletion")] == ["not"]
    assert [get_text(span) for span in form.select(".comparison .addition")] == ["never"]


def test_form_of_a_wording_that_had_no_source_shows_no_comparison(owner, db):
    factories.put_in_force(factories.WORDING_ES, language="es")
    factories.put_in_force()
    form = read(owner.get(get_edit_url("es")))
    assert "The source has been replaced since" in get_text(form)
    assert not form.select(".comparison")


def test_list_says_in_which_languages_a_line_has_no_name(owner, practice):
    factories.get_locale("es")
    factories.get_locale("es-mx")
    factories.get_locale("de")
    assert get_text(get_row(owner, LINES, "Lifeline")["Missing in"]) == (
        "Spanish, Spanish (Mexico), German"
    )
    line = CrisisResource.objects.get()
    line.texts.add(CrisisText(language="es", name="Línea"))
    line.save()
    assert get_text(get_row(owner, LINES, "Lifeline")["Missing in"]) == "German"


@pytest.fixture
def line(practice):
    """The practice's line, with a text in Spanish that was verified with it."""
    factories.get_locale("es")
    line = CrisisResource.objects.get()
    line.texts.add(CrisisText(language="es", name="Línea", description="Alguien escucha."))
    line.save()
    line.verify(factories.make_verifier())
    return line


def rename_source(line, name):
    text = line.texts.get(language="en")
    text.name = name
    line.texts.add(text)
    line.save()


def read_texts(client, line):
    """Return what stands in the form at each text, and at one that would be added."""
    url = reverse("wagtailsnippets_wagtail_attachment_crisisresource:edit", args=[line.pk])
    form = read(client.get(url))
    ids = {
        "en": "inline_child_texts-0",
        "es": "inline_child_texts-1",
        "new": "id_texts-EMPTY_FORM_TEMPLATE",
    }
    return {name: get_text(form.select_one(f"#{id}")) for name, id in ids.items()}


def test_form_of_a_line_shows_the_source_beside_each_text_and_a_new_one(owner, line):
    beside = read_texts(owner, line)
    assert "To translate" not in beside["en"]
    for name in ("es", "new"):
        assert "To translate Lifeline What it says in English." in beside[name]


def test_form_of_a_text_that_is_behind_shows_what_changed(owner, line):
    rename_source(line, "Lifeline 988")
    url = reverse("wagtailsnippets_wagtail_attachment_crisisresource:edit", args=[line.pk])
    assert "The source changed since" in read_texts(owner, line)["es"]
    form = read(owner.get(url))
    assert [get_text(span) for span in form.select(".comparison .addition")] == ["988"]
    assert "The source changed since" not in read_texts(owner, line)["new"]


def test_form_of_a_new_line_shows_no_source(owner, practice):
    form = owner.get(reverse("wagtailsnippets_wagtail_attachment_crisisresource:add"))
    assert form.status_code == 200
    assert "To translate" not in form.text


def test_list_of_lines_has_no_empty_column_about_languages(owner, line):
    row = get_row(owner, LINES, "Lifeline")
    assert "What readers see" in row
    assert not {"Missing in", "Out of date in"} & set(row)


def test_list_says_in_which_languages_a_line_is_behind(owner, line):
    rename_source(line, "Lifeline 988")
    assert get_text(get_row(owner, LINES, "Lifeline")["Out of date in"]) == "Spanish"


def test_list_of_lines_costs_the_same_for_more_languages(owner, line):
    owner.get(LINES)
    before = count_queries(owner, LINES)
    rename_source(line, "Lifeline 988")
    factories.get_locale("de")
    assert count_queries(owner, LINES) == before


def test_desk_names_a_line_that_is_behind(owner, line):
    rename_source(line, "Lifeline 988")
    desk = get_text(read(owner.get("/admin/practice/languages/?language=es")))
    assert "the original changed since" in desk
    line.verify(factories.make_verifier())
    line.verify(factories.make_verifier())
    desk = get_text(read(owner.get("/admin/practice/languages/?language=es")))
    assert "the original changed since" not in desk
