"""Each rule fires where it must and nowhere else; none of them needs a database."""

import pytest

from wagtail_attachment.publishing import Purpose, Severity, evaluate
from wagtail_attachment.publishing.rules import registry

from .facts import FakeArticle, make_block, make_image, make_section

IDS = {
    "disclaimer.missing": {"uncovered_kinds": ["general"]},
    "crisis.missing": {"crisis_gap": "lines"},
    "crisis.verification-due": {"overdue": ["Lifeline"]},
    "booking.unsafe-target": {"unsafe_targets": [("b7", "Use https.")]},
    "section.heading-missing": {"sections": [make_section(heading="")]},
    "section.empty": {"sections": [make_section(content=[])]},
    "outline.incomplete": {"outline": [Purpose.HELP]},
    "image.alt-missing": {"images": [make_image("")]},
    "body.invalid": {"body_errors": [("b9", "Required.")]},
    "references.missing": {"outline": [Purpose.SIGNS], "references": False},
    "review.never": {"review_state": "never"},
    "review.overdue": {"review_state": "overdue"},
    "wording.unsafe": {"plain_text": "She committed suicide."},
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
        plain_text="a suicide epidemic",
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


def test_each_uncovered_kind_is_named():
    found = find(uncovered_kinds=["general", "grief"])
    assert ["general" in found[0].message, "grief" in found[1].message] == [True, True]
    assert found[0].fix_url == "/fix/disclaimer/"


@pytest.mark.parametrize(
    ("gap", "words"), [("country", "which country"), ("lines", "No verified crisis line")]
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
    [make_image(), make_image("", decorative=True), make_block("image", None)],
    ids=["described", "decorative", "none chosen"],
)
def test_image_without_fault_passes(image):
    assert find(images=[image]) == []


@pytest.mark.parametrize("alt", ["", "   ", None])
def test_image_needs_alternative_text(alt):
    (violation,) = find(images=[make_image(alt)])
    assert violation.block_id == "b1"


def test_references_are_asked_for_only_where_there_is_an_outline():
    assert find(references=False) == []


@pytest.mark.parametrize(
    "text",
    [
        "commit suicide",
        "Commits suicide",
        "committing suicide",
        "successful suicide",
        "unsuccessful suicide",
        "failed suicide",
        "SUICIDE VICTIM",
    ],
)
def test_harmful_wording_is_pointed_out(text):
    (violation,) = find(plain_text=f"They {text} here.")
    assert text.lower() in violation.message


@pytest.mark.parametrize(
    "text", ["died by suicide", "suicide prevention", "they commit to suicide prevention"]
)
def test_recommended_wording_passes(text):
    assert find(plain_text=text) == []


def test_harmful_phrase_is_reported_once():
    assert len(find(plain_text="failed suicide, Failed suicide")) == 1


def test_unknown_purpose_is_shown_as_it_is():
    (violation,) = find(outline=["ritual"], references=True)
    assert "ritual" in violation.message


def test_every_rule_is_tried_here_or_with_the_translations():
    untried = {rule.id for rule in registry} - set(IDS)
    assert {rule_id.split(".")[0] for rule_id in untried} == {"translation"}
