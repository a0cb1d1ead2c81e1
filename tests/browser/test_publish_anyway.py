"""Publishing what is not complete, as somebody does it who may."""

from playwright.sync_api import expect

from tests import factories
from wagtail_attachment.pages.models import ArticlePage


def test_owner_publishes_an_unfinished_article_for_a_reason(owner, reader):
    factories.make_practice()
    empty = {"type": "section", "value": {"heading": "Why", "purpose": "other", "content": []}}
    article = factories.make_article(factories.section(), empty, model=ArticlePage)
    article.save_revision()

    owner.open(f"/admin/pages/{article.pk}/edit/")
    owner.write_rich_text(owner.page.locator("[data-contentpath=content]").first, "Typed just now.")
    owner.choose_action("action-publish")
    owner.page.locator(".messages").get_by_role("link", name="Publish anyway…").click()
    owner.page.get_by_label("Why it has to be public now").fill("The team asked for it today.")
    owner.press("Publish anyway")
    owner.expect_message("Published with 1 outstanding issue. Your reason has been recorded.")

    reader.open(f"/{article.slug}/")
    expect(reader.page.get_by_text("Typed just now.")).to_be_visible()
    expect(reader.disclaimer).to_have_count(1)
    owner.open(f"/admin/pages/{article.pk}/history/")
    expect(owner.page.get_by_text("“The team asked for it today.”")).to_be_visible()
