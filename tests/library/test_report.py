"""What the report of an import says of files that are no articles, cannot be read, or have long names."""

import csv

import pytest
from django.urls import reverse

from tests import factories
from tests.library.conftest import get_page
from tests.test_telling import TEXTS
from wagtail_attachment.models import ImportRun

TEXT = "# The door\n\nYou close it softly.\n\n## What helps\n\nTime."
LONG = "A very long title that goes on and on and on. " * 20


def get_problems():
    return ImportRun.objects.first().problems


def test_files_that_are_not_read_are_named(bring, put):
    put("one.md", TEXT)
    put("budget.xlsx", b"PK")
    put("talks/talk.mp3", b"ID3")
    put("door.png", b"\x89PNG")
    folder = put("page.xyz", "x").parent
    (row,) = bring(folder)
    assert row.title == "The door"
    assert get_problems() == ["Not read: budget.xlsx, page.xyz, talks/talk.mp3."]


def test_of_many_files_that_are_not_read_the_first_ten_are_named(bring, put):
    for number in range(12):
        put(f"{number:02}.css", "p {}")
    folder = put("one.md", TEXT).parent
    bring(folder)
    first = ", ".join(f"{number:02}.css" for number in range(10))
    assert get_problems() == [f"Not read: {first} and 2 more."]


def test_file_alone_that_is_not_read_is_named(bring, put):
    assert bring(put("budget.xlsx", b"PK"), put("one.xyz", "x")) == []
    assert get_problems() == ["Not read: budget.xlsx, one.xyz."]


def test_file_beside_an_export_that_is_no_article_is_named(bring, put):
    export = (
        '<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel><wp:wxr_version>1.2'
        "</wp:wxr_version></channel></rss>"
    )
    put("export.xml", export)
    bring(put("extra.xyz", TEXT).parent)
    assert get_problems() == ["Not read: extra.xyz."]


def test_report_in_a_file_names_an_article_that_could_not_be_read(bring, put, client):
    bring(put("broken.pdf", b"%PDF-"))
    client.force_login(factories.make_user(superuser=True))
    url = reverse("wagtail_attachment:import_report", args=[ImportRun.objects.get().pk])
    heads, row = csv.reader(client.get(url).content.decode().splitlines())
    assert dict(zip(heads, row, strict=True))["Article"] == "broken.pdf"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.html", f"<html><body><h1>{LONG}</h1><article>{'<p>A text.</p>' * 40}</article>"),
        ("a.html", f"<p class=MsoTitle>{LONG}</p><p>A text.</p>"),
        ("a.md", f"---\ntitle: {LONG}\n---\nA text."),
        ("a.html", f"<h1>{LONG}</h1><p>A text.</p>"),
        ("a.md", f"# {LONG}\n\nA text."),
    ],
    ids=["outside", "styled", "at its head", "a heading", "a heading in Markdown"],
)
def test_long_title_is_cut_and_said_or_stays_in_the_text(bring, put, name, text):
    (row,) = bring(put(name, text))
    page = get_page(row)
    page.full_clean()
    if row.title == "a":
        assert str(page.lead).count("A very long") == 20
    else:
        assert LONG.startswith(row.title)
        assert any("The title was cut. It is: A very long" in note for note in row.notes)


def test_long_subtitle_is_cut_and_said(bring, put):
    (row,) = bring(put("a.md", f"---\ntitle: T\nsubtitle: {LONG}\n---\nA text."))
    assert len(get_page(row).subtitle) == 255
    assert any("The subtitle was cut. It is: A very long" in note for note in row.notes)


def test_report_says_that_a_text_is_in_another_language(practice, bring, put):
    (row,) = bring(put("nähe.md", f"# Nähe\n\n{TEXTS['de']}\n\n## Eins\n\n{TEXTS['de']}"))
    assert any("The text seems to be in German." in note for note in row.notes)
    (row,) = bring(put("near.md", f"# Near\n\n{TEXTS['en']}\n\n## One\n\n{TEXTS['en']}"))
    assert not any("seems to be in" in note for note in row.notes)


def test_old_address_of_two_drafts_is_said_while_both_are_there(bring, put):
    page = "<link rel=canonical href=https://example.org/tea/><h1>{0}</h1><p>A text.</p>"
    rows = bring(put("a.html", page.format("One")), put("b.html", page.format("Two")))
    said = "“One” has the same old address, which will lead to the one that is published first."
    assert [said in row.notes for row in rows] == [False, True]
    get_page(rows[0]).delete()
    get_page(rows[1]).delete()
    (row,) = bring(put("c.html", page.format("Three")))
    assert not any("same old address" in note for note in row.notes)


def test_report_in_a_file_has_the_words_that_differ(bring, put, client):
    (row,) = bring(put("door.md", TEXT))
    get_page(row).save_revision()
    bring(put("door.md", TEXT.replace("softly", "slowly")))
    client.force_login(factories.make_user(superuser=True))
    url = reverse("wagtail_attachment:import_report", args=[ImportRun.objects.first().pk])
    report = csv.DictReader(client.get(url).content.decode().splitlines(keepends=True))
    assert (
        next(report)["Differences"].lstrip("'") == "- You close it softly.\n+ You close it slowly."
    )


@pytest.mark.parametrize("ending", ["xhtml", "xht", "HTM"])
def test_page_is_read_whichever_of_its_endings_it_has(bring, put, ending):
    (row,) = bring(put(f"door.{ending}", "<h1>The door</h1><p>A text.</p>").parent)
    assert row.title == "The door"
