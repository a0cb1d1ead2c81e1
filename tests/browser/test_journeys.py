"""The journeys that the product is for, from a fresh site to a reader who is safe."""

from playwright.sync_api import expect

from tests import factories
from wagtail_attachment.models import CrisisResource, Disclaimer
from wagtail_attachment.pages.models import AttachmentStylePage

ADD_STYLE_PAGE = "/admin/pages/add/wagtail_attachment_pages/attachmentstylepage/{}/"


def write_style_page(editor):
    """Compose an article of five sections by typing and by adding blocks."""
    editor.open(ADD_STYLE_PAGE.format(factories.get_home().pk))
    editor.write_title("Avoidant attachment")
    editor.page.select_option("#id_style", "avoidant")
    for number in range(5):
        editor.write_paragraph(number, f"What section {number} has to say.")


def open_setup(editor, anchor=""):
    return editor.open(f"/admin/practice/setup/{anchor}")


def set_country(editor):
    open_setup(editor).page.select_option("#id_country", "US")
    editor.press("Save the country")


def put_suggested_wording_in_force(editor):
    open_setup(editor, "#disclaimer")
    editor.press("Save and approve")
    editor.expect_message("Approved.")


def verify_first_line(editor):
    open_setup(editor, "#lines")
    line = editor.page.locator(".wagtail-attachment-line", has_text="988 Suicide")
    line.get_by_role("checkbox").check()
    with editor.page.expect_navigation():
        line.get_by_role("button", name="Verify and publish").click()
    editor.expect_message("is verified")


def test_first_publish(owner, reader):
    page = owner.page
    owner.open("/admin/")
    expect(page.get_by_role("heading", name="Practice setup, 0 of 5")).to_be_visible()
    page.get_by_role("link", name="Say where your readers are").click()
    set_country(owner)
    put_suggested_wording_in_force(owner)
    verify_first_line(owner)
    page.fill("#id_url", "https://calendly.com/practice")
    owner.press("Use this link")
    owner.press("Create the list of articles")
    owner.expect_message("The list of articles is live")

    write_style_page(owner)
    owner.add_block(0, "Key point")
    page.locator("[data-contentpath=text] textarea").fill("Distance is a habit, not a verdict.")
    owner.choose_action("action-publish")
    owner.expect_message("published")

    reader.open("/avoidant-attachment/")
    expect(reader.page.get_by_text("Distance is a habit, not a verdict.")).to_be_visible()
    for number in range(5):
        expect(reader.page.get_by_text(f"What section {number} has to say.")).to_be_visible()
    expect(reader.disclaimer).to_have_count(1)
    expect(reader.crisis_card.locator("a[href='tel:988']").first).to_be_visible()
    expect(reader.booking).to_have_count(1)
    order = reader.page.locator(
        "[data-attachment-disclaimer], [data-attachment-crisis], [data-attachment-booking]"
    ).evaluate_all("parts => parts.map(part => Object.keys(part.dataset)[0])")
    assert order == ["attachmentDisclaimer", "attachmentCrisis", "attachmentBooking"]
    expect(reader.page.locator("main a").first).to_have_text("Need help now?")

    owner.open("/admin/")
    expect(page.get_by_role("heading", name="Practice setup")).to_have_count(0)


def test_no_dead_end(owner, reader):
    page = owner.page
    write_style_page(owner)
    owner.choose_action("action-publish")

    owner.expect_message("Your text is saved.")
    article = AttachmentStylePage.objects.get()
    assert not article.live
    assert reader.open("/avoidant-attachment/").response.status == 404
    expect(page.get_by_text("What section 4 has to say.").first).to_be_visible()
    messages = page.locator(".messages")
    expect(messages.get_by_role("link", name="Fix this")).to_have_count(2)

    messages.get_by_role("link", name="Fix this").first.click()
    page.wait_for_url("**/practice/setup/**")
    owner.press("Save and approve")
    page.get_by_role("link", name="Back to “Avoidant attachment”").click()
    expect(page.locator("[data-violation='disclaimer.missing']")).to_have_count(0)
    owner.open_checklist()
    page.locator("[data-violation='crisis.missing'] a").click()
    page.wait_for_url("**/practice/setup/**")
    set_country(owner)
    verify_first_line(owner)

    owner.open(f"/admin/pages/{article.pk}/edit/")
    owner.open_checklist()
    expect(page.get_by_text("Nothing is missing: it can be published.")).to_be_visible()
    owner.choose_action("action-publish")
    expect(reader.open("/avoidant-attachment/").disclaimer).to_have_count(1)


def test_approved_wording_is_on_every_article_at_once(practice, owner, log_in, reader):
    urls = [factories.make_article(live=True).url for _ in range(2)]
    disclaimer = Disclaimer.objects.get()
    editor = log_in(factories.make_user("change_disclaimer", "view_disclaimer", name="Eve Editor"))

    def rewrite(person, text):
        person.open(f"/admin/practice/disclaimers/edit/{disclaimer.pk}/")
        person.write_rich_text(person.page.locator("form"), text)

    rewrite(editor, "An editor's words.")
    expect(editor.page.locator("[name=action-approve]")).to_have_count(0)
    editor.choose_action("action-ask-approval")
    editor.expect_message("Olive Owner")
    for url in urls:
        expect(reader.open(url).disclaimer).not_to_contain_text("An editor's words.")

    rewrite(owner, "The owner's words.")
    owner.choose_action("action-approve")
    owner.expect_message("Approved.")
    for url in urls:
        expect(reader.open(url).disclaimer).to_contain_text("The owner's words.")


def test_what_readers_see_is_not_deleted(practice, owner, reader):
    article = factories.make_article(live=True)
    disclaimer = Disclaimer.objects.get()
    line = CrisisResource.objects.get()

    owner.open(f"/admin/practice/disclaimers/delete/{disclaimer.pk}/")
    owner.expect_message("has been approved")
    assert Disclaimer.objects.exists()
    owner.open(f"/admin/practice/crisis-lines/delete/{line.pk}/")
    owner.expect_message("Withdraw it first")
    assert CrisisResource.objects.exists()

    reader.open(article.url)
    expect(reader.disclaimer).to_have_count(1)
    expect(reader.crisis_card.locator("a[href='tel:988']").first).to_be_visible()


def test_an_edited_number_is_not_shown_until_it_is_verified(practice, owner, reader):
    article = factories.make_article(live=True)
    line = CrisisResource.objects.get()
    page = owner.page

    owner.open(f"/admin/practice/crisis-lines/edit/{line.pk}/")
    page.locator("[name$=-dialled]").first.fill("989")
    owner.press("Save")
    expect(reader.open(article.url).crisis_card).to_contain_text("988")
    expect(reader.crisis_card).not_to_contain_text("989")

    owner.open(f"/admin/practice/crisis-lines/{line.pk}/verify/")
    owner.press("Verify and publish")
    expect(page.get_by_text("Open the official page, compare, then tick this.")).to_be_visible()
    page.get_by_role("checkbox").first.check()
    owner.press("Verify and publish")
    expect(reader.open(article.url).crisis_card).to_contain_text("989")


def test_a_withdrawn_line_gives_its_place_to_the_next(practice, owner, reader):
    article = factories.make_article(live=True)
    first = CrisisResource.objects.get()
    factories.make_verified_line("1 800 555 0100", name="Second line")
    owner.open(f"/admin/practice/crisis-lines/{first.pk}/withdraw/")
    owner.press("Withdraw it now")
    owner.expect_message("is withdrawn")
    reader.open(article.url)
    expect(reader.crisis_card).not_to_contain_text("988")
    expect(reader.crisis_card.locator("a[href='tel:18005550100']").first).to_be_visible()
