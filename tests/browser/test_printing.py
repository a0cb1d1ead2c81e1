"""The report of what readers saw is handed over on paper: all of it, without the admin around it."""

from playwright.sync_api import expect

from tests import factories
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
    expect(page.get_by_text("Wording 4. Call 988.")).to_be_attached()

    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="Show")).to_be_hidden()
    expect(page.get_by_role("link", name="Reports")).to_be_hidden()
    sheet = page.evaluate("document.body.getBoundingClientRect().bottom")
    end = page.evaluate(
        "document.querySelector('.wagtail-attachment-disclosure').getBoundingClientRect().bottom"
    )
    assert sheet >= end > 1500
