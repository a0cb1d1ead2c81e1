"""What is handed over on paper: all of it, and nothing to press."""

from playwright.sync_api import expect

from tests import factories
from tests.browser.reading import make_pages, make_practice
from wagtail_attachment.models import Disclaimer


def test_report_is_printed_to_its_end_and_without_menu_and_form(owner):
    factories.make_practice()
    article = factories.make_article(live=True, title="Avoidant attachment")
    disclaimer = Disclaimer.objects.get()
    for number in range(5):
        disclaimer.body = f"<p>Wording {number}. Call {{crisis_line}}.</p>"
        disclaimer.save()
        disclaimer.approve(factories.make_approver())
    page = owner.page
    owner.open(f"/admin/practice/disclosure/?page={article.pk}")
    expect(page.get_by_text("Wording 4. Call 988.").first).to_be_attached()

    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="Show")).to_be_hidden()
    expect(page.get_by_role("link", name="Reports")).to_be_hidden()
    sheet = page.evaluate("document.body.getBoundingClientRect().bottom")
    end = page.evaluate(
        "document.querySelector('.wagtail-attachment-disclosure').getBoundingClientRect().bottom"
    )
    assert sheet >= end > 1500


def test_an_article_is_printed_with_its_disclaimer_and_all_its_numbers(open_browser):
    make_practice()
    page = open_browser(color_scheme="dark")
    page.goto(make_pages("en")["style"])
    page.emulate_media(media="print")

    for part in ("[data-attachment-disclaimer]", ".attachment-handout", ".attachment-references"):
        expect(page.locator(part)).to_be_visible()
    lines = page.locator("#crisis .attachment-line")
    assert lines.count() > 3  # some of them folded on screen
    for line in lines.all():
        expect(line).to_be_visible()
    for part in ("contents", "need-help", "related", "booking__note", "breadcrumbs", "skip"):
        for element in page.locator(f".attachment-{part}").all():
            expect(element).to_be_hidden()
    ink = page.locator("h1").evaluate("title => getComputedStyle(title).color")
    lightness = page.evaluate(
        """ink => {
            const context = new OffscreenCanvas(1, 1).getContext('2d');
            context.fillStyle = ink;
            context.fillRect(0, 0, 1, 1);
            return Math.max(...context.getImageData(0, 0, 1, 1).data.slice(0, 3));
        }""",
        ink,
    )
    assert lightness < 80  # dark on paper, though the screen is dark
