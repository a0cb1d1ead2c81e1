"""What a person may answer for, and how far that reaches."""

from threading import Thread

import pytest

from wagtail_attachment.publishing.overrides import overriding, remove_overridden
from wagtail_attachment.publishing.rules import registry

from .facts import make_violation

EMPTY = make_violation("section.empty", "It is empty.", block_id="s1")
UNSAFE = make_violation("disclaimer.missing", "There is none.")


class Page:
    def __init__(self, text_page_id):
        self.text_page_id = text_page_id

    def get_text_page_id(self):
        return self.text_page_id


def test_of_all_that_can_be_wrong_seven_may_be_answered_for():
    overridable = {rule.id for rule in registry if make_violation(rule.id).is_overridable}
    assert overridable == {
        "section.empty",
        "section.heading-missing",
        "outline.incomplete",
        "image.missing",
        "image.alt-missing",
        "number.unverified",
        "wording.harmful",
    }


def test_what_a_site_has_made_required_is_not_answered_for(settings):
    settings.WAGTAIL_ATTACHMENT_SEVERITIES = {"references.missing": "required"}
    assert not make_violation("references.missing").is_overridable


def test_what_a_site_only_advises_needs_no_answer(settings):
    settings.WAGTAIL_ATTACHMENT_SEVERITIES = {"section.empty": "advice"}
    assert not make_violation("section.empty").is_overridable


def test_what_was_seen_passes_and_what_is_new_does_not():
    page = Page(7)
    new = make_violation("section.empty", "It is empty.", block_id="s2")
    renamed = make_violation("section.empty", "Another one is empty.", block_id="s1")
    with overriding(page, [EMPTY]):
        assert remove_overridden(page, [EMPTY, new, renamed, UNSAFE]) == [new, renamed, UNSAFE]


def test_an_alias_passes_with_its_source_and_no_other_page_does():
    with overriding(Page(7), [EMPTY]):
        assert remove_overridden(Page(7), [EMPTY]) == []
        assert remove_overridden(Page(8), [EMPTY]) == [EMPTY]


def test_it_ends_with_the_act_also_when_that_fails():
    with pytest.raises(RuntimeError), overriding(Page(7), [EMPTY]):
        raise RuntimeError
    assert remove_overridden(Page(7), [EMPTY]) == [EMPTY]


def test_nobody_else_who_publishes_meanwhile_profits():
    answers = []
    with overriding(Page(7), [EMPTY]):
        other = Thread(target=lambda: answers.append(remove_overridden(Page(7), [EMPTY])))
        other.start()
        other.join()
    assert answers == [[EMPTY]]


@pytest.mark.parametrize("name", ["disclaimer.missing", "body.invalid", "translation.stale"])
def test_nothing_else_can_be_overridden_at_all(name):
    violations = [EMPTY, make_violation(name)]
    with (
        pytest.raises(ValueError, match="Only what a person may answer for"),
        overriding(Page(7), violations),
    ):
        pass
