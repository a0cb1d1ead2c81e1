"""The checklist while somebody types, on what Wagtail's own editor does with an autosave."""

from contextlib import suppress

from playwright.sync_api import expect

from tests import factories
from wagtail_attachment.pages.models import ArticlePage


def test_number_in_the_header_falls_while_one_types(owner, practice):
    empty = {"type": "section", "value": {"heading": "", "purpose": "other", "content": []}}
    article = factories.make_article(empty, model=ArticlePage)
    article.save_revision(clean=False)
    page = owner.page
    owner.open(f"/admin/pages/{article.pk}/edit/")
    toggle = page.locator("[data-side-panel-toggle=checklist]")
    counter = toggle.locator("[data-side-panel-toggle-counter]")
    expect(counter).to_have_text("2")
    owner.open_checklist()
    expect(page.locator("[data-side-panel=checklist] [data-violation]")).not_to_have_count(0)
    heading = page.locator("[data-contentpath=heading] input").first
    # Wagtail notices no change before it has looked at the form once, some time after it is shown.
    for words in ("What it is", "What it is not", "What it may be", "What it was"):
        heading.fill(words)
        with suppress(AssertionError):
            expect(counter).to_have_text("1", timeout=10_000)
            break
    expect(counter).to_have_text("1")
    expect(page.locator("[data-violation='section.heading-missing']")).to_have_count(0)
