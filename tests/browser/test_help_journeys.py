"""Help keeps its place: found by search on a phone, and through what people do in the admin."""

import pytest
from django.utils.translation import gettext, ngettext, override
from playwright.sync_api import expect
from wagtail.users.models import UserProfile

from tests import factories
from tests.browser.reading import make_pages, make_practice
from wagtail_attachment.models import CrisisResource, CrisisResourceVersion, Disclaimer
from wagtail_attachment.pages.models import ArticlePage

PHONE = {"width": 360, "height": 760}
BOARD = "(916) 574-7830"

SAID = {"en": "kill myself", "es": "quiero morir", "ar": "أريد أن أموت"}
ONE_ARTICLE = {"en": "1 live article", "es": "1 artículo publicado", "ar": "مقال منشور واحد"}
CALM = {"en": "messages", "es": "mensajes", "ar": "الرسائل"}


@pytest.mark.parametrize("language", SAID)
def test_search_for_words_of_crisis_shows_a_number_in_the_first_view(open_browser, language):
    make_practice()
    page = open_browser(java_script_enabled=False)
    page.set_viewport_size(PHONE)
    page.goto(make_pages(language)["index"])

    def search(words):
        page.locator("[name=q]").fill(words)
        with page.expect_navigation():
            page.locator("form[role=search] button").click()

    search(CALM[language])
    assert get_top(page, "#crisis") > get_top(page, "form[role=search]")
    search(SAID[language])
    assert get_top(page, "#crisis") < get_top(page, "form[role=search]")
    first = page.locator("#crisis a[href='tel:988']").first.bounding_box()
    assert first["y"] + first["height"] <= PHONE["height"]
    expect(page.locator("[name=q]")).to_have_value(SAID[language])


@pytest.fixture(params=SAID)
def say(request):
    """Return a function that gives a text of the admin in the language it is in for this journey."""

    def say(text, plural="", **values):
        with override(request.param):
            said = ngettext(text, plural, values["count"]) if plural else gettext(text)
        return said % values if values else said

    say.language = request.param
    return say


@pytest.fixture
def owner(log_in, say):
    """Someone who does all of it on a phone, in each of three languages."""
    user = factories.make_user(superuser=True, name="Olive Owner")
    UserProfile.objects.create(user=user, preferred_language=say.language)
    owner = log_in(user)
    owner.page.set_viewport_size(PHONE)
    return owner


def get_top(page, selector):
    return page.locator(selector).bounding_box()["y"]


def test_help_stays_above_a_text_that_is_rewritten_and_taken_down_for_a_while(owner, reader, say):
    factories.make_practice()
    article = factories.make_article(
        factories.section(), model=ArticlePage, title="Long nights", lead="<p>You want to die.</p>"
    )
    article.save_revision().publish()
    card = reader.page.locator("header #crisis")

    def see_card():
        reader.open(f"/{article.slug}/")
        expect(card.locator("a[href='tel:988']").first).to_be_visible()

    see_card()
    owner.open(f"/admin/pages/{article.pk}/edit/")
    owner.write_rich_text(owner.page.locator("[data-contentpath=lead]"), "You feel very low.")
    owner.choose_action("action-publish")
    see_card()
    expect(reader.page.get_by_text("You feel very low.")).to_be_visible()

    owner.open(f"/admin/pages/{article.pk}/unpublish/")
    owner.press(say("Yes, unpublish it"))
    assert reader.open(f"/{article.slug}/").response.status == 404
    owner.open(f"/admin/pages/{article.pk}/edit/")
    owner.choose_action("action-publish")
    see_card()


def test_notice_comes_from_its_starter_to_readers_with_its_number_checked(
    practice, owner, reader, say
):
    article = factories.make_article(live=True)
    page = owner.page
    owner.open("/admin/practice/notices/add/")
    page.fill("#id_name", "Good faith estimate")
    page.select_option("#id_start_from", "us-good-faith-estimate")
    page.select_option("#id_applies_to", "everywhere")
    owner.page.locator("main form [type=submit]").last.click()
    expect(page.get_by_text("[Name of your practice]").first).to_be_visible()

    owner.choose_action("action-approve")  # what is in brackets is still to be filled in
    expect(page.locator(".messages")).to_contain_text("[")
    expect(reader.open(article.url).page.get_by_text("[Name of your practice]")).to_have_count(0)

    draft = Disclaimer.objects.get(kind="good-faith-estimate")
    owner.open(f"/admin/practice/disclaimers/edit/{draft.pk}/")
    owner.write_rich_text(page.locator("form"), f"Ask us for an estimate, or call {BOARD}.")
    owner.choose_action("action-approve")
    owner.press(say("Approve"))
    expect(
        page.get_by_text(say("Say where you checked %(number)s.", number=BOARD)).first
    ).to_be_visible()
    expect(reader.open(article.url).disclaimer).to_have_count(1)
    page.get_by_label(say("Where you checked it")).fill("https://www.bbs.ca.gov/")
    page.get_by_label(say("I checked this number today.")).check()
    owner.press(say("Approve"))
    owner.expect_message(
        say(
            "Approved. Readers see it on %(count)d live article now.",
            "Approved. Readers see it on %(count)d live articles now.",
            count=1,
        )
    )

    expect(reader.open(article.url).disclaimer).to_have_count(2)
    expect(reader.disclaimer.last).to_contain_text(BOARD)


def test_last_line_is_withdrawn_on_the_word_of_a_named_person(practice, owner, reader, say):
    article = factories.make_article(live=True)
    line, page = CrisisResource.objects.get(), owner.page
    owner.open(f"/admin/practice/crisis-lines/{line.pk}/withdraw/")
    expect(page.locator("[data-line-change]")).to_contain_text(ONE_ARTICLE[say.language])
    expect(page.locator("[data-line-change]")).to_contain_text("911")
    expect(page.get_by_role("link", name=say("Verify another one first"))).to_be_visible()

    page.get_by_label(say("Why, and why no other line takes its place")).fill(
        "It closed; the state has no other."
    )
    owner.press(say("Withdraw it now"))
    refused = say("Verify another line first, or tick this and say how you know.")
    expect(page.get_by_text(refused).first).to_be_visible()
    expect(reader.open(article.url).crisis_card).to_contain_text("988")

    page.locator("main form [type=checkbox]").check()
    owner.press(say("Withdraw it now"))
    withdrawn = "“%(name)s” is withdrawn: readers do not see it any more."
    owner.expect_message(say(withdrawn, name="Lifeline"))
    stated = CrisisResourceVersion.objects.get(act=CrisisResourceVersion.Act.NONE_EXISTS)
    assert stated.person_name == "Olive Owner"
    assert stated.note == "It closed; the state has no other."
    expect(reader.open(article.url).crisis_card).not_to_contain_text("988")
    expect(reader.crisis_card.locator("a[href='tel:911']").first).to_be_visible()


def test_another_country_says_first_what_readers_would_lose(practice, owner, reader, say):
    article = factories.make_article(live=True)
    page = owner.page

    def choose_kingdom():
        owner.open("/admin/practice/setup/")
        page.get_by_role("heading", name=say("Say where your readers are")).click()
        page.select_option("#id_country", "GB")
        owner.press(say("Save the country"))
        expect(page.locator("[data-line-change]")).to_contain_text(ONE_ARTICLE[say.language])
        expect(page.get_by_role("link", name=say("Verify one first"))).to_be_visible()

    choose_kingdom()
    page.locator("#country").get_by_role("link", name=say("Cancel")).click()
    expect(reader.open(article.url).crisis_card).to_contain_text("988")

    choose_kingdom()
    page.locator("#country").get_by_role("textbox").fill("I asked the NHS.")
    owner.press(say("Put this on record and change the country"))
    expect(reader.open(article.url).crisis_card).not_to_contain_text("988")
    expect(reader.crisis_card.locator("a[href='tel:999']").first).to_be_visible()
