"""Each rule fires where it must and nowhere else; none of them needs a database."""

from datetime import date

import pytest
from django.utils import translation

from wagtail_attachment.publishing import Purpose, Severity, evaluate
from wagtail_attachment.publishing.picture_notes import write_picture_note
from wagtail_attachment.publishing.rules import registry
from wagtail_attachment.publishing.texts import Text

from .facts import FakeArticle, make_block, make_image, make_person, make_section, make_texts
from .test_translation_rules import FakeTranslation

GERMAN = [
    "Wer sich zurückzieht, ist nicht kalt. Wir sind mit einem Bild von Nähe groß geworden."
] * 5
IDS = {
    "disclaimer.missing": {"no_disclaimer": True},
    "notice.missing": {"missing_notices": [("gfe", "Good faith estimate")]},
    "notice.numbers-due": {"overdue_numbers": [("general", "Please note")]},
    "crisis.missing": {"crisis_gap": "lines"},
    "crisis.verification-due": {"overdue": ["Lifeline"]},
    "booking.unsafe-target": {"unsafe_targets": [("b7", "Use https.")]},
    "section.heading-missing": {"sections": [make_section(heading="")]},
    "section.empty": {"sections": [make_section(content=[])]},
    "outline.incomplete": {"outline": [Purpose.HELP]},
    "image.missing": {"texts": [Text("p", "[Picture: bench.jpg]")]},
    "image.alt-missing": {"images": [make_image("")]},
    "text.missing": {"text": False, "sections": []},
    "field.missing": {"missing_fields": [("style", "Style")]},
    "body.invalid": {"body_errors": [("b9", "Required.")]},
    "number.placeholder": {"texts": [Text("title", "Call {crisis_line}.")]},
    "number.unverified": {"texts": [Text("p", "Call 116 123.")]},
    "number.mismatch": {"texts": [Text("p", "Call us.", (("tel:5551234567", "555 765 4321"),))]},
    "references.missing": {"outline": [Purpose.SIGNS], "references": False},
    "sensitivity.lowered": {"lowered_sensitivity": "No: Ana decided so."},
    "review.never": {"review_state": "never"},
    "review.overdue": {"review_state": "overdue"},
    "licence.lapsed": {"people_by_licence": [make_person(lapsed_since=date(2027, 3, 1))]},
    "licence.ending": {"people_by_licence": [make_person(ends_on=date(2027, 3, 1))]},
    "licence.none-on-file": {"people_by_licence": [make_person(has_none=True)]},
    "wording.harmful": {"texts": make_texts("He left a suicide note.")},
    "wording.unsafe": {"texts": make_texts("She committed suicide.")},
    "text.foreign": {"texts": make_texts(*GERMAN)},
    "wording.not-read": {"texts": make_texts("Una donna."), "languages": ["it"]},
}


def find(**facts):
    return evaluate(FakeArticle(**facts))


def test_complete_article_has_no_violation():
    assert find(outline=[Purpose.SIGNS], images=[make_image()]) == []


@pytest.mark.parametrize(("violation_id", "facts"), IDS.items(), ids=IDS)
def test_rule_fires_alone(violation_id, facts):
    (violation,) = find(**facts)
    assert violation.id == violation_id
    assert violation.message
    assert violation.fixer.startswith("fixer of ")


def test_gravest_violation_comes_first():
    found = find(
        crisis_gap="country",
        review_state="never",
        sections=[make_section(heading="")],
        texts=make_texts("a suicide epidemic"),
    )
    assert [violation.severity for violation in found] == [
        Severity.SAFETY,
        Severity.REQUIRED,
        Severity.ADVICE,
        Severity.ADVICE,
    ]


def test_article_is_judged_at_the_given_time():
    article = FakeArticle()
    evaluate(article, at="noon")
    assert article.judged_at == "noon"


@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_note_of_a_picture_that_was_not_imported_stops_publishing_in_any_language(language):
    with translation.override(language):
        note = write_picture_note("bench.jpg")
    (found,) = find(texts=[Text("p", f"A bench. {note} See [3] and [sic].")])
    assert (found.id, found.severity) == ("image.missing", Severity.REQUIRED)
    assert f"“{note}”" in found.message


def test_block_without_its_image_stops_publishing():
    (found,) = find(images=[make_block("image", None, "b4")])
    assert (found.id, found.block_id) == ("image.missing", "b4")


def test_missing_disclaimer_is_said_without_a_slug():
    (violation,) = find(no_disclaimer=True)
    assert violation.message == "There is no approved disclaimer in this language."
    assert violation.fix_url == "/fix/disclaimer/"


def test_lapse_says_whose_since_when_what_is_gone_and_where_to_fix_it():
    (violation,) = find(
        people_by_licence=[
            make_person(
                lapsed_since=date(2027, 3, 1), resting=["the review", "the notice “Board”"]
            ),
            make_person("Ben", lapsed_since=date(2027, 3, 1), resting=[]),
        ]
    )
    assert violation.message == (
        "Ada has had no valid license since March 1, 2027. Readers no longer see: the review; "
        "the notice “Board”."
    )
    assert violation.fix_url == "/fix/person/?kind=7"


def test_each_missing_notice_is_named_and_stops_publishing_alone():
    found = find(missing_notices=[("gfe", "Good faith estimate"), ("bbs", "Board notice")])
    assert [violation.id for violation in found] == ["notice.missing"] * 2
    assert "“Good faith estimate”" in found[0].message
    assert [violation.fix_url for violation in found] == [
        "/fix/disclaimer/?kind=gfe",
        "/fix/disclaimer/?kind=bbs",
    ]
    assert {violation.severity for violation in found} == {Severity.REQUIRED}
    assert not any(violation.is_overridable for violation in found)


def test_numbers_that_are_due_again_are_advice_at_each_text():
    (violation,) = find(overdue_numbers=[("gfe", "Your right to an estimate")])
    assert (violation.id, violation.severity) == ("notice.numbers-due", Severity.ADVICE)
    assert "“Your right to an estimate”" in violation.message
    assert violation.fix_url == "/fix/numbers/?kind=gfe"


@pytest.mark.parametrize(
    ("gap", "words"), [("country", "country is not set"), ("lines", "No verified crisis line")]
)
def test_crisis_gap_says_what_is_missing(gap, words):
    (violation,) = find(crisis_gap=gap)
    assert words in violation.message
    assert violation.fix_url == f"/fix/{gap}/"


def test_unsafe_booking_names_its_block_and_reason():
    (violation,) = find(unsafe_targets=[("b7", "Use https.")])
    assert violation.block_id == "b7"
    assert "Use https." in violation.message


def test_missing_sections_are_named_in_the_editor_s_words():
    (violation,) = find(outline=[Purpose.SIGNS, Purpose.HELP, "other"])
    assert "What helps, Something else" in violation.message
    assert "sections" in violation.message


def test_outline_may_hold_plain_strings():
    assert find(outline=["signs"]) == []


@pytest.mark.parametrize("heading", ["", None, "  ", "\u00a0", "\u200b"])
def test_heading_without_a_visible_character_is_missing(heading):
    (violation,) = find(sections=[make_section("help", heading)])
    assert violation.id == "section.heading-missing"
    assert "What helps" in violation.message
    assert violation.block_id == "s1"


@pytest.mark.parametrize("heading", ["<Distance>", "a < b", "&nbsp;", "<br>"])
def test_heading_is_plain_text_in_which_a_bracket_is_a_character(heading):
    """Readers see it as it was typed, since it is escaped."""
    assert find(sections=[make_section("help", heading)]) == []
    (violation,) = find(sections=[make_section("help", heading, [])])
    assert f"“{heading}”" in violation.message


def test_empty_section_is_named_by_its_heading_or_its_purpose():
    named, unnamed = [
        next(v for v in find(sections=[make_section("origins", heading, [])]) if "empty" in v.id)
        for heading in ("Early years", "")
    ]
    assert "Early years" in named.message
    assert "Where it comes from" in unnamed.message


@pytest.mark.parametrize("kind", ["crisis_resources", "booking_cta", "disclaimer"])
def test_section_of_placed_help_alone_is_empty(kind):
    content = [make_block(kind, {"cta": object()})]
    (violation,) = find(sections=[make_section(content=content)])
    assert violation.id == "section.empty"


@pytest.mark.parametrize(
    "image",
    [make_image(), make_image("", decorative=True)],
    ids=["described", "decorative"],
)
def test_image_without_fault_passes(image):
    assert find(images=[image]) == []


@pytest.mark.parametrize("alt", ["", "   ", None])
def test_image_needs_alternative_text(alt):
    (violation,) = find(images=[make_image(alt)])
    assert violation.block_id == "b1"


def test_references_are_asked_for_only_where_there_is_an_outline():
    assert find(references=False) == []


def test_unknown_purpose_is_shown_as_it_is():
    (violation,) = find(outline=["ritual"], references=True)
    assert "ritual" in violation.message


@pytest.mark.parametrize("facts", [{"languages": ["de"]}, {"translation": FakeTranslation()}])
def test_text_in_its_page_s_language_and_a_translation_are_not_said_to_be_in_another(facts):
    found = find(texts=make_texts(*GERMAN), **facts)
    assert "text.foreign" not in [violation.id for violation in found]


def test_every_rule_is_tried_here_or_with_the_translations():
    untried = {rule.id for rule in registry} - set(IDS)
    assert {rule_id.split(".")[0] for rule_id in untried} == {"translation"}
