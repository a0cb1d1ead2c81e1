"""A translator who may not publish and a reviewer, with a translation that goes to and fro."""

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.browser.test_translation_journeys import (
    begin,
    change_original,
    needs_localize,
    publish,
    review,
    type_string,
    update_translations,
)
from tests.factories import paragraph, section
from wagtail_attachment.pages.models import ArticlePage
from wagtail_attachment.setup import create_groups

READY = "Ready for review"


@pytest.fixture
def article(practice):
    """A live English article, in a practice with a disclaimer and a home page in Spanish and German."""
    german = "<p>Dies informiert und behandelt nicht. In einer Krise: {crisis_line}.</p>"
    for language, wording in (("es", factories.WORDING_ES), ("de", german)):
        factories.put_in_force(wording, language=language)
        factories.force_live(factories.get_home(language))
    text = section(heading="Going first", content=[paragraph("<p>Somebody has to knock.</p>")])
    page = factories.make_article(text, model=ArticlePage, title="Repair", slug="repair")
    page.save_revision().publish()
    return page


@pytest.fixture
def translator(log_in, article):
    user = factories.make_user(name="Tina")
    user.groups.set([create_groups()["translators"]])
    return log_in(user)


@pytest.fixture
def rosa(log_in, article):
    user = factories.make_user("review_translation", "submit_translation", name="Rosa")
    user.groups.set([create_groups()["reviewers"]])
    return log_in(user)


def get_edit_url(translated):
    return f"/admin/pages/{translated.pk}/edit/"


@needs_localize
def test_translation_goes_to_and_fro_until_it_is_right(article, translator, rosa, reader):
    begin(translator)
    type_string(translator, "Repair", "Reparar")
    type_string(translator, "Going first", "Ir primero")
    type_string(translator, "Somebody has to knock.", "Alguien tiene que llamar.")
    # The one button that leads is theirs; what would be refused is not there.
    footer = translator.page.locator("footer")
    expect(footer.get_by_role("button", name="Publish in Spanish")).to_have_count(0)
    footer.locator(".w-dropdown__toggle").first.click()
    for name in ("Delete", "Convert to alias page", "Stop Synced translation"):
        expect(footer.get_by_text(name)).not_to_be_visible()
    footer.locator(".w-dropdown__toggle").first.click()
    translator.press(READY)
    translator.expect_message("“Repair” is ready for review.")
    assert reader.open("/es/repair/").response.status == 404

    [spanish] = article.get_translations()
    rosa.open("/admin/")
    panel = rosa.page.locator("#practice-todo-translations").locator("xpath=..")
    expect(panel).to_contain_text("Spanish, handed over by Tina")
    panel.get_by_role("link", name="Review").click()
    rosa.page.get_by_role("link", name="Send back…").click()
    rosa.page.get_by_label("Note on “Ir primero”").fill("Dar el primer paso.")
    rosa.press("Send back")
    rosa.expect_message("Sent back, and Tina was told by email.")

    translator.open(get_edit_url(spanish))
    translator.expect_message("Dar el primer paso.")
    type_string(translator, "Going first", "Dar el primer paso")
    translator.press(READY)
    review(rosa, spanish, count=3)
    rosa.open(get_edit_url(spanish))
    publish(rosa)
    rosa.expect_message("is published in")
    expect(reader.open("/es/repair/").page.get_by_text("Dar el primer paso")).to_be_visible()

    # A week later the original says something else, and so does the other language's translator.
    change_original(article, "Somebody has to ring.")
    update_translations(rosa, article)
    translator.open(get_edit_url(spanish))
    type_string(translator, "Somebody has to ring.", "Alguien tiene que tocar el timbre.")
    translator.press(READY)
    expect(reader.open("/es/repair/").page.get_by_text("tiene que llamar")).to_be_visible()
    begin(translator, "de")
    type_string(translator, "Repair", "Reparieren")
    type_string(translator, "Going first", "Den ersten Schritt tun")
    type_string(translator, "Somebody has to ring.", "Jemand muss klingeln.")
    translator.press(READY)

    rosa.open("/admin/")
    expect(panel.locator("li")).to_have_count(2)
    rosa.open(get_edit_url(spanish))
    publish(rosa)
    rosa.expect_message("is published in")
    expect(reader.open("/es/repair/").page.get_by_text("tocar el timbre")).to_be_visible()
    rosa.open("/admin/")
    expect(panel.locator("li")).to_have_count(1)
    expect(panel).to_contain_text("German, handed over by Tina")

    # The second language is reviewed as the first was, and nothing waits any more.
    assert reader.open("/de/repair/").response.status == 404
    german = article.get_translation(factories.get_locale("de"))
    review(rosa, german, count=3)
    rosa.open(get_edit_url(german))
    publish(rosa, "German")
    rosa.expect_message("is published in")
    expect(reader.open("/de/repair/").page.get_by_text("Jemand muss klingeln")).to_be_visible()
    expect(reader.page.get_by_text("In einer Krise:")).to_be_visible()
    rosa.open("/admin/")
    expect(panel).to_have_count(0)
