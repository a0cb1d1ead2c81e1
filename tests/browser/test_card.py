"""The crisis card on a phone: what is seen at once, and that no number stands apart from its word."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests import factories
from tests.browser.reading import LANGUAGES, make_pages, make_practice
from wagtail_attachment.ledger import edition
from wagtail_attachment.models import CrisisChannel, CrisisResource, CrisisText, Topic

PHONE = {"width": 360, "height": 760}
FIRST_CALL = "#crisis a[href^='tel:']"
EMERGENCY = ".attachment-crisis__emergency a"

every_language = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture
def phone(open_browser):
    """A phone without scripts: what is one tap away is so without them."""
    page = open_browser(java_script_enabled=False)
    page.set_viewport_size(PHONE)
    return page


def get_bottom(page, selector):
    box = page.locator(selector).first.bounding_box()
    return box["y"] + box["height"]


@every_language
def test_card_of_an_ordinary_article_is_small_and_unfolds_at_a_tap(phone, language):
    make_practice()
    phone.goto(make_pages(language)["article"])
    card = phone.locator("#crisis")
    assert card.bounding_box()["height"] <= 480
    folded = card.locator("details .attachment-line").first
    expect(card.locator(EMERGENCY)).to_be_visible()
    expect(folded).to_be_hidden()
    card.locator("summary").click()
    expect(folded).to_be_visible()


@every_language
def test_sensitive_article_shows_its_numbers_in_the_first_view(phone, language):
    make_practice()
    phone.goto(make_pages(language)["sensitive"])
    assert get_bottom(phone, FIRST_CALL) <= 700
    assert get_bottom(phone, EMERGENCY) <= 700


@every_language
def test_so_it_does_below_the_quick_exit(phone, language):
    make_practice()
    address = make_pages(language)["sensitive"]
    Topic.objects.update(quick_exit=True)
    edition.renew()
    phone.goto(address)
    expect(phone.locator(".attachment-exit__link")).to_be_in_viewport()
    assert get_bottom(phone, FIRST_CALL) <= PHONE["height"]
    assert get_bottom(phone, EMERGENCY) <= PHONE["height"]


@pytest.mark.parametrize(("language", "countries"), [("en", ["US", "GB"]), ("es", ["ES", "US"])])
def test_five_lines_of_two_countries_take_no_more_room(phone, settings, language, countries):
    make_practice()
    settings.WAGTAIL_ATTACHMENT_LOCALE_COUNTRIES = {language: countries}
    other = next(country for country in countries if country != "US")
    for _number in range(2):
        line = factories.make_crisis_line(
            "116 123", country=other, name="Samaritans", languages=language
        )
        line.texts.add(CrisisText(language="es", name="Línea de atención a la conducta suicida"))
        line.channels.update(cost="free")
        line.channels.add(
            CrisisChannel(kind="text", dialled="85258", sms_keyword="SHOUT", always_open=True)
        )
        line.save()
        CrisisResource.objects.get(pk=line.pk).verify(factories.make_verifier())
    phone.goto(make_pages(language)["article"])
    card = phone.locator("#crisis")
    assert card.locator(".attachment-line").count() >= 5
    assert card.locator(EMERGENCY).count() == 2
    assert card.bounding_box()["height"] <= 480


@every_language
@pytest.mark.parametrize("width", [320, 360])
def test_no_line_begins_with_a_number_and_none_is_broken(open_browser, language, width):
    make_practice()
    page = open_browser()
    page.set_viewport_size({"width": width, "height": 760})
    page.goto(make_pages(language)["article"])
    page.locator("#crisis summary").click()
    # Only a number that leaves no room for its word may stand below it.
    broken = page.locator("#crisis .attachment-target .attachment-together").evaluate_all(
        """parts => {
            const isBroken = element => {
                const text = document.createRange();
                text.selectNodeContents(element);
                const tops = [...text.getClientRects()].map(box => box.top);
                return Math.max(...tops) - Math.min(...tops) > 10;
            };
            const isTooLong = part => {
                const target = part.closest('.attachment-target');
                part.style.whiteSpace = target.style.whiteSpace = 'nowrap';
                const style = getComputedStyle(target);
                const frame = parseFloat(style.paddingLeft) * 2 + parseFloat(style.borderLeftWidth) * 2;
                const room = target.closest('ul').clientWidth;
                return part.getBoundingClientRect().width + frame > room;
            };
            return parts.filter(part => {
                const number = part.querySelector('bdi');
                return number && isBroken(number) || isBroken(part) && !isTooLong(part);
            }).map(part => part.textContent);
        }"""
    )
    assert broken == []
    alone = page.locator("#crisis .attachment-target bdi").evaluate_all(
        """numbers => numbers
            .filter(number => /\\d/.test(number.textContent))
            .filter(number => !number.closest('.attachment-together'))
            .map(number => number.parentElement.textContent)"""
    )
    assert alone == []


def test_axe_finds_nothing_where_all_is_unfolded(open_browser):
    make_practice()
    pages = make_pages("en")
    page = open_browser()
    page.set_viewport_size(PHONE)
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        for kind in ("article", "sensitive"):
            page.goto(pages[kind])
            page.locator("#crisis summary").click()
            assert Axe().run(page).response["violations"] == []


def test_sensitive_article_is_printed_with_one_card_and_all_its_numbers(open_browser):
    make_practice()
    page = open_browser()
    page.goto(make_pages("en")["sensitive"])
    page.emulate_media(media="print")
    visible = [card for card in page.locator("[data-attachment-crisis]").all() if card.is_visible()]
    assert len(visible) == 1
    text = " ".join(visible[0].inner_text().split())
    for words in ("Call 988", "Text HOME to 741741", "207 555 0199", "Call 911", "24 hours a day"):
        assert words in text
    assert text.count("Call 911") == 1
