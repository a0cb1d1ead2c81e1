"""The set-up page: five steps, each posted back, each checked for its own right."""

import json

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import Locale, Page, Site

from tests import factories
from tests.admin import bad_input
from tests.admin.answers import get_messages, get_text, is_denied, read
from wagtail_attachment.disclaimers.starters import get_starter_disclaimers
from wagtail_attachment.models import (
    BookingCTA,
    CrisisResource,
    CrisisResourceVersion,
    Disclaimer,
    DisclaimerVersion,
    PracticeSettings,
)
from wagtail_attachment.pages.models import ArticleIndexPage
from wagtail_attachment.setup import get_steps

URL = "/admin/practice/setup/"


def post(client, action, **data):
    return client.post(URL, {"action": action, **data}, follow=True)


def get_step(name):
    return next(step for step in get_steps(factories.get_site()) if step.name == name)


def get_practice():
    return PracticeSettings.objects.get()


def get_verification(line, **changes):
    prefix = f"line-{line.pk}-"
    values = {"checked": "on", "digest": line.digest, **changes}
    return {"resource": line.pk, **{prefix + name: value for name, value in values.items()}}


def test_page_opens_with_nothing_set_up(owner):
    page = read(owner.get(URL))
    assert "Steps done: 0 of 5" in get_text(page)
    assert [panel["id"] for panel in page.select("div[id]") if panel["id"] in {
        "country", "disclaimer", "lines", "booking", "article"}] == [
        "country", "disclaimer", "lines", "booking", "article"]  # fmt: skip


def test_page_opens_with_all_set_up(owner, practice):
    factories.make_article(live=True)
    factories.set_country(booking=factories.make_booking())
    assert "Steps done: 5 of 5" in get_text(read(owner.get(URL)))


# Each action has a right of its own

ACTIONS = [
    "country",
    "wording",
    "groups",
    "settings",
    "choose-booking",
    "make-list",
    "verify",
    "none-exists",
    "booking",
    "postpone-booking",
]


@pytest.mark.parametrize("action", ACTIONS)
def test_action_without_its_right_changes_nothing(visitor, action):
    line = factories.make_crisis_line()
    data = {"country": "US", "locale": factories.get_locale().pk, "note": "None", "url":
            "https://calendly.com/x", **get_verification(line)}  # fmt: skip
    assert is_denied(post(visitor, action, **data))
    assert not PracticeSettings.objects.exclude(country="", booking=None).exists()
    assert not PracticeSettings.objects.filter(booking_postponed=True).exists()
    for model in (BookingCTA, Disclaimer, CrisisResourceVersion):
        assert not model.objects.exists()


@pytest.mark.parametrize(
    ("right", "action", "data"),
    [
        ("change_practicesettings", "country", {"country": "US"}),
        ("change_practicesettings", "booking", {"url": "https://calendly.com/x"}),
        ("change_practicesettings", "postpone-booking", {}),
        ("add_disclaimer", "wording", {}),
        ("verify_crisisresource", "none-exists", {"country": "LI", "note": "Asked the ministry."}),
    ],
)
def test_action_with_its_right_alone_is_done(log_in, right, action, data):
    factories.set_country("LI")
    if action == "wording":
        data = get_wording(factories.get_locale())
    client = log_in(factories.make_user(right, "change_disclaimer"))
    assert not is_denied(post(client, action, **data))


def test_who_has_no_right_is_told_so_at_each_step(visitor):
    factories.set_country()
    text = get_text(read(visitor.get(URL)))
    assert text.count("You do not have permission for this step. Ask: ") == 6


@pytest.mark.parametrize("action", ["", "no-such", "get", "__class__", "site", "go-on", "\x00"])
def test_unknown_action_is_refused(owner, action):
    assert is_denied(post(owner, action))


def test_post_without_an_action_is_refused(owner):
    assert is_denied(owner.post(URL, follow=True))


# 1. Country


def test_first_step_makes_the_practice_s_groups(owner):
    owner.post("/admin/practice/setup/", {"action": "country", "country": "US"})
    assert Group.objects.filter(name__startswith="Practice ").count() == 3


def test_country_loads_its_lines_as_drafts(owner):
    response = post(owner, "country", country="US")
    assert response.redirect_chain[-1][0] == f"{URL}#disclaimer"
    assert get_practice().country == "US"
    assert CrisisResource.objects.filter(country="US").exists()
    assert not CrisisResource.objects.exclude(country="US").exists()
    assert not CrisisResourceVersion.objects.exists()


def test_page_does_not_lead_to_itself(owner):
    (message,) = get_messages(post(owner, "country", country="US"))
    assert message == "The country is set."


def test_groups_that_were_deleted_on_purpose_stay_so(owner):
    post(owner, "country", country="US")
    Group.objects.get(name="Practice translators").delete()
    post(owner, "country", country="DE")
    assert not Group.objects.filter(name="Practice translators").exists()


def test_country_twice_loads_its_lines_once(owner):
    post(owner, "country", country="US")
    count = CrisisResource.objects.count()
    post(owner, "country", country="US")
    assert CrisisResource.objects.count() == count


@pytest.mark.parametrize("country", ["", "XX", "us", "USA", bad_input.NUL, bad_input.LONG])
def test_country_that_is_not_in_the_list_is_refused(owner, country):
    factories.set_country("DE")
    assert get_messages(post(owner, "country", country=country)) == [
        "Choose a country from the list."
    ]
    assert get_practice().country == "DE"


# Several countries


def test_readers_of_one_language_are_elsewhere(owner):
    factories.get_home("es")
    data = {"country": "US", "countries-es": ["MX", "", "US", "MX"]}
    post(owner, "country", **data)
    assert get_practice().language_countries == {"es": ["MX", "US"]}
    assert CrisisResource.objects.filter(country="MX").exists()
    page = read(owner.get(URL))
    chosen = [option["value"] for option in page.select("#country [name=countries-es] [selected]")]
    assert chosen == ["MX", "US", ""]
    assert {"Mexico", "United States"} <= {h.text for h in page.select("#lines > h3")}
    post(owner, "country", country="US", **{"countries-es": ""})
    assert get_practice().language_countries == {}


def test_one_language_may_have_readers_in_several_countries(owner):
    post(owner, "country", country="US", **{"countries-en": ["CA"]})
    assert get_practice().language_countries == {"en": ["US", "CA"]}
    assert not get_step("lines").is_done


def test_other_country_that_takes_lines_away_is_asked_about(owner, practice):
    factories.make_article(live=True)
    factories.get_home("es")
    data = {"country": "US", "countries-en": ["GB"]}
    page = read(post(owner, "country", **data))
    assert "No crisis line of the United Kingdom is verified." in get_text(
        page.select_one("#country")
    )
    assert get_practice().language_countries == {}
    assert CrisisResource.objects.filter(country="GB").exists()  # to verify one of them first
    hidden = {field["name"]: field["value"] for field in page.select("#country [type=hidden]")}
    assert hidden.items() >= {"country": "US", "countries-en": "GB"}.items()
    post(owner, **{name: hidden[name] for name in ("action", "country", "countries-en",
         "has_read_changes")}, note="Asked the ministry.")  # fmt: skip
    assert get_practice().language_countries == {"en": ["GB"]}


def test_change_that_is_only_asked_about_leaves_no_drafts(owner, practice):
    factories.make_article(live=True)
    factories.make_verified_line("111", country="GB")
    count = CrisisResource.objects.count()
    page = read(post(owner, "country", country="GB"))
    assert page.select_one("#country [name=has_read_changes]")
    assert CrisisResource.objects.count() == count
    post(owner, "country", country="GB", has_read_changes="on")
    assert CrisisResource.objects.count() > count


def test_choice_of_the_practice_s_own_country_is_kept_where_it_says_something(owner, settings):
    for code in ("es", "es-mx", "fr"):
        factories.get_home(code)
    chosen = {"countries-es": "MX", "countries-es-mx": "US", "countries-fr": "US"}
    post(owner, "country", country="US", **chosen)
    assert get_practice().language_countries == {"es": ["MX"], "es-mx": ["US"]}
    settings.WAGTAIL_ATTACHMENT_LOCALE_COUNTRIES = {"fr": ["FR"]}
    post(owner, "country", country="US", **{**chosen, "countries-es": "US"})
    assert get_practice().language_countries == {"fr": ["US"]}


def test_only_language_may_keep_the_practice_s_country_against_the_setting(owner, settings):
    settings.WAGTAIL_ATTACHMENT_LOCALE_COUNTRIES = {"en": ["GB"]}
    post(owner, "country", country="US", **{"countries-en": "US"})
    assert get_practice().language_countries == {"en": ["US"]}
    field = read(owner.get(URL)).select("#country [name=countries-en] [selected]")
    assert [option["value"] for option in field] == ["US", ""]


def test_unknown_other_country_is_refused_at_its_field(owner):
    response = post(owner, "country", country="US", **{"countries-en": "XX"})
    assert get_messages(response) == ["Choose a country from the list."]
    assert read(response).select_one("#country details[open] .w-field--error")
    assert get_practice().country == ""


# 2. Disclaimer


def get_wording(locale, body="Mine.", heading="Note"):
    prefix = f"wording-{locale.pk}"
    content = {"blocks": [{"text": body, "type": "unstyled", "key": "aaaaa", "depth": 0,
                           "inlineStyleRanges": [], "entityRanges": []}], "entityMap": {}}  # fmt: skip
    draft = Disclaimer.objects.filter(locale=locale).first()
    return {
        "locale": locale.pk,
        f"{prefix}-seen": draft.digest if draft else "",
        f"{prefix}-heading": heading,
        f"{prefix}-body": json.dumps(content),
    }


def test_suggestion_is_read_where_it_is_approved(owner):
    page = read(owner.get(URL))
    heading = page.select_one("#disclaimer input[name$=-heading]")["value"]
    assert heading == get_starter_disclaimers()["en"]["heading"]
    assert page.select_one("#disclaimer button")["name"] == "action-approve"
    assert not Disclaimer.objects.exists()


@pytest.mark.parametrize("button", ["action-approve", ""], ids=["approve", "draft"])
def test_disclaimer_is_approved_or_drafted_on_the_page(owner, button):
    for _ in range(2):
        data = get_wording(factories.get_locale(), "Education, no treatment.")
        response = post(owner, "wording", **data, **({button: "1"} if button else {}))
    assert response.redirect_chain[-1][0].startswith((f"{URL}#disclaimer", "/admin/practice/"))
    disclaimer = Disclaimer.objects.get()
    assert disclaimer.text == "Education, no treatment."
    assert DisclaimerVersion.objects.count() == (1 if button else 0)
    assert get_step("disclaimer").is_done is bool(button)


def test_who_may_not_approve_asks_from_the_page(log_in, verifier):
    approver = factories.make_approver()
    client = log_in(factories.make_user("add_disclaimer", "change_disclaimer"))
    button = read(client.get(URL)).select_one("#disclaimer button")
    assert button["name"] == "action-ask-approval"
    data = get_wording(factories.get_locale())
    (message,) = get_messages(post(client, "wording", **data, **{button["name"]: "1"}))
    assert approver.first_name in message
    post(client, "wording", **get_wording(factories.get_locale(), "Two"), **{"action-approve": "1"})
    assert not DisclaimerVersion.objects.exists()


def test_refused_disclaimer_is_kept_at_its_field(owner):
    response = post(
        owner, "wording", **get_wording(factories.get_locale(), "Kept text", heading="")
    )
    page = read(response)
    assert page.select_one("#disclaimer .w-field--error input[name$=-heading]")
    assert "Kept text" in page.select_one("#disclaimer [name$=-body]")["value"]
    assert not Disclaimer.objects.exists()


def test_own_draft_is_opened_and_not_replaced(owner):
    own = factories.make_disclaimer("<p>Mine.</p>")
    page = read(owner.get(URL))
    assert "Mine." in page.select_one("#disclaimer [name$=-body]")["value"]
    post(owner, "wording", **get_wording(own.locale, "Mine again."))
    assert Disclaimer.objects.get().text == "Mine again."


@pytest.mark.parametrize("is_new", [True, False], ids=["suggestion", "draft"])
def test_newer_draft_of_a_colleague_is_not_overwritten(owner, is_new):
    locale = factories.get_locale()
    if not is_new:
        factories.make_disclaimer("<p>First.</p>")
    data = get_wording(locale, "What I typed.")
    Disclaimer.objects.update_or_create(
        locale=locale, defaults={"heading": "A", "body": "<p>B</p>"}
    )
    response = post(owner, "wording", **data, **{"action-approve": "1"})
    assert "Someone has changed the draft in the meantime." in get_messages(response)[0]
    assert Disclaimer.objects.get().text == "B"
    step = read(response).select_one("#disclaimer")
    assert "What I typed." in step.select_one("[name$=-body]")["value"]
    assert step.find("a", string="Read their text")["href"].endswith(
        f"/edit/{Disclaimer.objects.get().pk}/"
    )
    seen = step.select_one("[name$=-seen]")
    post(owner, "wording", **{**data, seen["name"]: seen["value"]})
    assert Disclaimer.objects.get().text == "What I typed."


@pytest.mark.parametrize("has_draft", [True, False])
def test_draft_is_changed_and_a_new_one_added_each_by_its_own_permission(log_in, has_draft):
    if has_draft:
        factories.make_disclaimer("<p>First.</p>")
    rights = ["add_disclaimer", "change_disclaimer"]
    missing, *others = sorted(rights, reverse=has_draft)
    holder = factories.make_user(missing, name="Holly Holder")
    factories.make_user(*others, name="Otto Other")
    data = get_wording(factories.get_locale())
    client = log_in(factories.make_user(*others))
    text = get_text(read(client.get(URL)).select_one("#disclaimer"))
    assert "Ask: Holly Holder." in text
    assert is_denied(post(client, "wording", **data))
    assert not is_denied(post(log_in(holder), "wording", **data))
    assert Disclaimer.objects.get().text == "Mine."


def test_language_without_a_suggestion_says_so_and_what_to_do(owner):
    factories.get_home("it")
    page = read(owner.get(URL))
    assert "have no suggestion in Italian. Write your own" in get_text(
        page.select_one("#disclaimer")
    )
    italian = factories.get_locale("it")
    post(owner, "wording", **get_wording(italian, "Solo informazione."), **{"action-approve": "1"})
    assert DisclaimerVersion.objects.get().language == "it"


BAD_IDS = ["", "0", "-1", "999", "abc", "1 OR 1=1", "9" * 40, "1.5"]
GONE = "It no longer exists. Below is what is there now."


@pytest.mark.parametrize("locale", BAD_IDS)
def test_disclaimer_in_no_known_language_is_refused(owner, locale):
    assert get_messages(post(owner, "wording", locale=locale)) == [GONE]
    assert not Disclaimer.objects.exists()


# 3. Crisis lines


def test_line_that_was_checked_is_shown(owner, superuser):
    factories.set_country()
    line = factories.make_crisis_line()
    response = post(owner, "verify", **get_verification(line, note="Compared"))
    assert "“Lifeline” is verified. No live article shows it yet" in get_messages(response)[0]
    version = line.get_in_force()
    assert (version.person_id, version.note) == (str(superuser.pk), "Compared")


def test_line_that_was_not_checked_is_not_shown(owner):
    factories.set_country()
    line = factories.make_crisis_line()
    response = post(owner, "verify", **get_verification(line, checked=""))
    assert get_messages(response) == ["Open the official page, compare, then tick this."]
    assert line.get_in_force() is None


def test_line_that_changed_since_it_was_shown_is_not_verified(owner):
    factories.set_country()
    line = factories.make_crisis_line()
    data = get_verification(line)
    line.channels.update(dialled="989")
    response = post(owner, "verify", **data)
    assert get_messages(response) == [
        "Someone has changed the facts in the meantime. Check them again, then verify."
    ]
    assert line.get_in_force() is None


@pytest.mark.parametrize("changes", [{"digest": ""}, {"note": bad_input.NUL}])
def test_forged_verification_is_refused(owner, changes):
    factories.set_country()
    line = factories.make_crisis_line()
    assert len(get_messages(post(owner, "verify", **get_verification(line, **changes)))) == 1
    assert line.get_in_force() is None


@pytest.mark.parametrize("resource", BAD_IDS)
def test_verifying_no_known_line_is_refused(owner, resource):
    assert get_messages(post(owner, "verify", resource=resource)) == [GONE]


def test_statement_that_there_is_no_line(owner):
    factories.set_country("MC")
    post(owner, "none-exists", country="MC", note="Asked the ministry.")
    assert CrisisResourceVersion.objects.get().country == "MC"
    assert get_step("lines").is_done


@pytest.mark.parametrize("note", ["", "   ", bad_input.NUL])
def test_statement_needs_a_note(owner, note):
    factories.set_country("LI")
    response = post(owner, "none-exists", country="LI", note=note)
    assert len(get_messages(response)) == 1
    assert not CrisisResourceVersion.objects.exists()


def test_note_is_kept_when_the_statement_is_refused(owner):
    factories.set_country("LI")
    page = read(post(owner, "none-exists", country="LI", note="Asked the\x00 ministry."))
    assert "Asked the" in page.select_one("textarea[name=note]").text


def test_statement_against_a_line_that_was_verified_meanwhile_is_refused(owner):
    factories.set_country()
    factories.make_verified_line()
    (message,) = get_messages(post(owner, "none-exists", country="US", note="Asked."))
    assert message.startswith("Readers in")
    assert not CrisisResourceVersion.objects.filter(act="none_exists").exists()


@pytest.mark.parametrize("country", ["MC", "", "XX", bad_input.NUL])
def test_statement_about_a_country_that_readers_have_left_is_not_made_of_another(owner, country):
    factories.set_country("LI")
    response = post(owner, "none-exists", country=country, note="Asked.")
    assert get_messages(response) == [GONE]
    assert not CrisisResourceVersion.objects.exists()


def test_each_country_of_a_language_needs_its_line_and_has_a_note_of_its_own(owner, verifier):
    factories.set_country("US", language_countries={"en": ["US", "AD", "MC"]})
    factories.make_verified_line()
    page = read(post(owner, "none-exists", country="MC", note="Asked\x00"))
    notes = page.select("#lines textarea[name=note]")
    assert [bool(note.text.strip()) for note in notes] == [False, True]
    assert len({note["id"] for note in notes}) == 2
    factories.state_no_line("AD")
    assert not get_step("lines").is_done
    factories.state_no_line("MC")
    assert get_step("lines").is_done


def test_statement_needs_a_country(owner):
    response = post(owner, "none-exists", country="US", note="Asked.")
    assert get_messages(response) == ["Say first where your readers are."]
    assert not CrisisResourceVersion.objects.exists()


def test_line_in_force_asks_for_nothing_more(owner):
    factories.set_country()
    line = factories.make_verified_line()
    page = read(owner.get(URL))
    assert page.select_one(f"[name=line-{line.pk}-checked]") is None
    line.channels.update(dialled="989")
    assert read(owner.get(URL)).select_one(f"[name=line-{line.pk}-checked]")


def test_country_without_known_lines_offers_to_add_one(owner):
    factories.set_country("LI")
    page = read(owner.get(URL))
    assert page.select_one("#lines a[href$='/crisis-lines/add/']")
    assert page.select_one("#lines [value=none-exists]")


# 4. Booking


def test_booking_link_is_used(owner):
    post(owner, "booking", url=" https://calendly.com/practice ")
    booking = get_practice().booking
    assert booking.url == "https://calendly.com/practice"
    assert get_step("booking").is_done


def test_booking_twice_is_one_invitation(owner):
    for _ in range(2):
        post(owner, "booking", url="https://calendly.com/practice")
    assert BookingCTA.objects.count() == 1
    post(owner, "booking", url="https://calendly.com/other")
    assert get_practice().booking.url == "https://calendly.com/other"


@pytest.mark.parametrize("url", bad_input.UNSAFE_ADDRESSES)
def test_unsafe_booking_link_is_refused_and_kept_to_be_mended(owner, url):
    response = post(owner, "booking", url=url)
    assert len(get_messages(response)) == 1
    assert not BookingCTA.objects.exists()
    kept = read(response).select_one("[name=url]").get("value") or ""
    assert kept.replace("\ufffd", "\x00").strip() == url.strip()


def test_booking_is_written_in_each_language_that_the_package_speaks(owner):
    for code in ("es", "it"):
        factories.get_home(code)
    post(owner, "booking", url="https://calendly.com/practice")
    labels = dict(BookingCTA.objects.values_list("locale__language_code", "button_label"))
    assert labels.keys() == {"en", "es"}
    assert labels["es"] != labels["en"]


def test_another_booking_is_chosen_or_none(owner):
    one, other = factories.make_booking(), factories.make_booking()
    factories.set_country(booking=one)
    post(owner, "choose-booking", booking=other.pk)
    assert get_practice().booking == other
    assert get_messages(post(owner, "choose-booking", booking="999"))
    assert get_practice().booking == other
    post(owner, "choose-booking", booking="")
    assert get_practice().booking is None
    assert get_step("booking").is_done


def test_booking_can_wait_and_be_given_later(owner):
    post(owner, "postpone-booking")
    assert get_step("booking").is_done
    page = read(owner.get(URL))
    assert page.select_one("[value=booking]")
    assert not page.select_one("[value=postpone-booking]")
    post(owner, "booking", url="https://calendly.com/practice")
    assert not get_practice().booking_postponed


# 5. Article


def get_writing_links(client):
    links = read(client.get(URL)).select("#article a.button")
    return [link["href"] for link in links]


def get_adding_urls(parent):
    names = ("articlepage", "attachmentstylepage")
    return [
        reverse("wagtailadmin_pages:add", args=["wagtail_attachment_pages", name, parent.pk])
        for name in names
    ]


def test_list_of_articles_is_made_once_in_each_language_and_articles_are_begun_in_it(owner, home):
    assert set(get_adding_urls(home)) <= set(get_writing_links(owner))
    for code in ("es", "it"):
        factories.get_home(code)
    (message,) = get_messages(post(owner, "make-list"))
    assert "http://localhost/articles/" in message
    assert get_messages(post(owner, "make-list")) == ["The list of articles already exists."]
    lists = ArticleIndexPage.objects.order_by("pk")
    assert [(page.title, page.live) for page in lists] == [("Articles", True), ("Artículos", True)]
    assert len({page.translation_key for page in lists}) == 1
    step = get_text(read(owner.get(URL)).select_one("#article"))
    assert "The list of articles in English: Articles" in step
    assert "The list of articles in Spanish: Artículos" in step
    links = get_writing_links(owner)
    assert links[0] == get_adding_urls(lists[0])[0]
    assert owner.get(links[0]).status_code == 200


def test_who_may_not_add_an_article_is_offered_none(visitor, home):
    home.add_child(instance=ArticleIndexPage(title="A", slug="a", locale=home.locale))
    assert get_writing_links(visitor) == []
    step = get_text(read(visitor.get(URL)).select_one("#article"))
    assert "You do not have permission for this step. Ask: " in step


def test_list_is_made_only_below_home_pages_where_one_may_publish(log_in, owner, home):
    homes = {code: factories.get_home(code) for code in ("es", "fr", "de")}
    user = factories.make_user("access_admin")
    client = log_in(user)
    factories.give_page_rights(user, homes["de"], "publish_page")
    assert is_denied(post(client, "make-list"))
    for code in ("es", "fr"):
        factories.give_page_rights(user, homes[code], "add_page", "publish_page")
    button = read(client.get(URL)).select_one("#article button")
    assert button.text == "Create the list of articles in Spanish and French"
    post(client, "make-list")
    made = ArticleIndexPage.objects.values_list("locale__language_code", flat=True)
    assert set(made) == {"es", "fr"}
    assert read(owner.get(URL)).select_one("#article button").text.endswith("English and German")


# People


def test_groups_and_settings_are_settled_here(owner):
    post(owner, "groups")
    assert Group.objects.filter(name__startswith="Practice ").count() == 3
    page = read(owner.get(URL))
    assert len(page.select("#people li")) == 3
    assert not page.select("#people [value=groups]")
    post(owner, "settings", allow_own_review="on")
    assert get_practice().allow_own_review
    refused = post(owner, "settings", quick_exit_url="http://weather.example.org/")
    assert "Use an address that begins with https://." in get_text(read(refused))
    assert read(refused).select_one("[name=quick_exit_url]")["value"].startswith("http:")
    post(owner, "settings", quick_exit_url="https://weather.example.org/")
    assert get_practice().quick_exit_url == "https://weather.example.org/"
    assert not get_practice().allow_own_review


def test_group_that_reviews_one_language_is_listed_too(owner, home):
    factories.get_home("es")
    post(owner, "groups")
    groups = get_text(read(owner.get(URL)).select_one("#people ul"))
    assert "review and publish translations into Spanish" in groups


# Steps open again


def test_step_opens_again_when_what_it_stands_for_goes(practice, verifier):
    factories.make_article(live=True)
    names = {"country", "disclaimer", "lines", "article"}
    assert {name for name in names if get_step(name).is_done} == names
    CrisisResource.objects.get().withdraw(verifier)
    assert not get_step("lines").is_done
    PracticeSettings.objects.update(country="")
    assert not get_step("country").is_done
    factories.force_live(Page.objects.last(), live=False)
    assert not get_step("article").is_done


def test_new_language_needs_its_own_wording(owner, practice):
    assert get_step("disclaimer").is_done
    factories.get_home("es")
    assert not get_step("disclaimer").is_done
    page = read(owner.get(URL))
    (locale,) = page.select("#disclaimer [name=locale]")
    assert locale["value"] == str(factories.get_locale("es").pk)
    assert page.select_one("#disclaimer h3").text == "Spanish"


def test_language_without_a_home_page_needs_none(practice):
    factories.get_locale("es")
    assert get_step("disclaimer").is_done


def test_booking_step_opens_again_when_the_invitation_is_deleted(db):
    factories.set_country(booking=factories.make_booking())
    assert get_step("booking").is_done
    BookingCTA.objects.all().delete()
    assert not get_step("booking").is_done


# Odd sites


def test_without_a_site_there_is_a_clear_message(owner):
    Site.objects.all().delete()
    response = owner.get(URL, follow=True)
    assert get_messages(response) == ["Create a site in Settings, Sites first."]
    assert get_messages(post(owner, "postpone-booking")) == [
        "Create a site in Settings, Sites first."
    ]
    assert not PracticeSettings.objects.exists()


def test_other_site_is_set_up_at_its_own_address(owner, home):
    other = Site.objects.create(hostname="other.example", site_name="Other", root_page=home)
    link = read(owner.get(URL)).find("a", string="Other")
    owner.post(link["href"], {"action": "country", "country": "DE"})
    assert PracticeSettings.objects.get(country="DE").site == other
    assert owner.get("/admin/practice/setup/999/").status_code == 404


def test_other_host_sets_up_its_own_site(owner, home):
    other = Site.objects.create(hostname="other.example", root_page=home)
    owner.post(URL, {"action": "postpone-booking"}, headers={"host": "other.example"})
    assert get_practice().site == other


@pytest.mark.parametrize("page", ["", "abc", "-1", "9" * 40, "٣", "\x00"])
def test_way_back_to_no_page_is_ignored(owner, page):
    assert owner.get(URL, {"page": page}).status_code == 200


def test_way_back_to_the_page_that_asked(owner, home):
    article = factories.make_article()
    owner.get(URL, {"page": article.pk})
    response = post(owner, "country", country="US")
    assert f"Back to “{article.title}”" in get_messages(response)[0]
    assert "Back to" not in get_messages(post(owner, "country", country="US"))[0]


def test_way_back_to_a_page_that_was_deleted_is_dropped(owner, home):
    article = factories.make_article()
    owner.get(URL, {"page": article.pk})
    article.delete()
    assert "Back to" not in get_messages(post(owner, "country", country="US"))[0]


def test_way_back_is_not_offered_to_a_page_one_may_not_edit(log_in, home):
    client = log_in(factories.make_user("change_practicesettings"))
    client.get(URL, {"page": factories.make_article().pk})
    assert "Back to" not in get_messages(post(client, "country", country="US"))[0]


def test_locale_of_the_site_s_home_decides(owner):
    Locale.objects.get_or_create(language_code="es")
    home = factories.get_home("es")
    Site.objects.update(root_page=home)
    post(owner, "booking", url="https://calendly.com/practice")
    assert get_practice().booking.locale == home.locale
