"""What a translator is told, and when nothing is said."""

from dataclasses import dataclass, field
from types import SimpleNamespace

import pytest

from tests.publishing.facts import FakeArticle
from wagtail_attachment.publishing import Severity, evaluate
from wagtail_attachment.publishing.gate import get_refusals
from wagtail_attachment.publishing.numbers import Change
from wagtail_attachment.publishing.texts import Text

TEXTS = [Text("a", "A heading"), Text("b", "Words")]


@dataclass
class FakeTranslation:
    source_language: str = "English"
    without_translation: list = field(default_factory=list)
    refused: list = field(default_factory=list)
    one_sided: list = field(default_factory=list)
    to_read: list = field(default_factory=list)
    changed_numbers: list = field(default_factory=list)
    missed_terms: list = field(default_factory=list)
    changed_links: list = field(default_factory=list)
    is_stale: bool = False
    changed: list = field(default_factory=list)


def judge(**values):
    found = evaluate(FakeArticle(translation=FakeTranslation(**values)))
    return [violation for violation in found if violation.id.startswith("translation.")]


@pytest.mark.parametrize("translation", [None, FakeTranslation()])
def test_nothing_is_said_of_an_original_or_a_finished_translation(translation):
    assert evaluate(FakeArticle(translation=translation)) == []


@pytest.mark.parametrize(
    ("texts", "message"),
    [(TEXTS[:1], "1 text is still in English (“A heading”)"),
     (TEXTS, "2 texts are still in English (“A heading” is the first)")],
)  # fmt: skip
def test_untranslated_texts_are_counted(texts, message):
    (violation,) = judge(without_translation=texts)
    assert violation.id == "translation.untranslated"
    assert message in violation.message
    assert (violation.fixer, violation.fix_url) == ("fixer of translation", "/fix/translation/")


@pytest.mark.parametrize(
    ("texts", "message"),
    [(TEXTS[:1], "1 text of the translation (“A heading”) has not been reviewed"),
     (TEXTS, "2 texts of the translation (“A heading” is the first) have not been reviewed")],
)  # fmt: skip
def test_unreviewed_texts_are_counted(texts, message):
    (violation,) = judge(to_read=texts)
    assert violation.id == "translation.unreviewed"
    assert message in violation.message
    assert violation.fix_url == "/fix/translation_review/"


@pytest.mark.parametrize(
    ("missing", "added", "message"),
    [
        (("988",), (), "has 988, but the translation does not: “Llame al 100%”"),
        ((), ("911",), "has 911, but the original does not: “Llame al 100%”"),
        (("988",), ("911",), "says 911 where the original has 988: “Llame al 100%”"),
        (("tel:9%208",), ("x%sy",), "says x%sy where the original has tel:9%208"),
    ],
)
def test_changed_number_is_named(missing, added, message):
    (violation,) = judge(changed_numbers=[Change("Call", "Llame al 100%", missing, added)])
    assert violation.id == "translation.number-changed"
    assert message in violation.message


def test_number_in_a_long_text_is_shown_with_the_words_around_it():
    text = "palabra " * 40 + "llame al 911 ahora " + "palabra " * 40
    path = "body.0f8fad5b-d9cb-469f-a165-70867728950e.text"
    change = Change("Call", text, ("988",), ("911",), path)
    (violation,) = judge(changed_numbers=[change])
    assert "“…palabra palabra llame al 911 ahora palabra" in violation.message
    assert violation.block_id == "0f8fad5b-d9cb-469f-a165-70867728950e"


def test_dropped_text_is_named_by_the_original():
    (violation,) = judge(changed_numbers=[Change("Call 988", "", ("988",), ())])
    assert "“Call 988”" in violation.message


def test_stale_translation_is_advice_alone():
    (violation,) = judge(is_stale=True)
    assert (violation.id, violation.severity) == ("translation.stale", Severity.ADVICE)


def test_link_that_leads_elsewhere_is_advice_that_names_both_targets():
    link = SimpleNamespace(
        words="word " * 100, source="https://a.example/", target="“100%”", block_id="b1"
    )
    (violation,) = judge(changed_links=[link])
    assert (violation.id, violation.severity) == ("translation.link-changed", Severity.ADVICE)
    assert violation.block_id == "b1"
    assert violation.message.startswith("The link “word word ")
    assert violation.message.endswith(
        "…” goes to https://a.example/ in the original and to “100%” here."
    )


def test_long_text_is_shortened_in_the_message():
    (violation,) = judge(without_translation=[Text("a", "word " * 100)])
    assert len(violation.message) < 250


@pytest.mark.parametrize("shown", [True, False])
def test_text_that_readers_have_already_is_refused_no_more(shown):
    found = judge(without_translation=TEXTS)
    refusals = get_refusals(found, {Severity.SAFETY}, lambda: shown)
    assert bool(refusals) is not shown


def test_other_refusals_hold_whatever_readers_have():
    found = evaluate(
        FakeArticle(no_disclaimer=True, translation=FakeTranslation(without_translation=TEXTS))
    )
    refusals = get_refusals(found, {Severity.SAFETY}, lambda: True)
    assert [violation.id for violation in refusals] == ["disclaimer.missing"]


def test_what_readers_have_is_looked_up_only_where_it_matters():
    def look_up():
        raise AssertionError

    found = evaluate(FakeArticle(no_disclaimer=True))
    assert get_refusals(found, {Severity.SAFETY}, look_up)
