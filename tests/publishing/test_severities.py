"""How much each violation matters, what a site may change of that, and the exception."""

import pytest
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError

from wagtail_attachment.publishing import PublishingRefused, Severity
from wagtail_attachment.publishing.rules import registry

from .facts import make_violation

SAFETY = [rule.id for rule in registry if rule.severity is Severity.SAFETY]
MOVABLE = [rule.id for rule in registry if not rule.holds_always]


def get_severity(rule_id):
    return registry.get(rule_id).get_severity()


def test_safety_rules_are_those_of_the_design():
    assert set(SAFETY) == {
        "disclaimer.missing",
        "crisis.missing",
        "booking.unsafe-target",
        "translation.untranslated",
        "translation.unreviewed",
        "translation.number-changed",
    }


@pytest.mark.parametrize("severity", ["required", "advice", Severity.ADVICE])
@pytest.mark.parametrize("name", MOVABLE)
def test_settings_may_move_a_rule(settings, name, severity):
    settings.WAGTAIL_ATTACHMENT_SEVERITIES = {name: severity}
    assert get_severity(name) is Severity(severity)


@pytest.mark.parametrize("name", SAFETY)
def test_settings_cannot_move_a_safety_rule(settings, name):
    settings.WAGTAIL_ATTACHMENT_SEVERITIES = {name: "advice"}
    assert get_severity(name) is Severity.SAFETY


def test_field_that_wagtail_requires_stays_required(settings):
    settings.WAGTAIL_ATTACHMENT_SEVERITIES = {"field.missing": "advice"}
    assert get_severity("field.missing") is Severity.REQUIRED
    assert not make_violation("field.missing").is_overridable


@pytest.mark.parametrize("severity", ["safety", "off", None, []])
@pytest.mark.parametrize("name", MOVABLE)
def test_settings_cannot_make_a_rule_something_else(settings, name, severity):
    settings.WAGTAIL_ATTACHMENT_SEVERITIES = {name: severity}
    assert get_severity(name) is registry.get(name).severity


@pytest.mark.parametrize("severities", [None, ["section.empty"], "section.empty"])
def test_setting_that_maps_nothing_has_no_effect(settings, severities):
    settings.WAGTAIL_ATTACHMENT_SEVERITIES = severities
    assert get_severity("section.empty") is Severity.REQUIRED


def test_violation_is_as_grave_as_the_settings_said_when_it_was_found(settings):
    violation = make_violation("section.empty")
    settings.WAGTAIL_ATTACHMENT_SEVERITIES = {"section.empty": "advice"}
    assert violation.severity is Severity.REQUIRED
    assert make_violation("section.empty").severity is Severity.ADVICE


def test_refusal_is_a_validation_error_on_no_field_and_a_denied_permission():
    refusal = PublishingRefused([make_violation("section.empty", "The section is empty.")])
    assert isinstance(refusal, ValidationError)
    assert isinstance(refusal, PermissionDenied)
    assert refusal.message_dict == {NON_FIELD_ERRORS: ["The section is empty."]}
    assert refusal.error_dict[NON_FIELD_ERRORS][0].code == "section.empty"
    assert refusal.violations[0].id == "section.empty"


@pytest.mark.parametrize(
    ("fixer", "fix_url", "expected"),
    [
        ("Ada", "/fix/", "It is missing. Fix this (Ada): /fix/"),
        ("Ada", "", "It is missing. Fix this (Ada)"),
        ("", "", "It is missing."),
    ],
)
def test_refusal_says_who_can_put_it_right_and_where(fixer, fix_url, expected):
    violation = make_violation("section.empty", "It is missing.", fixer=fixer, fix_url=fix_url)
    assert PublishingRefused([violation]).messages == [expected]
