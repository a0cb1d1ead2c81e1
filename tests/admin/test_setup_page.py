"""The set-up page: five steps, each posted back, each checked for its own right."""

import pytest
from django.contrib.auth.models import Group
from django.urls import resolve, reverse
from wagtail.models import Locale, Page, Site

from tests import factories
from tests.admin import bad_input
from tests.admin.answers import get_messages, get_text, is_denied, read
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
    assert "0 of 5 steps are done" in get_text(page)
    assert [panel["id"] for panel in page.select("div[id]") if panel["id"] in {
        "country", "disclaimer", "lines", "booking", "article"}] == [
        "country", "disclaimer", "lines", "booking", "article"]  # fmt: skip


def test_page_opens_with_all_set_up(owner, practice):
    factories.make_article(live=True)
    factories.set_country(booking=factories.make_booking())
    assert "5 of 5 steps are done" in get_text(read(owner.get(URL)))


# Each action has a right of its own

ACTIONS = ["country", "starter", "verify", "none-exists", "booking", "postpone-booking"]


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
        ("add_disclaimer", "starter", {}),
        ("verify_crisisresource", "none-exists", {"note": "Asked the ministry."}),
    ],
)
def test_action_with_its_right_alone_is_done(log_in, right, action, data):
    factories.set_country("LI")
    if action == "starter":
        data = {"locale": factories.get_locale().pk}
    client = log_in(factories.make_user(right, "change_disclaimer"))
    assert not is_denied(post(client, action, **data))


def test_who_has_no_right_is_told_so_at_each_step(visitor):
    factories.set_country()
    text = get_text(read(visitor.get(URL)))
    assert text.count("You do not have permission for this step. Ask: ") == 4


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


# 2. Disclaimer


def test_starter_is_drafted_and_not_in_force(owner):
    response = post(owner, "starter", locale=factories.get_locale().pk)
    disclaimer = Disclaimer.objects.get()
    assert response.redirect_chain[-1][0].endswith(f"/disclaimers/edit/{disclaimer.pk}/")
    assert not DisclaimerVersion.objects.exists()


def test_starter_twice_is_one_draft(owner):
    for _ in range(2):
        post(owner, "starter", locale=factories.get_locale().pk)
    assert Disclaimer.objects.count() == 1


def test_own_wording_is_opened_and_not_replaced(owner):
    own = factories.make_disclaimer("<p>Mine.</p>")
    response = post(owner, "starter", locale=own.locale_id)
    assert response.redirect_chain[-1][0].endswith(f"/edit/{own.pk}/")
    assert Disclaimer.objects.get().body == "<p>Mine.</p>"


def test_language_without_a_starter_leads_to_writing_one(owner, monkeypatch):
    monkeypatch.setattr("wagtail_attachment.setup.starters.get_starter_disclaimers", dict)
    response = post(owner, "starter", locale=factories.get_locale().pk)
    assert "/disclaimers/add/?kind=general&locale=" in response.redirect_chain[-1][0]
    assert "write your own wording" in get_messages(response)[0]


BAD_IDS = ["", "0", "-1", "999", "abc", "1 OR 1=1", "9" * 40, "1.5"]
GONE = "It is not there any more; below is what is there now."


@pytest.mark.parametrize("locale", BAD_IDS)
def test_starter_in_no_known_language_is_refused(owner, locale):
    assert get_messages(post(owner, "starter", locale=locale)) == [GONE]
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
        "Somebody changed the facts meanwhile. Check them again, then verify."
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
    factories.set_country("LI")
    post(owner, "none-exists", note="Asked the ministry.")
    assert CrisisResourceVersion.objects.get().country == "LI"
    assert get_step("lines").is_done


@pytest.mark.parametrize("note", ["", "   ", bad_input.NUL])
def test_statement_needs_a_note(owner, note):
    factories.set_country("LI")
    response = post(owner, "none-exists", note=note)
    assert len(get_messages(response)) == 1
    assert not CrisisResourceVersion.objects.exists()


def test_note_is_kept_when_the_statement_is_refused(owner):
    factories.set_country("LI")
    page = read(post(owner, "none-exists", note="Asked the\x00 ministry."))
    assert "Asked the" in page.select_one("textarea[name=note]").text


def test_statement_against_a_line_that_was_verified_meanwhile_is_refused(owner):
    factories.set_country()
    factories.make_verified_line()
    (message,) = get_messages(post(owner, "none-exists", note="Asked."))
    assert message.startswith("Readers in")
    assert not CrisisResourceVersion.objects.filter(act="none_exists").exists()


def test_statement_needs_a_country(owner):
    response = post(owner, "none-exists", note="Asked.")
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


def test_booking_can_wait_and_be_given_later(owner):
    post(owner, "postpone-booking")
    assert get_step("booking").is_done
    page = read(owner.get(URL))
    assert page.select_one("[value=booking]")
    assert not page.select_one("[value=postpone-booking]")
    post(owner, "booking", url="https://calendly.com/practice")
    assert not get_practice().booking_postponed


# 5. Article


def test_article_is_begun_below_an_index(owner, home):
    index = ArticleIndexPage(title="Articles", slug="articles", locale=home.locale)
    home.add_child(instance=index)
    url = reverse(
        "wagtailadmin_pages:add", args=["wagtail_attachment_pages", "articlepage", index.pk]
    )
    link = read(owner.get(URL)).select_one("#article a")
    assert link["href"] == url
    assert owner.get(url).status_code == 200


def test_article_is_begun_below_home_where_there_is_no_index(owner, home):
    link = read(owner.get(URL)).select_one("#article a")
    assert "new: " in get_text(read(owner.get(link["href"])).select_one("title")).lower()
    assert resolve(link["href"]).kwargs["parent_page_id"] == home.pk


def test_index_where_somebody_may_not_add_is_not_offered(visitor, home):
    home.add_child(instance=ArticleIndexPage(title="A", slug="a", locale=home.locale))
    assert "Write an article" not in get_text(read(visitor.get(URL)).select_one("#article"))


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
    assert "Spanish" in page.select_one("#disclaimer form button").text


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
