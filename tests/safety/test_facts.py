"""What the rules learn of a stored page, and who can put a violation right."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.test import override_settings
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from tests import factories
from tests.factories import paragraph, section
from tests.testapp.models import OwnArticlePage
from wagtail_attachment.blocks import KeyPointBlock
from wagtail_attachment.models import CrisisResourceVersion, Review
from wagtail_attachment.pages.models import AttachmentStylePage
from wagtail_attachment.permissions import describe_holders


def find(*sections, **values):
    page = factories.make_article(*sections, **values)
    return {violation.id: violation for violation in page.evaluate()}


@pytest.fixture
def image(db):
    return get_image_model().objects.create(title="Bench", file=get_test_image_file())


def image_block(image, **values):
    return {
        "type": "image",
        "value": {"image": image.pk, "decorative": False, "alt_text": "", **values},
        "id": "the-image",
    }


def test_complete_article_gets_advice_alone(practice):
    assert set(find()) == {"review.never"}


def test_section_is_judged_by_what_is_stored(practice):
    found = find(section(heading="", content=[paragraph("<p></p>")]))
    assert {"section.heading-missing", "section.empty"} <= set(found)
    assert found["section.empty"].block_id


@pytest.mark.parametrize("kind", ["crisis_resources", "booking_cta"])
def test_section_of_nothing_but_help_is_empty(practice, kind):
    value = {"cta": factories.make_booking().pk} if kind == "booking_cta" else {}
    content = [{"type": kind, "value": value}]
    assert "section.empty" in find(section(content=content))
    assert "section.empty" not in find(section(content=[paragraph(), *content]))


@pytest.mark.parametrize(
    "block",
    [
        {"type": "key_point", "value": {"text": ""}},
        {"type": "paragraph", "value": "<p></p>"},
        {"type": "pull_quote", "value": {"quote": "", "attribution": ""}},
    ],
)
def test_section_of_an_empty_block_is_empty(practice, block):
    assert "section.empty" in find(section(content=[block]))


@pytest.mark.parametrize(
    ("lead", "body", "is_empty"),
    [
        ("", [], True),
        ("<p> </p>", [{"type": "crisis_resources", "value": {}}], True),
        ("<p>Words.</p>", [], False),
        ("", [section()], False),
    ],
)
def test_article_needs_an_introduction_or_a_body(practice, lead, body, is_empty):
    page = factories.make_article(lead=lead)
    page.body = body
    assert ("text.missing" in {each.id for each in page.evaluate()}) == is_empty


def test_article_without_text_does_not_go_live(practice):
    page = factories.make_article()
    page.body = []
    with pytest.raises(ValidationError, match="There is no text yet"):
        page.save_revision().publish(user=factories.make_user(superuser=True))
    page.refresh_from_db()
    assert not page.live


def test_empty_section_is_not_called_a_missing_text_too(practice):
    page = factories.make_article()
    page.body = [section(content=[])]
    assert {"section.empty"} == {
        each.id for each in page.evaluate() if each.id in {"section.empty", "text.missing"}
    }


def test_what_an_outline_asks_for_is_not_asked_for_twice(practice):
    page = factories.make_article(model=AttachmentStylePage, style="avoidant")
    page.body = []
    assert "text.missing" not in {each.id for each in page.evaluate()}


def test_page_type_without_our_body_is_not_asked_for_one(practice):
    page = factories.make_blog_page()
    assert "text.missing" not in {each.id for each in page.evaluate()}


@pytest.mark.parametrize("nested", [False, True], ids=["in the body", "in a section"])
def test_image_needs_its_text_wherever_it_stands(practice, image, nested):
    def place(block):
        return [section(content=[paragraph(), block])] if nested else [section(), block]

    found = find(*place(image_block(image)))
    assert found["image.alt-missing"].block_id == "the-image"
    assert "body.invalid" not in found
    assert "image.alt-missing" not in find(*place(image_block(image, alt_text="A bench")))
    assert "image.alt-missing" not in find(*place(image_block(image, decorative=True)))


@pytest.mark.parametrize(
    ("block", "words"),
    [
        ({"type": "signs", "value": {"items": []}}, "“Signs”: The minimum number of items is 1"),
        (
            {"type": "signs", "value": {"items": [{"statement": ""}]}},
            "In “A heading”: “Statement” is empty.",
        ),
        ({"type": "key_point", "value": {"text": ""}}, "In “A heading”: “Key point” is empty."),
        (
            {"type": "faq", "value": {"items": [{"question": "Why?", "answer": ""}]}},
            "“Answer” is empty.",
        ),
        (
            {"type": "figure", "value": {"image": None, "alternative": "", "caption": "Talks."}},
            "“What it shows” is empty.",
        ),
    ],
    ids=["empty list", "empty sign", "empty key point", "empty question", "figure unseen"],
)
def test_block_that_a_form_would_refuse_is_named(practice, block, words):
    found = find(section(content=[paragraph(), {**block, "id": "bad"}]))
    assert found["body.invalid"].block_id == "bad"
    assert words in found["body.invalid"].message
    assert "Validation error in" not in found["body.invalid"].message


def test_block_outside_a_section_is_judged_too(practice):
    reference = {"authors": "A", "title": "T", "year": None, "doi": "no doi"}
    found = find(section(), {"type": "references", "value": {"items": [reference]}, "id": "refs"})
    assert found["body.invalid"].block_id == "refs"
    assert "A DOI begins with" in found["body.invalid"].message


def test_unsafe_booking_placed_in_the_text_is_found(practice):
    booking = factories.make_booking()
    type(booking).objects.update(url="http://calendly.com/")
    block = {"type": "booking_cta", "value": {"cta": booking.pk}, "id": "cta"}
    for body in ([section(), block], [section(content=[paragraph(), block])]):
        assert find(*body)["booking.unsafe-target"].block_id == "cta"
    empty = {**block, "value": {"cta": None}}
    assert "booking.unsafe-target" not in find(section(), empty)


def test_unsafe_booking_of_the_practice_is_found(practice):
    booking = factories.make_booking()
    type(booking).objects.update(url="http://calendly.com/")
    factories.set_country(booking=booking)
    assert find()["booking.unsafe-target"].block_id == ""
    assert "booking.unsafe-target" not in find(show_booking=False)


@pytest.mark.parametrize(("due_on", "is_due"), [("2020-01-31", True), ("2999-01-31", False)])
def test_overdue_line_is_named(home, due_on, is_due):
    factories.set_country()
    factories.put_in_force()
    line = factories.make_crisis_line()
    CrisisResourceVersion.record(
        act="verified", resource_id=line.pk, country="US", person_id=1, person_name="Ada",
        snapshot={**line.get_snapshot(), "due_on": due_on},
    )  # fmt: skip
    violation = find().get("crisis.verification-due")
    assert bool(violation) is is_due
    if violation:
        assert "Lifeline" in violation.message


def test_review_is_asked_for_and_becomes_due(practice):
    page = factories.make_article()
    values = {
        "object_type": page._meta.label, "object_id": page.pk, "language": "en", "digest": "x",
        "kind": "clinical", "person_id": 1, "person_name": "Ada",
    }  # fmt: skip
    today = timezone.localdate()
    states = ["never"]
    for due in (today - timedelta(days=1), today, None):
        Review.record(**values, next_due=due)
        states.append(page.get_facts().get_review_state())
    assert states == ["never", "overdue", "", ""]


def test_harmful_wording_is_found_in_title_lead_and_body(practice):
    for values in ({"title": "She committed suicide"}, {"lead": "<p>failed <b>suicide</b></p>"}):
        assert "wording.unsafe" in find(**values)
    assert "wording.unsafe" in find(section(content=[paragraph("<p>a suicide victim</p>")]))


def test_wording_is_judged_in_the_language_of_the_text(practice):
    found = find(locale=factories.get_locale("es-mx"), title="Cometió suicidio")
    assert "murió por suicidio" in found["wording.unsafe"].message


def test_references_count(practice, monkeypatch):
    monkeypatch.setattr(OwnArticlePage, "outline", ["other"])
    item = {"authors": "A", "title": "T"}
    assert "references.missing" in find()
    assert "references.missing" not in find(
        section(), {"type": "references", "value": {"items": [item]}}
    )


def test_page_without_a_body_is_judged_by_safety_alone(practice):
    page = factories.make_blog_page()
    assert page.evaluate() == []
    assert page.get_facts().get_review_state() == ""


# Who can fix it, and where


def test_violation_names_who_may_fix_it(practice):
    factories.make_user("approve_disclaimer", name="Grace")
    page = factories.make_article(topics=[factories.make_topic(notice="grief")])
    violation = page.evaluate()[0]
    assert violation.id == "notice.missing"
    assert violation.fixer == "Ada Approver, Grace"
    assert f"page={page.pk}&kind=grief&locale={page.locale_id}" in violation.fix_url


def test_text_is_fixed_by_whoever_writes_it(practice):
    violation = find(section(heading=""))["section.heading-missing"]
    assert (violation.fixer, violation.fix_url) == ("The author", "")


@override_settings(ROOT_URLCONF="wagtail.documents.urls")
def test_process_without_the_admin_s_addresses_gives_none(practice):
    factories.set_country("")
    violation = find()["crisis.missing"]
    assert (violation.fixer, violation.fix_url) == ("An administrator", "")


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ([], "An administrator"),
        (["Ada"], "Ada"),
        (["Ada", "Bo", "Cy"], "Ada, Bo, Cy"),
        (["Ada", "Bo", "Cy", "Di", "Ed"], "Ada, Bo, Cy and others"),
    ],
)
def test_holders_of_a_right_are_named(db, names, words):
    group = factories.make_group("Verifiers")
    group.permissions.set(Permission.objects.filter(codename="verify_crisisresource"))
    for name in names:
        factories.make_user(name=name).groups.add(group)
    factories.make_user("approve_disclaimer", name="Zoe")
    assert describe_holders("wagtail_attachment.verify_crisisresource") == words


def test_holder_without_a_name_is_called_by_the_user_name(db):
    user = factories.make_user(superuser=True)
    inactive = factories.make_user(superuser=True)
    type(inactive).objects.filter(pk=inactive.pk).update(is_active=False)
    assert describe_holders("wagtail_attachment.approve_disclaimer") == user.first_name


# Any body that may be stored is judged without an error

TEXT = st.none() | st.text(
    st.characters() | st.sampled_from("<p>&nbsp;\x00\u202eשل😀"), max_size=20
)
LEAVES = {
    "paragraph": TEXT,
    "key_point": st.fixed_dictionaries({}, optional={"text": TEXT}),
    "pull_quote": st.fixed_dictionaries({}, optional={"quote": TEXT, "attribution": TEXT}),
    "image": st.just({"image": 999, "alt_text": None, "decorative": None}),
    "figure": st.fixed_dictionaries(
        {}, optional={"image": st.just(999), "alternative": TEXT, "description": TEXT}
    ),
    "signs": st.fixed_dictionaries(
        {}, optional={"items": st.lists(st.fixed_dictionaries({}, optional={"statement": TEXT}))}
    ),
    "contrast": st.fixed_dictionaries({}, optional={"rows": st.lists(st.just({}), max_size=2)}),
    "crisis_resources": st.just({}),
    "booking_cta": st.sampled_from([{}, {"cta": None}, {"cta": 999}]),
    "unknown": TEXT,
}


def stream(kinds):
    return st.lists(
        st.one_of(
            [
                st.fixed_dictionaries(
                    {"type": st.just(kind), "value": value}, optional={"id": st.text("ab-")}
                )
                for kind, value in kinds.items()
            ]
        ),
        max_size=4,
    )


SECTION = st.fixed_dictionaries(
    {}, optional={"heading": TEXT, "purpose": TEXT, "content": stream(LEAVES)}
)
REFERENCES = st.fixed_dictionaries(
    {}, optional={"items": st.lists(st.fixed_dictionaries({}, optional={"authors": TEXT}))}
)
OUTSIDE = {name: LEAVES[name] for name in ("image", "booking_cta", "unknown")}


@pytest.mark.django_db
@settings(max_examples=60, deadline=None)
@given(stream({"section": SECTION, "references": REFERENCES, **OUTSIDE}), TEXT)
def test_any_stored_body_is_judged_without_an_error(body, title):
    page = OwnArticlePage(title=title or "", body=body, locale=factories.get_locale())
    for violation in page.evaluate():
        assert violation.message


def test_errors_that_a_site_s_block_names_by_its_children_are_told(practice, monkeypatch):
    def refuse(self, value):
        raise ValidationError({"text": ["Say it in fewer words."]})

    monkeypatch.setattr(KeyPointBlock, "clean", refuse)
    block = {"type": "key_point", "value": {"text": "Words"}, "id": "bad"}
    found = find(section(content=[paragraph(), block]))
    assert "Say it in fewer words." in found["body.invalid"].message
