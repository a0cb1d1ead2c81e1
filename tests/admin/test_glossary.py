"""The glossary in the admin: its list, its form, and what goes in and out as a file."""

import csv
from contextlib import suppress
from io import BytesIO, StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from wagtail.models import ModelLogEntry

from tests import factories
from tests.admin.answers import get_field_errors, get_messages, get_text, is_denied, read
from wagtail_attachment.models import GlossaryTerm
from wagtail_attachment.reports.glossary_files import COLUMNS, read_terms, write_cell

GLOSSARY = "/admin/practice/glossary/"
HEAD = ",".join(COLUMNS)


@pytest.fixture(autouse=True)
def _languages(db):
    for code in ("en", "es"):
        factories.get_locale(code)


def make_term(term="secure base", translation="base segura", **values):
    values = {"source_language": "en", "language": "es", **values}
    return GlossaryTerm.objects.create(term=term, translation=translation, **values)


def write_term(**values):
    return {"term": "secure base", "translation": "base segura", "source_language": "en",
            "language": "es", "note": "", **values}  # fmt: skip


def import_file(client, content, **data):
    content = content if isinstance(content, bytes) else content.encode()
    file = SimpleUploadedFile("glossary.csv", content)
    url = reverse("wagtail_attachment:import_glossary")
    return client.post(url, {"file": file, **data}, follow=True)


def export(client, kind="csv"):
    return b"".join(client.get(f"{GLOSSARY}?export={kind}").streaming_content)


def get_values():
    return list(GlossaryTerm.objects.order_by("pk").values_list(*COLUMNS))


def test_term_is_written_on_a_form_and_listed_by_the_names_of_its_languages(owner):
    page = read(owner.get(f"{GLOSSARY}add/"))
    assert page.select_one("[name=source_language] [selected]")["value"] == "en"
    assert page.select_one("[name=language] [selected]")["value"] == "es", "the only other one"
    assert owner.post(f"{GLOSSARY}add/", write_term(note="Bowlby's")).status_code == 302
    row = read(owner.get(GLOSSARY)).select_one("tbody tr")
    assert get_text(row).endswith("base segura English Spanish Bowlby's")
    assert ModelLogEntry.objects.get().action == "wagtail.create"


def test_form_offers_no_status_that_a_term_does_not_have(owner):
    page = get_text(read(owner.get(f"{GLOSSARY}edit/{make_term().pk}/")))
    assert "Live" not in page
    assert "Used 0 times" not in page


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"language": "en"}, "Choose another language than that of the original."),
        ({"translation": ""}, "Write what translations call it, or tick “Keep as is” for a name."),
        ({"keep_as_is": "on"}, "Leave this empty for a term that is kept as it is"),
        ({"term": " "}, "This field is required."),
    ],
)
def test_form_says_what_is_wrong_at_the_field_and_keeps_what_was_typed(owner, values, error):
    response = owner.post(f"{GLOSSARY}add/", write_term(note="Kept", **values))
    assert error in " ".join(get_field_errors(response))
    assert "Kept" in response.text


def test_same_term_twice_is_refused_whatever_its_capitals(owner):
    make_term()
    response = owner.post(f"{GLOSSARY}add/", write_term(term="Secure Base"))
    assert "The glossary has this term in these languages already" in response.text
    assert GlossaryTerm.objects.count() == 1


def test_language_that_left_the_site_is_kept(owner):
    term = make_term(language="fr")
    page = read(owner.get(f"{GLOSSARY}edit/{term.pk}/"))
    assert page.select_one("[name=language] [selected]")["value"] == "fr"


@pytest.mark.translation_case(77)
def test_exported_file_is_imported_as_it_was(owner):
    make_term("secure base", "base segura", note="=HYPERLINK(1)")
    make_term("EMDR", "", keep_as_is=True)
    make_term("-ness", "+idad", note="two\nlines; and, commas")
    before, content = get_values(), export(owner)
    assert "'=HYPERLINK(1)" in content.decode()
    assert not any(
        cell.startswith(("=", "+", "-", "@")) for row in csv.reader(StringIO(content.decode())) for cell in row
    )  # fmt: skip
    GlossaryTerm.objects.all().delete()
    assert get_messages(import_file(owner, content)) == ["3 terms were added."]
    assert sorted(get_values()) == sorted(before)
    assert get_messages(import_file(owner, content)) == [
        "The glossary has all terms of this file already."
    ]


def test_spreadsheet_has_the_same_columns(owner):
    make_term(note="=1+1")
    sheet = load_workbook(BytesIO(export(owner, "xlsx"))).active
    rows = list(sheet.values)
    assert rows[0] == COLUMNS
    assert rows[1] == ("secure base", "en", "base segura", "es", "no", "'=1+1")


@pytest.mark.translation_case(80)
def test_import_replaces_nothing_unasked(owner):
    make_term()
    content = f"{HEAD}\nSecure base,en,puerto seguro,es,no,\nlimit,en,límite,es,,"
    said = get_messages(import_file(owner, content))
    assert said[0] == "1 term was added."
    assert said[1].startswith("1 term differs from the file and stays as it is: “secure base”.")
    assert get_values()[0][2] == "base segura"
    assert get_messages(import_file(owner, content, replace="on")) == ["1 term was replaced."]
    assert get_values()[0][:3] == ("Secure base", "en", "puerto seguro")
    actions = ModelLogEntry.objects.values_list("action", flat=True)
    assert sorted(actions) == ["wagtail.create", "wagtail.edit"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_files_of_any_spreadsheet_are_read(owner, delimiter):
    lines = [[*COLUMNS], ["límite", "EN", "boundary", "Es", "", ""]]
    content = "\ufeff" + "\r\n".join(delimiter.join(line) for line in lines)
    import_file(owner, content)
    assert get_values() == [("límite", "en", "boundary", "es", False, "")]


@pytest.mark.translation_case(80)
@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", "This file is empty"),
        (b" \n", "Missing: term, source_language, translation, language"),
        (b"\xff\xfe", "not saved as UTF-8"),
        (HEAD, "There is no term in this file."),
        ("term,translation\na,b", "Missing: source_language, language"),
        (f"{HEAD}\na,en,b,fr,no,", "Line 2: language: “fr” is no language of this site. Write"),
        (f"{HEAD}\na,en,b,es,maybe,", "Line 2: keep_as_is: write “yes” or “no”, not “maybe”."),
        (f"{HEAD}\na,en,,es,no,", "Line 2: translation: Write what translations call it"),
        (f"{HEAD}\n\na,en,b,es,no,\nA,en,c,es,no,", "Line 4: “A” is on line 3 too."),
        (f"{HEAD}\n{'a' * 201},en,b,es,no,", "Line 2: term: Ensure this value has at most 200"),
        (f"{HEAD}\n" + "a,en,b,es,no,\n" * 5001, "more than 5000 terms"),
    ],
)  # fmt: skip
def test_file_with_a_fault_is_refused_as_a_whole_and_says_where(owner, content, error):
    response = import_file(owner, content)
    assert error in " ".join(get_field_errors(response)), get_field_errors(response)
    assert not GlossaryTerm.objects.exists()


@given(st.binary(max_size=80) | st.text(max_size=80).map(str.encode))
def test_no_file_breaks_the_import(content):
    for head in (b"", HEAD.encode() + b"\n"):
        with suppress(ValidationError):
            assert read_terms(head + content, ["en", "es"])


@given(st.text(max_size=20))
def test_a_cell_is_no_formula(text):
    cell = write_cell("note", text)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))


def test_who_may_not_change_the_glossary_is_told_who_may(log_in, visitor):
    factories.make_user("add_glossaryterm", "change_glossaryterm", name="Gloria")
    assert is_denied(visitor.get(GLOSSARY, follow=True))
    url = reverse("wagtail_attachment:import_glossary")
    assert "Gloria" in " ".join(get_messages(visitor.get(url, follow=True)))
    reader = log_in(factories.make_user("view_glossaryterm"))
    assert reader.get(GLOSSARY).status_code == 200
    assert url not in reader.get(GLOSSARY).text
    assert f"{GLOSSARY}add/" not in reader.get(GLOSSARY).text


def test_practice_of_one_language_has_no_glossary_in_its_menu(owner):
    assert f'"{GLOSSARY}"' in owner.get("/admin/").text
    factories.get_locale("es").delete()
    assert f'"{GLOSSARY}"' not in owner.get("/admin/").text
