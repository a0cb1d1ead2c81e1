"""What a site may add to the rules, change or take away, and what it may not."""

import pytest

from wagtail_attachment.publishing import Severity, evaluate
from wagtail_attachment.publishing.rules import (
    Finding,
    Rule,
    RuleError,
    register_rule,
    registry,
    unregister_rule,
)
from wagtail_attachment.publishing.rules.registry import RuleRegistry

from .facts import FakeArticle, make_rule, make_section

SAFETY = [rule.id for rule in registry if rule.holds_always]
OTHERS = [rule.id for rule in registry if not rule.holds_always]


def find(*severities, **facts):
    return evaluate(FakeArticle(**facts), severities=severities or tuple(Severity))


def fail(facts):
    raise LookupError


# What a site adds


def test_own_rule_is_asked_and_says_who_can_fix_it(register):
    register(make_rule(find=lambda facts: [Finding("Too long.", "b7")], subject="booking"))
    (violation,) = find()
    assert (violation.id, violation.message, violation.block_id) == (
        "guides.found", "Too long.", "b7",
    )  # fmt: skip
    assert violation.severity is Severity.REQUIRED
    assert (violation.fixer, violation.fix_url) == ("fixer of booking", "/fix/booking/")


def test_finding_may_be_fixed_elsewhere_than_its_rule_says(register):
    register(make_rule(find=lambda facts: [Finding("Of a line.", subject="lines")]))
    assert find()[0].fix_url == "/fix/lines/"


def test_own_rule_knows_the_page(register):
    register(make_rule(find=lambda facts: [Finding(facts.page)]))
    assert find(page="a guide")[0].message == "a guide"


def test_own_rules_come_among_those_of_their_severity(register):
    register(make_rule("guides.advice", severity=Severity.ADVICE))
    register(make_rule("guides.harm", severity=Severity.SAFETY))
    found = find(crisis_gap="lines", review_state="never")
    assert [violation.id for violation in found] == [
        "crisis.missing", "guides.harm", "review.never", "guides.advice",
    ]  # fmt: skip


def test_rule_is_not_asked_for_other_severities(register):
    register(make_rule(find=fail))
    assert find(Severity.SAFETY, Severity.ADVICE) == []


def test_settings_move_an_own_rule_too(register, settings):
    register(make_rule(is_overridable=True))
    assert find()[0].is_overridable
    settings.WAGTAIL_ATTACHMENT_SEVERITIES = {"guides.found": "advice"}
    assert (find()[0].severity, find()[0].is_overridable) == (Severity.ADVICE, False)
    assert find(Severity.REQUIRED) == []


def test_settings_cannot_move_an_own_rule_of_safety(register, settings):
    register(make_rule(severity=Severity.SAFETY))
    settings.WAGTAIL_ATTACHMENT_SEVERITIES = {"guides.found": "advice"}
    assert find()[0].severity is Severity.SAFETY


def test_own_rule_can_be_switched_off():
    register_rule(make_rule())
    unregister_rule("guides.found")
    assert find() == []


# What a site changes


def test_rule_of_ours_is_replaced_and_restored():
    register_rule(make_rule("section.empty", severity=Severity.ADVICE), replace=True)
    assert [violation.severity for violation in find()] == [Severity.ADVICE]
    assert find(Severity.REQUIRED, sections=[make_section(content=[])]) == []
    unregister_rule("section.empty")
    assert [v.severity for v in find(sections=[make_section(content=[])])] == [Severity.REQUIRED]


def test_rule_is_not_replaced_by_accident():
    with pytest.raises(RuleError, match="replace=True"):
        register_rule(make_rule("section.empty"))
    assert find() == []


def test_there_must_be_something_to_replace():
    with pytest.raises(RuleError, match=r"no rule 'guides.found' to replace"):
        register_rule(make_rule(), replace=True)
    assert registry.get("guides.found") is None


# What a site may not


@pytest.mark.parametrize("rule_id", SAFETY)
@pytest.mark.parametrize("replace", [True, False])
def test_rule_that_always_holds_cannot_be_replaced(rule_id, replace):
    ours = registry.get(rule_id)
    for severity in Severity:
        with pytest.raises(RuleError):
            register_rule(make_rule(rule_id, severity=severity), replace=replace)
    assert registry.get(rule_id) is ours


@pytest.mark.parametrize("rule_id", SAFETY)
def test_rule_that_always_holds_cannot_be_removed(rule_id):
    with pytest.raises(RuleError, match="always holds"):
        unregister_rule(rule_id)
    assert registry.get(rule_id)


@pytest.mark.parametrize("rule_id", OTHERS)
def test_other_rules_of_ours_are_made_advice_and_not_removed(rule_id):
    with pytest.raises(RuleError, match="WAGTAIL_ATTACHMENT_SEVERITIES"):
        unregister_rule(rule_id)
    assert registry.get(rule_id)


def test_rule_that_is_not_there_cannot_be_removed():
    with pytest.raises(RuleError, match=r"no rule 'guides.found'"):
        unregister_rule("guides.found")


@pytest.mark.parametrize(
    "values",
    [
        {"severity": Severity.SAFETY, "is_overridable": True},
        {"severity": "required"},
        {"rule_id": "guides"},
        {"rule_id": "Guides.no subtitle"},
    ],
    ids=repr,
)
def test_rule_that_contradicts_itself_is_refused(values):
    with pytest.raises(RuleError):
        make_rule(**values)


def test_no_id_is_that_of_two_rules():
    with pytest.raises(RuleError, match="twice"):
        RuleRegistry([make_rule(), make_rule()])


# What fails


@pytest.mark.parametrize(
    "find_nothing", [fail, lambda facts: None, lambda facts: ["no finding"], None.__class__]
)
def test_own_rule_that_fails_is_shown_as_such(register, caplog, find_nothing):
    register(make_rule(find=find_nothing))
    (violation,) = find()
    assert "The check “guides.found” failed" in violation.message
    assert violation.severity is Severity.REQUIRED
    assert violation.fixer
    assert "guides.found" in caplog.text


def test_own_rule_that_fails_hides_nothing_that_others_find(register):
    register(make_rule("guides.failing", fail))
    register(make_rule())
    found = find(no_disclaimer=True)
    assert [violation.id for violation in found] == [
        "disclaimer.missing", "guides.failing", "guides.found",
    ]  # fmt: skip


def test_rule_that_found_something_before_it_failed_is_shown_as_failing(register):
    def find_one_and_fail(facts):
        yield Finding("One.")
        raise LookupError

    register(make_rule(find=find_one_and_fail))
    assert ["failed" in violation.message for violation in find()] == [True]


def test_rule_says_what_it_is_of():
    """For the documentation, which is made of it."""
    for rule in registry:
        assert isinstance(rule, Rule)
        assert rule.problem.endswith(".")
        assert rule.remedy.endswith((".", ".”", "”."))
