"""Every setting has a default, is documented, and is read when it is needed."""

import pytest

from wagtail_attachment.conf import Settings, conf
from wagtail_attachment.crisis.known import (
    get_crisis_lines,
    get_emergency_number,
    get_known_short_numbers,
)
from wagtail_attachment.disclaimers.starters import get_starter_disclaimers

NAMES = [name for name in vars(Settings) if name.startswith("WAGTAIL_ATTACHMENT_")]
DEFAULTS = {
    "WAGTAIL_ATTACHMENT_ENFORCEMENT": "enforce",
    "WAGTAIL_ATTACHMENT_SEVERITIES": {},
    "WAGTAIL_ATTACHMENT_LOCALE_COUNTRIES": {},
    "WAGTAIL_ATTACHMENT_EMERGENCY_NUMBERS": {},
    "WAGTAIL_ATTACHMENT_BOOKING_HOSTS": None,
    "WAGTAIL_ATTACHMENT_REVIEW_MONTHS": 12,
    "WAGTAIL_ATTACHMENT_TRANSLATION_REVIEW": "machine",
    "WAGTAIL_ATTACHMENT_KEPT_SECONDS": 60,
    "WAGTAIL_ATTACHMENT_PASSED_OVER_HOOKS": [],
}


@pytest.mark.parametrize(("name", "default"), DEFAULTS.items(), ids=DEFAULTS)
def test_setting_has_a_default(settings, name, default):
    assert not hasattr(settings, name)
    assert getattr(conf, name) == default


@pytest.mark.parametrize("name", NAMES)
def test_setting_is_described(name):
    assert vars(Settings)[name].__doc__


VALUES = {
    "WAGTAIL_ATTACHMENT_ENFORCEMENT": "observe",
    "WAGTAIL_ATTACHMENT_SEVERITIES": {"review.never": "required"},
    "WAGTAIL_ATTACHMENT_KEPT_SECONDS": 30,
    "WAGTAIL_ATTACHMENT_TRANSLATION_REVIEW": "always",
}


@pytest.mark.parametrize("name", NAMES)
def test_setting_is_read_when_it_is_needed(settings, name):
    value = VALUES.get(name, object())
    setattr(settings, name, value)
    assert getattr(conf, name) is value


@pytest.mark.parametrize(
    ("value", "expected"),
    [(0, 0), (-1, 0), ("60", 0), (None, 0), (float("nan"), 0), (10**9, 86_400), (1.5, 1.5)],
)
def test_seconds_that_are_none_keep_nothing(settings, value, expected):
    settings.WAGTAIL_ATTACHMENT_KEPT_SECONDS = value
    assert expected == conf.WAGTAIL_ATTACHMENT_KEPT_SECONDS


@pytest.mark.parametrize(
    ("value", "expected"),
    [("observe", "observe"), ("enforce", "enforce"), ("Observe", "enforce"), (None, "enforce"),
     (False, "enforce"), ("", "enforce")],
    ids=repr,
)  # fmt: skip
def test_only_observe_itself_switches_enforcement_off(settings, value, expected):
    settings.WAGTAIL_ATTACHMENT_ENFORCEMENT = value
    assert expected == conf.WAGTAIL_ATTACHMENT_ENFORCEMENT


@pytest.mark.parametrize("value", ["always", "never", "machine"])
def test_reviews_are_asked_for_as_set(settings, value):
    settings.WAGTAIL_ATTACHMENT_TRANSLATION_REVIEW = value
    assert value == conf.WAGTAIL_ATTACHMENT_TRANSLATION_REVIEW


@pytest.mark.parametrize("value", ["Never", "", None, False])
def test_slip_of_the_pen_does_not_switch_reviews_off(settings, value):
    settings.WAGTAIL_ATTACHMENT_TRANSLATION_REVIEW = value
    assert conf.WAGTAIL_ATTACHMENT_TRANSLATION_REVIEW == "machine"


# The facts that ship with the package


def test_emergency_number_is_the_package_s_with_its_source():
    number = get_emergency_number("US")
    assert (number.country, number.number, number.href) == ("US", "911", "tel:911")
    assert number.source.startswith("https://")
    assert number.checked


def test_site_s_own_emergency_number_comes_first(settings):
    settings.WAGTAIL_ATTACHMENT_EMERGENCY_NUMBERS = {"US": "112", "QQ": "1"}
    assert get_emergency_number("US").number == "112"
    assert get_emergency_number("QQ").number == "1"
    assert get_emergency_number("DE").number == "112"


def test_unknown_country_has_no_emergency_number():
    assert get_emergency_number("QQ") is None


def test_known_numbers_are_those_of_lines_and_emergencies():
    known = get_known_short_numbers()
    assert {"988", "911", "741741", "112"} <= known
    assert "" not in known


def test_lists_of_facts_may_be_changed_without_harm():
    get_crisis_lines().clear()
    assert get_crisis_lines()
    assert "{crisis_line}" in get_starter_disclaimers()["en"]["body"]
