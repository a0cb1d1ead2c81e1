"""Every setting has a default, is documented, and is read when it is needed."""

import pytest

from wagtail_attachment.conf import SETTINGS, conf
from wagtail_attachment.crisis.known import (
    get_crisis_lines,
    get_emergency_number,
    get_known_short_numbers,
)
from wagtail_attachment.disclaimers.starters import get_starter_disclaimers

DEFAULTS = {
    "WAGTAIL_ATTACHMENT_ENFORCEMENT": "enforce",
    "WAGTAIL_ATTACHMENT_SEVERITIES": {},
    "WAGTAIL_ATTACHMENT_LOCALE_COUNTRIES": {},
    "WAGTAIL_ATTACHMENT_EMERGENCY_NUMBERS": {},
    "WAGTAIL_ATTACHMENT_BOOKING_HOSTS": None,
    "WAGTAIL_ATTACHMENT_REVIEW_MONTHS": 12,
    "WAGTAIL_ATTACHMENT_TRANSLATION_REVIEW": "machine",
    "WAGTAIL_ATTACHMENT_RELEASE": "",
    "WAGTAIL_ATTACHMENT_KEPT_SECONDS": 60,
    "WAGTAIL_ATTACHMENT_PASSED_OVER_HOOKS": [],
    "WAGTAIL_ATTACHMENT_SENSITIVE_WORDS": {},
}


@pytest.mark.parametrize(("name", "default"), DEFAULTS.items(), ids=DEFAULTS)
def test_setting_has_a_default(settings, name, default):
    assert not hasattr(settings, name)
    assert getattr(conf, name) == default


def test_table_has_every_setting():
    assert set(SETTINGS) == set(DEFAULTS)


VALUES = {
    "WAGTAIL_ATTACHMENT_ENFORCEMENT": "observe",
    "WAGTAIL_ATTACHMENT_SEVERITIES": {"review.never": "required"},
    "WAGTAIL_ATTACHMENT_LOCALE_COUNTRIES": {"en": ["GB", "IE"], "es-mx": ["MX"]},
    "WAGTAIL_ATTACHMENT_EMERGENCY_NUMBERS": {"XK": "194", "GB": "+44999"},
    "WAGTAIL_ATTACHMENT_BOOKING_HOSTS": ["clientsecure.me", "localhost"],
    "WAGTAIL_ATTACHMENT_REVIEW_MONTHS": 3,
    "WAGTAIL_ATTACHMENT_TRANSLATION_REVIEW": "always",
    "WAGTAIL_ATTACHMENT_RELEASE": "c869089",
    "WAGTAIL_ATTACHMENT_KEPT_SECONDS": 30,
    "WAGTAIL_ATTACHMENT_PASSED_OVER_HOOKS": ["visits.wagtail_hooks.count_visit"],
    "WAGTAIL_ATTACHMENT_SENSITIVE_WORDS": {"en": ["stillbirth"]},
}


@pytest.mark.parametrize(("name", "value"), VALUES.items(), ids=VALUES)
def test_right_value_is_read_as_it_is_when_it_is_needed(settings, name, value):
    setattr(settings, name, value)
    assert getattr(conf, name) == value
    assert SETTINGS[name].find_problems() == []


WRONG = [
    ("SEVERITIES", ["section.empty"], {}),
    ("SEVERITIES", {"section.empty": "off", "review.never": "required"}, {"review.never": "required"}),
    ("SEVERITIES", {3: "advice", "section.empty": None}, {}),
    ("LOCALE_COUNTRIES", {"en": "MX"}, {"en": ["MX"]}),
    ("LOCALE_COUNTRIES", {"EN-us": ["mx", " gb "]}, {"en-us": ["MX", "GB"]}),
    ("LOCALE_COUNTRIES", {"en": ["QQ"], "es": ["QQ", "MX", None]}, {"es": ["MX"]}),
    ("LOCALE_COUNTRIES", {"en": [], "es": None, "de": 49, "fr": "", 5: ["US"]}, {}),
    ("LOCALE_COUNTRIES", [("en", "MX")], {}),
    ("LOCALE_COUNTRIES", "MX", {}),
    ("EMERGENCY_NUMBERS", {"US": 911, "GB": "", "DE": None, "FR": "call", "us": "112"}, {"US": "112"}),
    ("EMERGENCY_NUMBERS", ["911"], {}),
    ("EMERGENCY_NUMBERS", {"QQ": "112"}, {}),
    ("BOOKING_HOSTS", "example.com", ["example.com"]),
    ("BOOKING_HOSTS", ["https://example.com/", "*.jane.app", 5], []),
    ("BOOKING_HOSTS", 5, []),
    ("REVIEW_MONTHS", "3", 12),
    ("REVIEW_MONTHS", 0, 12),
    ("REVIEW_MONTHS", True, 12),
    ("REVIEW_MONTHS", None, 12),
    ("REVIEW_MONTHS", 10**400, 120),
    ("RELEASE", None, ""),
    ("KEPT_SECONDS", True, 0),
    ("KEPT_SECONDS", 10**400, 86_400),
    ("PASSED_OVER_HOOKS", "a.b", ["a.b"]),
    ("PASSED_OVER_HOOKS", None, []),
    ("PASSED_OVER_HOOKS", ["count visits", 3], []),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    WRONG,
)
def test_wrong_value_is_read_to_the_safe_side_and_named(settings, name, value, expected):
    name = f"WAGTAIL_ATTACHMENT_{name}"
    setattr(settings, name, value)
    assert getattr(conf, name) == expected
    assert SETTINGS[name].find_problems()


def test_set_is_read_in_an_order_that_is_the_same_in_each_process(settings):
    settings.WAGTAIL_ATTACHMENT_LOCALE_COUNTRIES = {"en": {"IE", "GB", "US"}}
    assert conf.WAGTAIL_ATTACHMENT_LOCALE_COUNTRIES == {"en": ["GB", "IE", "US"]}


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
    settings.WAGTAIL_ATTACHMENT_EMERGENCY_NUMBERS = {"US": "112", "XK": "194"}
    assert get_emergency_number("US").number == "112"
    assert get_emergency_number("XK").number == "194"
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
