"""The emergency number in the set-up: what readers see, and what is asked where nobody is sure of one."""

import pytest
from wagtail.models import ModelLogEntry

from tests import factories
from tests.admin.answers import get_messages, get_text, is_denied, read
from wagtail_attachment.models import CrisisResourceVersion, PracticeSettings
from wagtail_attachment.safety.site_safety import SiteSafety
from wagtail_attachment.setup import get_steps

URL = "/admin/practice/setup/"
GAP = "NA"
STATED = {"number": "21 1111", "source_url": "https://example.org/help", "checked": "on"}


@pytest.fixture
def gap(db):
    factories.set_country(GAP)


def state(client, **changes):
    return client.post(URL, {"action": "emergency", **STATED, **changes}, follow=True)


def get_numbers():
    safety = SiteSafety(factories.get_site().pk, factories.get_locale().pk)
    return [(each.number, each.href) for each in safety.emergency_numbers]


def is_country_step_done():
    return get_steps(factories.get_site())[0].is_done


def get_step(client):
    return read(client.get(URL)).select_one("#country")


def test_gap_is_shown_and_leaves_the_step_open(owner, gap):
    text = get_text(get_step(owner))
    assert "We are not sure of any emergency number for Namibia" in text
    assert not is_country_step_done()
    assert get_numbers() == []


def test_number_that_the_package_knows_is_shown_with_where_to_confirm_it(owner, db):
    factories.set_country("US")
    step = get_step(owner)
    assert (
        "Crisis cards for readers in the United States also show the emergency number 911"
        in get_text(step)
    )
    assert step.select_one("a[href='https://www.911.gov/']")
    assert step.select_one("[name=number]") is None
    assert is_country_step_done()


def test_number_that_a_person_states_is_shown_to_readers_and_on_record(owner, superuser, gap):
    response = state(owner)
    assert get_messages(response) == ["Readers see the emergency number 211111 now."]
    assert get_numbers() == [("211111", "tel:211111")]
    assert is_country_step_done()
    row = CrisisResourceVersion.objects.get()
    assert (row.act, row.country, row.person_id) == ("emergency", GAP, str(superuser.pk))
    assert row.snapshot == {"number": "211111", "source_url": "https://example.org/help"}
    assert ModelLogEntry.objects.filter(action="wagtail_attachment.state_emergency").exists()
    step = get_step(owner)
    assert f"{row.person_name} checked it on" in get_text(step)


def test_who_stated_another_number_of_the_country_on_another_site_is_not_named(owner, gap):
    state(owner)
    name = CrisisResourceVersion.objects.get().person_name
    other = factories.make_verifier()
    CrisisResourceVersion.state_emergency_number(other, GAP, "22 2222", "https://example.org/other")
    step = get_step(owner)
    assert f"211111. {name} checked it on" in get_text(step)
    assert step.select_one("a[href='https://example.org/help']")


def test_statement_is_no_crisis_line(owner, gap, verifier):
    line = factories.make_verified_line(country=GAP, user=verifier)
    state(owner)
    shown = CrisisResourceVersion.objects.in_force([GAP], "en")
    assert [each.resource_id for each in shown] == [line.pk]


def test_number_is_of_the_country_for_which_it_was_stated_alone(owner, gap):
    state(owner)
    factories.set_country("SX")
    assert get_numbers() == []
    factories.set_country(GAP)
    assert get_numbers() == [("211111", "tel:211111")]


def test_setting_of_the_site_goes_first(owner, gap, settings):
    state(owner)
    settings.WAGTAIL_ATTACHMENT_EMERGENCY_NUMBERS = {GAP: "112"}
    assert get_numbers() == [("112", "tel:112")]
    assert "checked it on" not in get_text(get_step(owner))


def test_number_is_taken_back(owner, gap):
    state(owner)
    response = state(owner, number="", source_url="", checked="")
    assert get_messages(response) == [
        "The emergency number your practice entered has been removed."
    ]
    assert get_numbers() == []
    assert CrisisResourceVersion.objects.count() == 2


@pytest.mark.parametrize(
    ("configured", "then"),
    [
        ({}, "are told to call their local emergency number now."),
        ({GAP: "112"}, "see this one now: 112."),
    ],
)
def test_taking_a_number_back_says_what_readers_see_now(owner, gap, settings, configured, then):
    factories.put_in_force()
    factories.make_verified_line(country=GAP)
    for _number in range(2):
        factories.make_article(live=True)
    state(owner)
    settings.WAGTAIL_ATTACHMENT_EMERGENCY_NUMBERS = configured
    (said,) = get_messages(state(owner, number="", source_url="", checked=""))
    assert said == (
        "The emergency number your practice entered has been removed. "
        f"Readers of 2 live articles {then}"
    )


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"number": "police"}, "Write the number as it is dialed there"),
        ({"number": "*123#"}, "Write the number as it is dialed there"),
        ({"number": "1"}, "Write the number as it is dialed there"),
        ({"number": ""}, "Write the number as it is dialed there"),
        ({"number": "9" * 22}, "more than 15 digits; this one has 22."),
        ({"number": "988"}, "), not an emergency number"),
        ({"number": "9-8-8"}, "is a crisis line"),
        ({"source_url": ""}, "it starts with https://"),
        ({"source_url": "http://example.org/"}, "it starts with https://"),
        ({"source_url": "javascript:alert(1)"}, "Enter a valid URL"),
        ({"checked": ""}, "Open the official page, compare, then tick this."),
    ],
)
def test_what_cannot_be_shown_is_refused_and_kept_to_be_mended(owner, gap, changes, message):
    response = state(owner, **changes)
    assert message in " ".join(get_messages(response))
    assert get_numbers() == []
    assert not CrisisResourceVersion.objects.exists()
    field = read(response).select_one("#country [name=number]")
    assert field.get("value", "") == {**STATED, **changes}["number"]


def test_a_line_of_ours_is_no_emergency_number_and_one_of_another_country_may_be(owner, gap):
    factories.make_verified_line("400", country=GAP)
    assert "400 is a crisis line" in " ".join(get_messages(state(owner, number="400")))
    # A crisis line in the Netherlands, and the ambulance in Norway.
    state(owner, number="113")
    assert get_numbers() == [("113", "tel:113")]


def test_number_of_the_old_country_is_not_said_to_show_while_the_new_one_is_confirmed(
    owner, practice
):
    factories.make_article(live=True)
    response = owner.post(URL, {"action": "country", "country": "NA"})
    text = get_text(read(response).select_one("#country"))
    assert "Namibia" in text
    assert "Crisis cards for readers in" not in text


def test_stating_needs_the_permission_to_verify(log_in, gap):
    client = log_in(factories.make_user("change_practicesettings"))
    factories.make_verifier()
    assert is_denied(state(client))
    assert not PracticeSettings.objects.exclude(emergency_number="").exists()
    assert "Ask Vera Verifier" in get_text(get_step(client))


def test_stating_needs_a_country(owner, db):
    assert "Say first where your readers are." in get_messages(state(owner))
    assert not CrisisResourceVersion.objects.exists()
