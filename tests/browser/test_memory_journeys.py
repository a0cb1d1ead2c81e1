"""What a translator is spared: texts kept in one act, former translations, texts reviewed before."""

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.browser.test_translation_journeys import needs_localize
from tests.factories import paragraph, section
from wagtail_attachment.pages.models import ArticlePage

SENTENCE = "Closeness can feel like pressure."


@pytest.fixture
def _spanish(practice):
    factories.put_in_force(factories.WORDING_ES, language="es")
    for code in ("es", "es-mx"):
        factories.force_live(factories.get_home(code))


def make_article(*texts, title, slug, language="en"):
    body = section(heading=texts[0], content=[paragraph(f"<p>{text}</p>") for text in texts[1:]])
    home = factories.get_home(language)
    page = factories.make_article(body, model=ArticlePage, title=title, slug=slug, parent=home)
    page.save_revision().publish()
    return page


def start(page, code):
    from wagtail_localize.operations import translate_object

    locale = factories.get_locale(code)
    translate_object(page, [locale])
    return page.get_translation(locale)


@needs_localize
@pytest.mark.usefixtures("_spanish")
def test_sixty_texts_of_two_kinds_of_spanish_are_kept_in_one_act(owner, reader):
    texts = [f"Una frase, la número {number}." for number in range(59)]
    page = make_article(*texts, title="Cercanía", slug="cercania", language="es")
    mexican = start(page, "es-mx")
    owner.open(f"/admin/practice/articles/{mexican.pk}/translation/")
    owner.page.get_by_label("Keep all 60 texts of this list").check()
    owner.press("Record what I have ticked")
    owner.expect_message("60 texts are kept on purpose")
    owner.open(f"/admin/pages/{mexican.pk}/edit/")
    owner.press("Publish in Mexican Spanish")
    owner.expect_message("is published in Mexican Spanish")
    reader.open("/es-mx/cercania/")
    expect(reader.page.get_by_text("Una frase, la número 58.")).to_be_visible()


@needs_localize
@pytest.mark.usefixtures("_spanish")
def test_former_translation_is_where_a_translator_begins(owner, superuser):
    from tests.localize import work

    page = make_article("Going first", SENTENCE, title="Repair", slug="repair")
    spanish = work.publish_translated(start(page, "es"), superuser)
    page.title = "Repair after a quarrel"
    work.publish_source(page)
    work.get_record(spanish).source.update_from_db()
    owner.open(f"/admin/pages/{spanish.pk}/edit/")
    owner.expect_message("1 text whose original changed begins with its former translation.")
    # Above it a message names the change in the same words.
    source = owner.page.get_by_text("Repair after a quarrel", exact=True).last
    string = source.locator("xpath=ancestor::li[1]")
    expect(string).to_contain_text("“after a quarrel” was added.")
    string.get_by_role("button", name="Edit").click()
    expect(string.locator("textarea")).to_have_value(work.say("Repair"))
    string.locator("textarea").fill("Reparar tras una pelea")
    string.get_by_role("button", name="Save").click()
    expect(string.locator("textarea")).to_have_count(0)
    expect(string).not_to_contain_text("The original changed")
