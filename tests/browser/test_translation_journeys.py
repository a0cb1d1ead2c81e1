"""Translators at work in wagtail-localize's own editor, and what readers get of it."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.factories import paragraph, section
from tests.settings import HAS_LOCALIZE
from wagtail_attachment.pages.models import ArticlePage
from wagtail_attachment.setup import create_groups

needs_localize = pytest.mark.skipif(not HAS_LOCALIZE, reason="wagtail-localize is not installed")


@pytest.fixture
def article(practice):
    """A live English article of four texts, in a practice that has a Spanish wording too."""
    factories.put_in_force(factories.WORDING_ES, language="es")
    factories.force_live(factories.get_home("es"))
    text = section(heading="Going first", content=[paragraph("<p>Somebody has to knock.</p>")])
    page = factories.make_article(text, model=ArticlePage, title="Repair", slug="repair")
    page.lead = "<p>The flat is quiet.</p>"
    page.save_revision().publish()
    return page


@pytest.fixture
def translator(log_in):
    """Somebody who translates and publishes, and approves nothing."""
    user = factories.make_user(name="Tina Translator")
    groups = create_groups()
    user.groups.set([groups["translators"], groups["editors"]])
    return log_in(user)


def begin(editor, language="es"):
    """Begin the one article that waits for a language, from the Languages desk."""
    editor.open(f"/admin/practice/languages/?language={language}")
    editor.page.get_by_role("link", name="Repair").click()
    editor.press("Submit")
    editor.expect_message("successfully submitted")


def find_string(editor, source):
    """Return the string's row; its class says whether it is complete, or to be looked at again."""
    return editor.page.get_by_text(source, exact=True).locator(
        "xpath=ancestor::li[contains(@class, 'complete') or @class='errored']"
    )


def type_string(editor, source, words):
    """Translate one string and wait until it is stored."""
    string = find_string(editor, source)
    string.get_by_role("button", name="Translate").or_(
        string.get_by_role("button", name="Edit")
    ).click()
    string.locator("textarea").fill(words)
    string.get_by_role("button", name="Save").click()
    expect(string.locator("textarea")).to_have_count(0)
    expect(string).to_contain_text(words)
    expect(string.get_by_text("Saving")).to_have_count(0)


def publish(editor, language="Spanish"):
    editor.press(f"Publish in {language}")


@needs_localize
def test_a_translator_translates_string_by_string_and_publishes(
    article, translator, reader, live_server
):
    # Links between languages are whole addresses.
    site = factories.get_site()
    site.port = urlsplit(live_server.url).port
    site.save()
    begin(translator)
    type_string(translator, "Repair", "Reparar")
    type_string(translator, "The flat is quiet.", "El piso está en silencio.")
    type_string(translator, "Going first", "Dar el primer paso")
    type_string(translator, "Somebody has to knock.", "Alguien tiene que llamar a la puerta.")
    publish(translator)
    translator.expect_message("is published in")

    reader.open("/es/repair/")
    expect(reader.page.locator("html")).to_have_attribute("lang", "es")
    expect(reader.page.get_by_role("heading", name="Reparar", exact=True)).to_be_visible()
    expect(reader.page.get_by_text("Alguien tiene que llamar a la puerta.")).to_be_visible()
    expect(reader.disclaimer).to_contain_text("Esto es educación")
    reader.page.get_by_role("link", name="English").click()
    expect(reader.page.get_by_text("Somebody has to knock.")).to_be_visible()


@needs_localize
def test_half_a_translation_is_refused_with_the_number_left(article, translator, reader):
    begin(translator)
    type_string(translator, "Repair", "Reparar")
    publish(translator)

    translator.expect_message("Your texts are saved")
    translator.expect_message("3 texts are still in English")
    expect(find_string(translator, "Repair")).to_contain_text("Reparar")
    assert reader.open("/es/repair/").response.status == 404

    type_string(translator, "The flat is quiet.", "El piso está en silencio.")
    type_string(translator, "Going first", "Dar el primer paso")
    publish(translator)
    translator.expect_message("1 text is still in English (“Somebody has to knock.”)")


@needs_localize
@pytest.mark.translation_case(69)
def test_machine_translation_waits_for_a_person_each_time(
    article, translator, owner, reader, settings
):
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {
        "CLASS": "tests.localize.machine.RecordingTranslator"
    }
    url = "/es/repaires/"  # the machine writes the slug too
    translator.count_clicks()
    owner.count_clicks()
    begin(translator)
    translator.press("Translate with Machine")
    publish(translator)
    translator.expect_message("4 texts of the translation")
    translator.expect_message("have not been reviewed by a person")
    expect(
        translator.page.locator(".messages [data-violation]", has_text="Olive Owner").first
    ).to_be_visible()
    assert reader.open(url).response.status == 404

    [translated] = article.get_translations()
    review(owner, translated)
    publish(translator)
    translator.expect_message("Published")
    expect(reader.open(url).page.get_by_text("Somebodyes hases")).to_be_visible()
    assert 0 < translator.clicks + owner.clicks < 15

    change_original(article, "Somebody has to ring.")
    update_translations(owner, article)
    translator.open(f"/admin/pages/{translated.pk}/edit/")
    # The former translation is left to a person, so there is nothing for the machine.
    expect(
        translator.page.get_by_role("button", name="Translate with Machine").first
    ).to_be_disabled()
    expect(translator.page.get_by_text("“knock.” became “ring.”")).to_be_visible()
    publish(translator)
    translator.expect_message("1 text has an error (“Somebodyes hases toes knockes.”)")
    reader.open(url)
    expect(reader.page.get_by_text("knockes")).to_be_visible()


def review(editor, translated, count=4):
    editor.open(f"/admin/practice/articles/{translated.pk}/translation/")
    editor.page.get_by_label(f"I have read all {count} texts of this list").check()
    editor.press("Record what I have ticked")


def change_original(article, words):
    article.refresh_from_db()
    article.body[0].value["content"][0].value.source = f"<p>{words}</p>"
    article.save_revision().publish()


def update_translations(editor, article):
    """Choose *Sync translated pages* at the original, without publishing."""
    from wagtail_localize.models import TranslationSource

    source = TranslationSource.objects.get_for_instance(article)
    editor.open(f"/admin/localize/update/{source.pk}/")
    editor.press("Submit")


@needs_localize
def test_a_new_language_without_a_wording_names_who_can_approve_one(article, translator, reader):
    factories.force_live(factories.get_home("de"))
    begin(translator, "de")
    for source, words in {
        "Repair": "Wieder zueinander",
        "The flat is quiet.": "In der Wohnung ist es still.",
        "Going first": "Den ersten Schritt tun",
        "Somebody has to knock.": "Jemand muss klopfen.",
    }.items():
        type_string(translator, source, words)
    publish(translator, "German")

    translator.expect_message("Your texts are saved")
    refusal = translator.page.locator(".messages [data-violation='disclaimer.missing']")
    expect(refusal).to_contain_text("no approved disclaimer")
    expect(refusal).to_contain_text("Ask: Ada Approver")
    assert reader.open("/de/repair/").response.status == 404


def test_an_arabic_reader_comes_to_help_first_and_reads_the_number_left_to_right(reader):
    number = "1-800-273-8255"
    factories.set_country()
    factories.make_verified_line(number, name="خط النجاة", language="ar", languages="ar")
    factories.put_in_force(
        "<p>للتثقيف. تواصل مع {crisis_line}.</p>", language="ar", heading="تنبيه"
    )
    home = factories.force_live(factories.get_home("ar"))
    text = section(heading="قسم", content=[paragraph("<p>نص.</p>")])
    page = factories.make_article(text, model=ArticlePage, parent=home, title="القرب", live=True)

    reader.open(page.url)
    expect(reader.page.locator("html")).to_have_css("direction", "rtl")
    focused = reader.page.locator("main :focus")
    for _ in range(10):
        reader.page.keyboard.press("Tab")
        if focused.count():
            break
    expect(focused).to_have_text("هل أنت بحاجة إلى المساعدة الآن؟")
    reader.page.keyboard.press("Enter")
    expect(reader.crisis_card).to_be_in_viewport()

    shown = reader.crisis_card.get_by_text(number)
    expect(shown).to_have_css("direction", "ltr")
    assert find_places_of_letters(shown) == sorted(find_places_of_letters(shown))


def find_places_of_letters(locator):
    """Return how far from the left each letter of an element's text is on the screen."""
    return locator.evaluate(
        """element => [...element.textContent].map((_, index) => {
            const range = document.createRange();
            range.setStart(element.firstChild, index);
            range.setEnd(element.firstChild, index + 1);
            return range.getBoundingClientRect().left;
        })"""
    )
