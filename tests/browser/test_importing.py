"""Finished articles, copied where they were written or uploaded, become drafts."""

import csv

from django.urls import reverse
from playwright.sync_api import expect

from tests import factories
from tests.library.sources import make_zip
from wagtail_attachment.library import tasks
from wagtail_attachment.pages.models import ArticlePage

LONG = "The door stays where it is, and so does everybody who lives behind it. " * 8
COPIED = (
    "<html><body><h1>The quiet door</h1><p>You close it <b>softly</b>, and <a href='https://example.org/'>"
    f"mean</a> 10<sup>3</sup> things.</p><h2>What gives it away</h2><p>{LONG}</p><ul><li>You go quiet</li>"
    f"<li>You leave</li></ul><h2>What helps</h2><p>{LONG}</p><p>This text is for educational purposes only."
    "</p></body></html>"
)


def copy(editor):
    """Copy a page in the browser, as a person does."""
    other = editor.page.context.new_page()
    other.set_content(COPIED)
    other.keyboard.press("Control+A")
    other.keyboard.press("Control+C")
    other.close()


def test_what_was_copied_arrives_with_its_formatting(owner):
    page = owner.page
    home = factories.get_home()
    copy(owner)
    owner.open(f"/admin/practice/paste/{home.pk}/")
    page.focus("#id_source")
    page.keyboard.press("Control+V")
    expect(page.locator("[role=status]", has_text="Headings: 3. Links: 1.")).to_be_visible()
    page.select_option("#id_page_type", "wagtail_attachment_pages.articlepage")
    page.get_by_role("button", name="Continue").click()

    expect(page.locator("#id_title")).to_have_value("The quiet door")
    passage = page.locator("details", has_text="Disclaimer: left out")
    passage.locator("summary").click()
    passage.get_by_role("button", name="Keep it").click()
    expect(page.locator("details", has_text="Disclaimer: kept")).to_be_visible()
    page.get_by_role("button", name="Show this list as signs").click()
    expect(page.get_by_text("Shown as: Signs")).to_be_visible()
    page.get_by_role("button", name="Create draft").click()
    owner.expect_message("is a draft now")

    draft = ArticlePage.objects.get()
    assert "<b>softly</b>" in str(draft.lead)
    assert "10³" in str(draft.lead)
    kinds = [child.block_type for child in draft.body[0].value["content"]]
    assert kinds == ["paragraph", "signs"]
    assert "educational purposes" in draft.body[1].value["content"][0].value.source


def test_formatting_is_forgotten_with_the_words_that_had_it(owner):
    page = owner.page
    copy(owner)
    owner.open(f"/admin/practice/paste/{factories.get_home().pk}/")
    page.focus("#id_source")
    page.keyboard.press("Control+V")
    page.keyboard.type(" And more.")
    expect(page.locator("[role=status]", has_text="read as plain text now")).to_be_visible()
    assert page.input_value("[name=rich]") == ""
    assert page.input_value("#id_source").endswith(" And more.")


def test_text_that_django_would_refuse_is_not_sent_and_stays(owner):
    page = owner.page
    owner.open(f"/admin/practice/paste/{factories.get_home().pk}/")
    url = page.url
    page.evaluate("document.querySelector('#id_source').value = 'ä'.repeat(1400000)")
    page.get_by_role("button", name="Continue").click()
    expect(page.locator("[role=status]", has_text="This is too long to be sent.")).to_be_visible()
    assert page.url == url
    assert len(page.input_value("#id_source")) == 1_400_000


# Many at once


ARTICLES = {
    "one.md": f"# The quiet door\n\nYou close it softly.\n\n## What gives it away\n\n{LONG}\n",
    "two.html": f"<h1>The slow stair</h1><p>You wait.</p><h2>What helps</h2><p>{LONG}</p>",
    "three.pdf": b"%PDF-1.7",
}


def upload(editor, archive):
    """Import an archive below the home page, as a person who looks for it there."""
    page = editor.page
    editor.open(reverse("wagtail_attachment:start_import", args=[factories.get_home().pk]))
    page.select_option("#id_page_type", "wagtail_attachment_pages.articlepage")
    page.set_input_files(
        "#id_sources", {"name": "all.zip", "mimeType": "application/zip", "buffer": archive}
    )
    page.get_by_role("button", name="Import").click()


def test_archive_is_imported_article_by_article_and_again_without_doubles(
    owner, media, monkeypatch
):
    monkeypatch.setattr(tasks, "_SECONDS_A_REQUEST", -1)  # one article a request
    page = owner.page
    upload(owner, make_zip(ARTICLES))
    expect(page.get_by_text("1 of 3 articles.")).to_be_visible()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text("2 of 3 articles.")).to_be_visible()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text("Done. New draft: 2, Not imported: 1.")).to_be_visible()

    bad = page.locator("tr", has_text="three.pdf")
    expect(bad).to_contain_text("Not imported")
    expect(bad).to_contain_text("save it as a Word document (.docx)")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download CSV").click()
    report = list(csv.DictReader(download.value.path().open(encoding="utf-8")))
    assert [(row["Source"], row["Result"]) for row in report] == [
        ("one.md", "New draft"),
        ("three.pdf", "Not imported"),
        ("two.html", "New draft"),
    ]

    page.get_by_role("link", name="The slow stair").click()
    expect(page.locator("#id_title")).to_have_value("The slow stair")
    expect(page.get_by_text("What helps").first).to_be_visible()

    monkeypatch.setattr(tasks, "_SECONDS_A_REQUEST", 60)
    upload(owner, make_zip({**ARTICLES, "two.html": ARTICLES["two.html"] + "<p>One more.</p>"}))
    expect(
        page.get_by_text("Done. Draft updated: 1, Already imported: 1, Not imported: 1.")
    ).to_be_visible()
    expect(page.locator("tr", has_text="The quiet door")).to_contain_text("Already imported")
    expect(page.locator("tr", has_text="The slow stair")).to_contain_text("Draft updated")
    assert ArticlePage.objects.count() == 2


def test_too_many_files_are_refused_before_they_are_sent(owner, media, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 2
    page = owner.page
    owner.open(reverse("wagtail_attachment:start_import", args=[factories.get_home().pk]))
    files = [
        {"name": f"{name}.md", "mimeType": "text/markdown", "buffer": b"# A"} for name in "abc"
    ]
    page.set_input_files("#id_sources", files)
    said = page.locator("[role=status]", has_text="Choose up to 2 files, or put them into one ZIP")
    expect(said).to_be_visible()
    url = page.url
    page.get_by_role("button", name="Import").click()
    expect(said).to_be_visible()
    assert page.url == url
    assert page.evaluate("document.querySelector('#id_sources').files.length") == 3
    page.set_input_files("#id_sources", files[:2])
    expect(said).to_have_count(0)
    page.get_by_role("button", name="Import").click()
    expect(page.get_by_text("Done. Not imported: 2.")).to_be_visible()
