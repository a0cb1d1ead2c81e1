"""An editor's every attempt to lose the card above a sensitive text."""

from playwright.sync_api import expect

from tests import factories
from wagtail_attachment.pages.models import ArticlePage


def test_only_a_clinician_s_reason_takes_help_from_above_the_text(owner, reader):
    factories.make_practice()
    topic = factories.make_topic("Suicidal thoughts", sensitive=True)
    article = factories.make_article(
        factories.section(), model=ArticlePage, title="Long nights", topics=[topic]
    )
    article.save_revision().publish()
    card = reader.page.locator("header #crisis")

    def see_card():
        reader.open(f"/{article.slug}/")
        expect(card).to_be_visible()

    see_card()
    owner.open(f"/admin/pages/{article.pk}/edit/")
    owner.page.get_by_label("Suicidal thoughts").uncheck()
    owner.choose_action("action-publish")
    see_card()

    owner.open(f"/admin/practice/topics/edit/{topic.pk}/")
    owner.page.locator("#id_sensitive").uncheck()
    owner.press("Save")
    see_card()

    owner.open(f"/admin/pages/{article.pk}/edit/")
    owner.page.get_by_role("link", name="See why, or lower it").click()
    owner.press("Remove help from above the text")
    expect(owner.page.get_by_text("Say why help need not stand above this text.")).to_be_visible()
    see_card()

    owner.page.get_by_label("Reason").fill("It is about a novel.")
    owner.press("Remove help from above the text")
    owner.expect_message("Recorded with your name and reason: help does not stand above this text.")
    owner.open_checklist()
    expect(owner.page.get_by_text("It is about a novel.").first).to_be_visible()
    reader.open(f"/{article.slug}/")
    expect(card).to_have_count(0)
    expect(reader.crisis_card).to_be_visible()
