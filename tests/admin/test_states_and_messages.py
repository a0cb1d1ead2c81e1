"""Every sentence about an act, in every state: it is what the screen says, and it holds afterwards.

Each case sets up a state, reads the sentence, does the act, and asks the resolver what readers get.
"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Site

from tests import factories
from tests.admin.answers import get_messages, get_text, is_denied, read
from tests.testapp.models import PlainPage
from wagtail_attachment.models import (
    CrisisChannel,
    CrisisResource,
    CrisisResourceVersion,
    PracticeSettings,
)
from wagtail_attachment.publishing.refusals import ChangeRefused
from wagtail_attachment.safety.line_changes import (
    find_changes_by_country,
    find_changes_by_withdrawal,
)
from wagtail_attachment.setup.steps import get_steps


def get_withdraw_url(line):
    return reverse("wagtail_attachment:withdraw_line", args=[line.pk])


def get_changes(response):
    """Return what the screen says would change, a sentence or more for each place."""
    return [get_text(item) for item in read(response).select("[data-line-change]")]


def get_help(article):
    """Return what readers get with an article: the first line, and all numbers of an emergency."""
    safety = type(article).objects.get(pk=article.pk).get_safety()
    first = next((line.name for line in safety.crisis_lines), "")
    return first, [each.number for each in safety.emergency_numbers]


def make_articles(count, **values):
    return [factories.make_article(live=True, **values) for _number in range(count)]


def make_verified_lines(*names, country="US", **values):
    return [
        factories.make_verified_line(f"11{number}", name=name, country=country, **values)
        for number, name in enumerate(names)
    ]


@pytest.fixture
def wording(home):
    return factories.put_in_force()


# Withdrawing: lines that are verified, the one that goes, the country, and what is said and true

WITHDRAWALS = {
    "the first of two": (
        ["One", "Two"], 0, "US", "Readers then see “Two” first.", ("Two", ["911"]),
    ),
    "the second of two": (
        ["One", "Two"], 1, "US", "Readers still see “One” first.", ("One", ["911"]),
    ),
    "the only one": (
        ["One"], 0, "US", "Readers then see no crisis line, only the emergency number 911.",
        ("", ["911"]),
    ),
    "the only one of a country without an emergency number": (
        ["One"], 0, "AQ", "Readers then see no crisis line, only the advice to call their "
        "local emergency number: none is on record for Antarctica.", ("", []),
    ),
}  # fmt: skip


def test_withdrawing_the_last_line_for_everyone_says_whom_the_others_are_for(owner, practice):
    make_verified_lines("Vets", audience="veterans")
    make_articles(1)
    line = CrisisResource.objects.exclude(audience="veterans").get()
    (said,) = get_changes(owner.get(get_withdraw_url(line)))
    assert said == (
        "1 live article: Readers then see “Vets” first. No line for everyone is left. Those that "
        "remain are for: Veterans."
    )
    (said,) = get_changes(
        owner.get(get_withdraw_url(CrisisResource.objects.exclude(pk=line.pk).get()))
    )
    assert "for everyone" not in said


@pytest.mark.parametrize("pages", [1, 2])
@pytest.mark.parametrize("case", WITHDRAWALS)
def test_withdrawing_says_what_readers_see_then(owner, wording, case, pages):
    names, which, country, sentence, then = WITHDRAWALS[case]
    factories.set_country(country)
    line = make_verified_lines(*names, country=country)[which]
    articles = make_articles(pages)
    make_articles(1, parent=factories.make_blog_page(model=PlainPage))[0].unpublish()
    (said,) = get_changes(owner.get(get_withdraw_url(line)))
    assert said == f"{pages} live article{'s' if pages > 1 else ''}: {sentence}"
    data = {"note": "Closed down.", "is_known": "on"}
    response = owner.post(get_withdraw_url(line), data, follow=True)
    assert get_messages(response)[0].startswith(
        f"“{line}” is withdrawn: readers do not see it any more."
    )
    assert {get_help(article)[0] for article in articles} == {then[0]}
    assert get_help(articles[0]) == then


def test_withdrawing_says_how_many_where_two_emergency_numbers_remain(owner, wording, settings):
    settings.WAGTAIL_ATTACHMENT_LOCALE_COUNTRIES = {"en": ["US", "DE"]}
    (line,) = make_verified_lines("One")
    (article,) = make_articles(1)
    (said,) = get_changes(owner.get(get_withdraw_url(line)))
    assert said.endswith("Readers then see no crisis line, only the emergency numbers 911 and 112.")
    response = owner.get(get_withdraw_url(line))
    assert "readers in Germany and the United States then see no crisis line" in response.text
    owner.post(get_withdraw_url(line), {"note": "Closed down.", "is_known": "on"})
    assert get_help(article) == ("", ["911", "112"])
    assert CrisisResourceVersion.objects.filter(act="none_exists").count() == 2


def test_withdrawing_says_it_for_each_site_and_language(owner, wording):
    factories.set_country()
    factories.put_in_force(factories.WORDING_ES, language="es")
    line = factories.make_verified_line(name="Both", languages="en, es")
    factories.make_verified_line("112", name="Spanish", languages="es")
    make_articles(2)
    spanish = factories.make_article(live=True, parent=factories.get_home("es"))
    other = Site.objects.create(
        hostname="other.example", root_page=factories.make_blog_page(model=PlainPage)
    )
    PracticeSettings.objects.create(site=other, country="DE")
    make_verified_lines("German", country="DE")
    factories.make_article(live=True, parent=other.root_page)
    said = get_changes(owner.get(get_withdraw_url(line)))
    assert sorted(said) == [
        "localhost, English, 2 live articles: Readers then see “Spanish” first.",
        "localhost, Spanish, 1 live article: Readers then see “Spanish” first.",
    ]
    owner.post(get_withdraw_url(line), {"note": ""})
    assert get_help(spanish)[0] == "Spanish"


def read_joined(response):
    """Return the words of a page, with a name in a ``<bdi>`` next to its quotation marks."""
    return " ".join(read(response).get_text().split())


def test_withdrawing_what_no_live_article_shows(owner, wording):
    factories.set_country()
    make_verified_lines("American")
    make_articles(1)
    (line,) = make_verified_lines("German", country="DE")
    page = read_joined(owner.get(get_withdraw_url(line)))
    assert "No live article shows “German”." in page
    assert "last verified crisis line" not in page
    owner.post(get_withdraw_url(line), {"note": ""})
    assert line.get_in_force() is None


@pytest.mark.parametrize("state", ["Not verified", "Withdrawn on"])
def test_withdrawing_what_readers_do_not_see(owner, verifier, state):
    line = factories.make_crisis_line()
    if state != "Not verified":
        line.verify(verifier)
        line.withdraw(verifier)
    answer = owner.get(get_withdraw_url(line))
    assert f"Readers do not see “Lifeline” ({state}" in read_joined(answer)
    assert "there is nothing to withdraw" in read_joined(answer)
    assert not read(answer).select("button.serious")


def test_line_that_is_due_again_shows_and_counts_until_it_is_withdrawn(owner, wording, settings):
    factories.set_country()
    line = factories.make_crisis_line(review_months=1)
    with pytest.MonkeyPatch.context() as then:
        then.setattr(
            "wagtail_attachment.crisis.resources.get_today",
            lambda: factories.in_days(-60).date(),
        )
        line.verify(factories.make_verifier())
    (article,) = make_articles(1)
    assert "check it again" in line.get_state()
    assert get_changes(owner.get(get_withdraw_url(line)))
    assert get_help(article)[0] == "Lifeline"


# The last line goes only by somebody's named statement


@pytest.fixture
def last_line(practice):
    make_articles(1)
    return CrisisResource.objects.get()


@pytest.mark.parametrize(
    ("data", "fields"),
    [
        ({"note": "Closed down."}, {"is_known"}),
        ({"is_known": "on", "note": " "}, {"note"}),
        ({}, {"note", "is_known"}),
    ],
)
def test_last_line_is_not_withdrawn_without_a_statement(owner, last_line, data, fields):
    digest = last_line.digest
    response = owner.post(get_withdraw_url(last_line), {**data, "digest": digest}, follow=True)
    assert set(response.context["form"].errors) == fields
    page = read(response)
    assert "This is the last verified crisis line of this country: the United States." in get_text(
        page
    )
    assert page.select_one("a[href='/admin/practice/crisis-lines/country/US/']"), "the way out"
    assert page.select_one("[name=note]").text.strip() == data.get("note", "").strip()
    assert page.select_one("[name=is_known]").has_attr("checked") is ("is_known" in data)
    assert last_line.get_in_force()


def test_last_line_goes_with_a_statement_by_name(owner, superuser, last_line):
    data = {"is_known": "on", "note": "It closed; the ministry knows no other."}
    owner.post(get_withdraw_url(last_line), data)
    assert last_line.get_in_force() is None
    statement = CrisisResourceVersion.objects.get(act="none_exists")
    assert (statement.country, statement.person_id, statement.note) == (
        "US", str(superuser.pk), "It closed; the ministry knows no other.",
    )  # fmt: skip


def test_earlier_statement_does_not_answer_for_a_line_that_was_found_since(
    owner, wording, verifier
):
    factories.set_country()
    CrisisResourceVersion.state_none_exists(verifier, "US", "Asked.")
    (line,) = make_verified_lines("One")
    make_articles(1)
    owner.post(get_withdraw_url(line), {"note": "Closed down."})
    assert line.get_in_force()


def test_no_line_is_stated_beside_those_that_could_be_verified(owner, practice):
    """The words must be true although the package knows lines there, and set-up is not done then."""
    factories.set_country("MX")
    url = "/admin/practice/crisis-lines/country/MX/"
    assert "These could be verified instead: Línea de la Vida" in get_text(read(owner.get(url)))
    for address in (url, SETUP):
        assert "There is no crisis line" not in owner.get(address).text
    owner.post(url, {"note": "We send nobody there."})
    page = get_text(read(owner.get(SETUP)))
    assert "that readers in Mexico see no crisis line" in page
    assert CrisisResourceVersion.objects.none_exists(["MX"])
    steps = {step.name: step.is_done for step in get_steps(factories.get_site())}
    assert not steps["lines"]
    (line,) = make_verified_lines("Ours", country="MX")
    assert {step.name: step.is_done for step in get_steps(factories.get_site())}["lines"]
    line.withdraw(factories.make_verifier())
    assert not CrisisResourceVersion.objects.none_exists(["MX"])
    owner.post(url, {"note": "We send nobody there."})
    assert CrisisResourceVersion.objects.none_exists(["MX"])


def test_the_last_line_for_everyone_goes_only_with_a_statement_too(owner, practice):
    make_verified_lines("Vets", audience="veterans")
    make_articles(1)
    line = CrisisResource.objects.exclude(audience="veterans").get()
    response = owner.post(get_withdraw_url(line), {"note": "Closed down."}, follow=True)
    page = read(response)
    assert set(response.context["form"].errors) == {"is_known"}
    assert (
        "This is the last verified crisis line for everyone in this country: the United States."
        in get_text(page)
    )
    assert "readers in the United States then see lines for some people only." in get_text(page)
    assert page.select_one("a[href='/admin/practice/crisis-lines/country/US/']"), "the way out"
    assert line.get_in_force()
    owner.post(get_withdraw_url(line), {"is_known": "on", "note": "Closed down."})
    assert line.get_in_force() is None
    (statement,) = CrisisResourceVersion.objects.filter(act__in=["none_exists", "some_only"])
    assert (statement.act, statement.country) == ("some_only", "US"), "one is left"


def test_a_line_for_some_goes_without_a_statement_while_one_for_everyone_is_left(owner, practice):
    (vets,) = make_verified_lines("Vets", audience="veterans")
    make_articles(1)
    owner.post(get_withdraw_url(vets), {"note": ""})
    assert vets.get_in_force() is None


def test_line_that_became_the_last_one_meanwhile_is_asked_about(owner, practice, monkeypatch):
    """Two people withdraw two lines at the same time: each screen named the other line."""
    first = CrisisResource.objects.get()
    (second,) = make_verified_lines("Two")
    make_articles(1)
    wait = CrisisResourceVersion.wait_for_turn

    def wait_while_a_colleague_withdraws():
        monkeypatch.setattr(CrisisResourceVersion, "wait_for_turn", wait)
        second.withdraw(factories.make_verifier())

    monkeypatch.setattr(CrisisResourceVersion, "wait_for_turn", wait_while_a_colleague_withdraws)
    data = {"note": "Closed down.", "is_known": "on"}
    response = owner.post(get_withdraw_url(first), data, follow=True)
    assert "Someone changed another line meanwhile." in response.text
    page = read(response)
    assert not page.select_one("[name=is_known]").has_attr("checked")
    assert "Closed down." in page.select_one("[name=note]").text
    assert "This is the last verified crisis line" in response.text
    assert "Closed down." in response.text
    assert first.get_in_force()


def test_in_report_only_mode_the_last_line_is_withdrawn_without_a_statement(
    owner, last_line, settings
):
    settings.WAGTAIL_ATTACHMENT_ENFORCEMENT = "observe"
    assert get_changes(owner.get(get_withdraw_url(last_line)))[0].endswith("number 911.")
    owner.post(get_withdraw_url(last_line), {"note": ""})
    assert last_line.get_in_force() is None


# Verifying other facts: lines that are verified, what is edited of the first, what is said and true

VERIFICATIONS = {
    "nothing": (["One", "Two"], {}, "", "One"),
    "another country": (
        ["One", "Two"], {"country": "CA"},
        "They then no longer show “One”. Readers then see “Two” first.", "Two",
    ),
    "another audience": (
        ["One", "Two"], {"audience": "veterans"},
        "“One” is then for: Veterans. Readers then see “Two” first.", "Two",
    ),
    "another audience of the only one": (
        ["One"], {"audience": "veterans"},
        "“One” is then for: Veterans. Readers still see “One” first. No line for everyone is left. "
        "Those that remain are for: Veterans.", "One",
    ),
    "a part of the country": (
        ["One", "Two"], {"area": "Maine"},
        "“One” then serves this area alone: Maine. Readers then see “Two” first.", "Two",
    ),
    "another language": (
        ["One", "Two"], {"languages": "es"},
        "“One” then no longer answers in English. Readers then see “Two” first.", "Two",
    ),
    "no call": (
        ["One"], {"channels": [("text", "110")]},
        "“One” then has no number to call. Readers still see “One” first.", "One",
    ),
    "another number": (
        ["One"], {"channels": [("call", "119")]},
        "The number to call “One” is then 119. Readers still see “One” first.", "One",
    ),
    "one more channel": (
        ["One"], {"channels": [("call", "110"), ("text", "110")]},
        "“One” then shows the changed facts. Readers still see “One” first.", "One",
    ),
}  # fmt: skip


def get_verify_url(line):
    return reverse("wagtail_attachment:verify_line", args=[line.pk])


def edit(line, channels=(), **values):
    if channels:
        line.channels = [
            CrisisChannel(kind=kind, dialled=dialled, always_open=True)
            for kind, dialled in channels
        ]
    for name, value in values.items():
        setattr(line, name, value)
    line.save()


@pytest.mark.parametrize("case", VERIFICATIONS)
def test_verifying_says_what_readers_see_then(owner, wording, case):
    names, edited, sentence, first = VERIFICATIONS[case]
    factories.set_country()
    line = make_verified_lines(*names)[0]
    articles = make_articles(2)
    edit(line, **edited)
    url = get_verify_url(line)
    said = get_changes(owner.get(url))
    assert said == ([f"2 live articles: {sentence}"] if sentence else [])
    country = edited.get("country", "US")
    if sentence and country == "US":
        assert get_changes(owner.get(SETUP)) == said
    data = {"checked": "on", "digest": line.digest, "is_known": "on", "note": "No other."}
    owner.post(url, data)
    assert line.get_in_force().country == country
    assert {get_help(article)[0] for article in articles} == {first}
    assert get_changes(owner.get(url)) == []


# what is verified beside the line, what is edited of it, and what has to be stated then
VERIFIED_LOSSES = {
    "the last line moves": ([], {"country": "CA"}, "none_exists"),
    "the last line for everyone moves": (["Vets"], {"country": "CA"}, "some_only"),
    "it is for some people then": ([], {"audience": "youth"}, "some_only"),
    "it is for a part of the country then": ([], {"area": "Maine"}, "some_only"),
    "it is a text relay then": ([], {"channels": [("relay", "110")]}, "some_only"),
}
STATED = {
    "none_exists": (
        "This is the last verified crisis line of this country: the United States.",
        "I know that readers in the United States then see no crisis line.",
        "1 live article would be left without a crisis line",
    ),
    "some_only": (
        "This is the last verified crisis line for everyone in this country: the United States.",
        "I know that readers in the United States then see lines for some people only.",
        "1 live article would be left with crisis lines for some people only",
    ),
}


@pytest.mark.parametrize("case", VERIFIED_LOSSES)
def test_verifying_takes_the_last_line_only_with_a_statement_by_name(
    owner, superuser, last_line, case
):
    others, edited, act = VERIFIED_LOSSES[case]
    said, statement, refusal = STATED[act]
    make_verified_lines(*others, audience="veterans")
    edit(last_line, **edited)
    url = get_verify_url(last_line)
    page = read(owner.get(url))
    assert said in get_text(page)
    assert statement in get_text(page)
    assert page.select_one("a[href='/admin/practice/crisis-lines/country/US/']"), "the way out"
    with pytest.raises(ChangeRefused, match=refusal):
        last_line.verify(superuser)
    data = {"checked": "on", "digest": last_line.digest}
    for lacking in ({}, {"note": "It changed."}, {"is_known": "on", "note": " "}):
        assert owner.post(url, {**data, **lacking}).context["form"].errors
    assert last_line.get_in_force().digest != last_line.digest
    owner.post(url, {**data, "is_known": "on", "note": "It changed; the ministry knows no other."})
    assert last_line.get_in_force().digest == last_line.digest
    (row,) = CrisisResourceVersion.objects.filter(act__in=STATED)
    assert (row.act, row.country, row.person_id) == (act, "US", str(superuser.pk))


def test_lists_of_lines_lead_to_where_the_loss_of_the_last_one_is_stated(owner, last_line):
    edit(last_line, audience="youth")
    (link,) = read(owner.get(SETUP)).select(f"a[href='{get_verify_url(last_line)}']")
    assert link.text == "Verify this one all the same…"
    assert not read(owner.get(SETUP)).select(f"[name='line-{last_line.pk}-checked']")


def test_line_for_everyone_moves_while_another_one_is_left(owner, last_line):
    make_verified_lines("Vets", audience="veterans")
    make_verified_lines("Other")
    edit(last_line, country="CA")
    owner.post(get_verify_url(last_line), {"checked": "on", "digest": last_line.digest})
    assert last_line.get_in_force().country == "CA"


# Another country: what is verified there, its emergency number, and what is said and true

SETUP = "/admin/practice/setup/"
COUNTRIES = {
    "with a line and a number": (
        "DE", ["German"], "Readers then see “German” first. The emergency number is then 112.",
        ("German", ["112"]),
    ),
    "with a line and no number": (
        "AQ", ["Polar"], "Readers then see “Polar” first. They are then told to call their "
        "local emergency number: none is on record for Antarctica.", ("Polar", []),
    ),
    "with the same number": (
        "CA", ["Canadian"], "Readers then see “Canadian” first.", ("Canadian", ["911"]),
    ),
    "without a line": (
        "DE", [], "Readers then see no crisis line, only the emergency number 112.",
        ("", ["112"]),
    ),
    "with nothing": (
        "AQ", [], "Readers then see no crisis line, only the advice to call their local emergency "
        "number: none is on record for Antarctica.", ("", []),
    ),
}  # fmt: skip


def get_country():
    return PracticeSettings.objects.get().country


@pytest.mark.parametrize("pages", [1, 2])
@pytest.mark.parametrize("case", COUNTRIES)
def test_another_country_says_what_readers_see_then(owner, practice, case, pages):
    country, names, sentence, then = COUNTRIES[case]
    make_verified_lines(*names, country=country)
    articles = make_articles(pages)
    data = {"action": "country", "country": country}
    asked = owner.post(SETUP, data)
    (said,) = get_changes(asked)
    assert said == f"{pages} live article{'s' if pages > 1 else ''}: {sentence}"
    assert get_country() == "US", "nothing is done before it is read"
    assert ("Verify one first" in asked.text) is (not names)
    confirmed = {**data, "has_read_changes": "on"}
    if not names:
        again = owner.post(SETUP, confirmed)
        assert get_changes(again) == [said]
        assert get_country() == "US"
        confirmed["note"] = "I asked their ministry."
    response = owner.post(SETUP, confirmed, follow=True)
    assert get_messages(response)[0].startswith("The country is set.")
    assert {get_help(article)[0] for article in articles} == {then[0]}
    assert get_help(articles[0]) == then
    assert CrisisResourceVersion.objects.filter(act="none_exists").exists() is (not names)


def test_another_country_says_it_for_each_language(owner, practice, settings):
    factories.put_in_force(factories.WORDING_ES, language="es")
    factories.make_article(live=True, parent=factories.get_home("es"))
    factories.make_verified_line("112", name="English", country="DE", languages="en")
    factories.make_verified_line("113", name="Spanish", country="DE", languages="es")
    make_articles(2)
    data = {"action": "country", "country": "DE"}
    number = "The emergency number is then 112."
    said = [
        f"localhost, English, 2 live articles: Readers then see “English” first. {number}",
        f"localhost, Spanish, 1 live article: Readers then see “Spanish” first. {number}",
    ]
    assert sorted(get_changes(owner.post(SETUP, data))) == said
    settings.WAGTAIL_ATTACHMENT_LOCALE_COUNTRIES = {"es": ["US"]}
    (only,) = get_changes(owner.post(SETUP, data))
    assert only == f"2 live articles: Readers then see “English” first. {number}"


def test_country_whose_lines_are_for_some_people_only_needs_a_statement(owner, practice):
    make_verified_lines("Jung", country="DE", audience="youth")
    (article,) = make_articles(1)
    data = {"action": "country", "country": "DE", "has_read_changes": "on"}
    page = get_text(read(owner.post(SETUP, data)))
    assert "No crisis line for everyone in Germany is verified." in page
    assert "Or show readers in Germany lines for some people only:" in page
    assert get_country() == "US"
    owner.post(SETUP, {**data, "note": "We send them there."})
    assert get_help(article) == ("Jung", ["112"])
    (row,) = CrisisResourceVersion.objects.filter(act__in=STATED)
    assert (row.act, row.country) == ("some_only", "DE")


def test_setup_is_not_done_with_lines_for_some_people_only(owner, practice):
    def is_done():
        return {step.name: step.is_done for step in get_steps(factories.get_site())}["lines"]

    factories.set_country("MC")
    make_verified_lines("Young", country="MC", audience="youth")
    url = "/admin/practice/crisis-lines/country/MC/"
    for address in (SETUP, url):
        page = get_text(read(owner.get(address)))
        assert "No crisis line for everyone in Monaco is verified" in page
        assert "Show readers in Monaco lines for some people only" in page
    assert not is_done()
    answer = owner.post(url, {"note": "There is no other."}, follow=True)
    said = "readers in Monaco see crisis lines for some people only"
    assert said in get_messages(answer)[0]
    assert is_done()
    assert said in get_text(read(owner.get(SETUP)))
    (line,) = make_verified_lines("All", country="MC")
    assert said not in get_text(read(owner.get(SETUP)))
    line.withdraw(factories.make_verifier())
    assert not is_done(), "it has to be answered for anew"


@pytest.mark.parametrize("state", ["no country yet", "no live article", "the same country"])
def test_country_that_changes_nothing_for_readers_is_not_asked_about(owner, practice, state):
    article = make_articles(1)[0]
    country = "US" if state == "the same country" else "DE"
    if state == "no country yet":
        PracticeSettings.objects.update(country="")
    if state == "no live article":
        article.unpublish()
    owner.post(SETUP, {"action": "country", "country": country})
    assert get_country() == country


def test_who_may_not_state_that_there_is_no_line_is_told_who_may(log_in, practice):
    make_articles(1)
    client = log_in(factories.make_user("change_practicesettings"))
    data = {"action": "country", "country": "DE"}
    page = read(client.post(SETUP, data))
    assert "Ask: Vera Verifier." in get_text(page.select_one("#country"))
    assert not page.select("#country [name=note]")
    client.post(SETUP, {**data, "has_read_changes": "on", "note": "I say so."})
    assert get_country() == "US"
    assert not CrisisResourceVersion.objects.filter(act="none_exists").exists()


def test_country_without_a_line_is_refused_and_leads_to_its_lines(owner, practice):
    make_articles(1)
    data = {"action": "country", "country": "DE", "has_read_changes": "on"}
    url = "/admin/practice/crisis-lines/country/DE/"
    assert read(owner.post(SETUP, data)).select_one(f"#country a[href='{url}']")
    CrisisResource.objects.filter(country="DE").delete()
    assert "No crisis line of Germany is verified" in owner.get(url).text
    owner.post(url, {"load": "1"})
    line = CrisisResource.objects.filter(country="DE").first()
    page = read(owner.get(url))
    assert page.select_one(f"a[href='{reverse('wagtail_attachment:verify_line', args=[line.pk])}']")
    assert set(owner.post(url, {"note": " "}).context["form"].errors) == {"note"}
    (message,) = get_messages(owner.post(url, {"note": "Asked there."}, follow=True))
    assert message.startswith(
        "It is on record, with your name, that readers in Germany see no crisis line"
    )
    assert "stated on" in owner.get(url).text
    owner.post(SETUP, data)
    assert get_country() == "DE"


@pytest.mark.parametrize("action", ["load", "note"])
def test_lines_of_a_country_are_for_those_who_may(visitor, practice, action):
    url = "/admin/practice/crisis-lines/country/DE/"
    assert "Ask: Vera Verifier." in visitor.get(url).text
    assert is_denied(visitor.post(url, {action: "Yes"}, follow=True))
    assert not CrisisResource.objects.filter(country="DE").exists()
    assert not CrisisResourceVersion.objects.filter(act="none_exists").exists()


@pytest.mark.parametrize("data", [{"load": "1"}, {"note": "Asked there."}])
def test_no_country_has_no_lines(owner, data):
    url = "/admin/practice/crisis-lines/country/XX/"
    assert owner.get(url).status_code == 404
    assert owner.post(url, data).status_code == 404
    assert not CrisisResourceVersion.objects.exists()


def test_no_line_is_not_put_on_record_once_a_colleague_has_verified_one(owner, practice):
    url = "/admin/practice/crisis-lines/country/US/"
    (message,) = get_messages(owner.post(url, {"note": "Asked there."}, follow=True))
    assert message == "Readers in the United States see the lines that are verified."
    assert not CrisisResourceVersion.objects.filter(act="none_exists").exists()


# However many articles there are


def test_what_would_change_is_asked_in_as_many_queries_for_many_articles(practice):
    line = CrisisResource.objects.get()

    def count():
        with CaptureQueriesContext(connection) as queries:
            (withdrawn,) = find_changes_by_withdrawal(line.pk)
            (moved,) = find_changes_by_country(
                PracticeSettings(site=factories.get_site(), country="DE")
            )
        assert withdrawn.pages == moved.pages
        return withdrawn.pages, len(queries)

    make_articles(1)
    count()  # what Wagtail keeps for the next time
    one, queries_for_one = count()
    make_articles(7)
    assert count() == (one + 7, queries_for_one)
