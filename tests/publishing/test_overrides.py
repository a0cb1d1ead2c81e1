"""What a person may answer for, and how far that reaches."""

from threading import Thread

import pytest

from wagtail_attachment.publishing import Violation
from wagtail_attachment.publishing.overrides import (
    is_overridable,
    letting_through,
    remove_let_through,
)
from wagtail_attachment.publishing.violations import SEVERITIES

EMPTY = Violation(id="section.empty", message="It is empty.", block_id="s1")
UNSAFE = Violation(id="disclaimer.missing", message="There is none.")


class Page:
    def __init__(self, text_page_id):
        self.text_page_id = text_page_id

    def get_text_page_id(self):
        return self.text_page_id


def test_of_all_that_can_be_wrong_four_may_be_answered_for():
    overridable = {name for name in SEVERITIES if is_overridable(Violation(id=name, message=""))}
    assert overridable == {
        "section.empty",
        "section.heading-missing",
        "outline.incomplete",
        "image.alt-missing",
    }


def test_what_a_site_has_made_required_is_not_answered_for(settings):
    settings.WAGTAIL_ATTACHMENT_SEVERITIES = {"references.missing": "required"}
    assert not is_overridable(Violation(id="references.missing", message=""))


def test_what_a_site_only_advises_needs_no_answer(settings):
    settings.WAGTAIL_ATTACHMENT_SEVERITIES = {"section.empty": "advice"}
    assert not is_overridable(EMPTY)


def test_what_was_seen_passes_and_what_is_new_does_not():
    page = Page(7)
    new = Violation(id="section.empty", message="It is empty.", block_id="s2")
    renamed = Violation(id="section.empty", message="Another one is empty.", block_id="s1")
    with letting_through(page, [EMPTY]):
        assert remove_let_through(page, [EMPTY, new, renamed, UNSAFE]) == [new, renamed, UNSAFE]


def test_an_alias_passes_with_its_source_and_no_other_page_does():
    with letting_through(Page(7), [EMPTY]):
        assert remove_let_through(Page(7), [EMPTY]) == []
        assert remove_let_through(Page(8), [EMPTY]) == [EMPTY]


def test_it_ends_with_the_act_also_when_that_fails():
    with pytest.raises(RuntimeError), letting_through(Page(7), [EMPTY]):
        raise RuntimeError
    assert remove_let_through(Page(7), [EMPTY]) == [EMPTY]


def test_nobody_else_who_publishes_meanwhile_profits():
    answers = []
    with letting_through(Page(7), [EMPTY]):
        other = Thread(target=lambda: answers.append(remove_let_through(Page(7), [EMPTY])))
        other.start()
        other.join()
    assert answers == [[EMPTY]]


@pytest.mark.parametrize("name", ["disclaimer.missing", "body.invalid", "translation.stale"])
def test_nothing_else_can_be_let_through_at_all(name):
    violations = [EMPTY, Violation(id=name, message="")]
    with (
        pytest.raises(ValueError, match="Only what is required"),
        letting_through(Page(7), violations),
    ):
        pass
