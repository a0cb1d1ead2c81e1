"""The editor's forms say early what the gate would refuse, and never stop a draft."""

import pytest
from wagtail.models import Site
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from tests import factories
from tests.testapp.models import BlogPage, OwnArticlePage
from wagtail_attachment.disclaimers.forms import DisclaimerForm
from wagtail_attachment.models import BookingCTA, Disclaimer
from wagtail_attachment.pages.models import AttachmentStylePage
from wagtail_attachment.publishing import Purpose

SUBMIT = {"action-submit": ""}
DRAFT = {}


def make_form(page, data, *, defer):
    form_class = type(page).get_edit_handler().get_form_class()
    values = {"title": page.title, "slug": page.slug, "text": "x", "comments-TOTAL_FORMS": "0",
              "comments-INITIAL_FORMS": "0", **data}  # fmt: skip
    form = form_class(
        values, instance=page, parent_page=page.get_parent(), for_user=factories.make_user()
    )
    if defer:
        form.defer_required_fields()
    return form


@pytest.fixture
def uncovered(home):
    return factories.make_blog_page()


def test_draft_of_an_uncovered_page_is_saved(uncovered):
    assert make_form(uncovered, DRAFT, defer=True).is_valid()


def test_submitting_an_uncovered_page_says_what_is_missing(uncovered):
    form = make_form(uncovered, SUBMIT, defer=False)
    assert not form.is_valid()
    assert set(form.errors) == {"__all__"}
    codes = {error.code for error in form.errors["__all__"].as_data()}
    assert codes == {"disclaimer.missing", "crisis.missing"}


def test_submitting_a_covered_page_is_possible(practice):
    assert make_form(factories.make_blog_page(), SUBMIT, defer=False).is_valid()


def test_publishing_is_left_to_the_hook_which_keeps_the_text(uncovered):
    assert make_form(uncovered, {"action-publish": ""}, defer=False).is_valid()


def test_other_errors_come_first(uncovered):
    form = make_form(uncovered, {**SUBMIT, "title": ""}, defer=False)
    assert set(form.errors) == {"title"}


def test_observing_refuses_nothing(uncovered, settings):
    settings.WAGTAIL_ATTACHMENT_ENFORCEMENT = "observe"
    assert make_form(uncovered, SUBMIT, defer=False).is_valid()


def make_new_page_form(home, action):
    form_class = BlogPage.get_edit_handler().get_form_class()
    data = {"title": "New", "slug": "new", "text": "x", "comments-TOTAL_FORMS": "0",
            "comments-INITIAL_FORMS": "0", action: ""}  # fmt: skip
    page = BlogPage(locale=home.locale)
    return form_class(data, instance=page, parent_page=home, for_user=factories.make_user())


@pytest.mark.parametrize("action", ["", "action-publish"])
def test_new_page_is_saved_as_a_draft_first(home, action):
    form = make_new_page_form(home, action)
    assert form.is_valid(), form.errors
    assert not form.save(commit=False).live


def test_new_page_that_is_submitted_is_judged_by_the_site_it_will_be_on(home):
    form = make_new_page_form(home, "action-submit")
    codes = {error.code for error in form.errors["__all__"].as_data()}
    assert codes == {"disclaimer.missing", "crisis.missing"}
    factories.make_practice()
    assert make_new_page_form(home, "action-submit").is_valid()


def test_page_is_judged_at_its_time_to_go_live(home):
    factories.set_country()
    factories.make_verified_line()
    factories.put_in_force(effective_from=factories.in_days(3))
    page = factories.make_blog_page()
    for days, is_valid in ((1, False), (5, True), (-400, False)):
        moment = factories.in_days(days)
        form = make_form(page, {**SUBMIT, "go_live_at": f"{moment:%Y-%m-%d %H:%M}"}, defer=False)
        assert form.is_valid() is is_valid


# New articles


def make_article_form(model, home, **values):
    form_class = model.get_edit_handler().get_form_class()
    instance = model(**values)
    instance.locale = home.locale
    return form_class(instance=instance, parent_page=home, for_user=factories.make_user())


def test_new_style_page_opens_with_its_outline(home):
    body = make_article_form(AttachmentStylePage, home).instance.body
    assert [block.value["purpose"] for block in body] == list(AttachmentStylePage.outline)
    assert [block.value["heading"] for block in body] == [
        str(Purpose(purpose).label) for purpose in AttachmentStylePage.outline
    ]


def test_new_article_opens_with_one_section(home):
    (block,) = make_article_form(OwnArticlePage, home).instance.body
    assert block.block_type == "section"
    assert block.value["heading"] == ""


def test_text_that_is_there_is_kept(home):
    form = make_article_form(AttachmentStylePage, home, body=[factories.section("help", "Mine")])
    assert [block.value["heading"] for block in form.instance.body] == ["Mine"]


def test_saved_article_without_a_body_stays_empty(home):
    page = factories.make_article()
    page.body = []
    page.save()
    form_class = OwnArticlePage.get_edit_handler().get_form_class()
    form = form_class(instance=page, parent_page=home, for_user=factories.make_user())
    assert len(form.instance.body) == 0


def test_topics_of_the_page_s_language_are_offered_and_those_it_has(home):
    english = factories.make_topic()
    spanish = factories.make_topic("Duelo", locale=factories.get_locale("es"))
    page = factories.make_article()
    form = make_article_form(OwnArticlePage, home)
    assert list(form.fields["topics"].queryset) == [english]
    page.topics = [spanish]
    form_class = OwnArticlePage.get_edit_handler().get_form_class()
    form = form_class(instance=page, parent_page=home, for_user=factories.make_user())
    assert set(form.fields["topics"].queryset) == {english, spanish}


def test_article_s_form_keeps_the_body(practice):
    page = factories.make_article()
    data = nested_form_data(
        {
            "lead": rich_text("<p>Lead</p>"),
            "body": streamfield(
                [
                    (
                        "section",
                        {
                            "heading": "New heading",
                            "purpose": "help",
                            "content": streamfield([("paragraph", rich_text("<p>x</p>"))]),
                        },
                    )
                ]
            ),
        }
    )
    form = make_form(page, {**data, **SUBMIT}, defer=False)
    assert form.is_valid(), form.errors
    assert form.instance.body[0].value["heading"] == "New heading"


# Booking


def make_booking_form(instance=None, **data):
    class Form(BookingCTA.base_form_class):
        class Meta:
            model = BookingCTA
            fields = ["heading", "text", "button_label", "state", "url", "phone", "email"]

    values = {"heading": "Talk", "button_label": "Book", "state": "open", **data}
    return Form(values, instance=instance or BookingCTA(locale=factories.get_locale()))


def test_booking_may_lead_to_a_chosen_page(home):
    form = make_booking_form(destination_page=home.pk)
    assert form.is_valid(), form.errors
    booking = form.save()
    assert booking.page_id == home.pk
    assert make_booking_form(booking).initial["destination_page"] == home.pk


def test_booking_may_stop_leading_to_a_page(home):
    booking = factories.make_booking(page_id=home.pk)
    form = make_booking_form(booking, url="https://calendly.com/x")
    assert form.is_valid(), form.errors
    assert form.save().page_id is None


@pytest.mark.parametrize(
    ("data", "field"),
    [({}, "url"), ({"url": "javascript:alert(1)"}, "url"), ({"destination_page": 9999},
                                                            "destination_page")],
    ids=["no destination", "unsafe", "no such page"],
)  # fmt: skip
def test_booking_without_one_safe_destination_is_refused(home, data, field):
    form = make_booking_form(**data)
    assert field in form.errors


def test_page_and_address_are_one_destination_too_many(home):
    form = make_booking_form(destination_page=home.pk, url="https://calendly.com/x")
    assert set(form.errors) == {"url"}


# Disclaimers


def make_disclaimer_form(instance=None, **data):
    class Form(DisclaimerForm):
        class Meta:
            model = Disclaimer
            fields = ["kind", "site", "locale", "heading", "body"]

    values = {"heading": "Note", "body": rich_text("<p>Words.</p>"), **data}
    return Form(values, instance=instance)


def test_solo_practice_is_asked_for_the_words_alone(db):
    form = make_disclaimer_form()
    assert list(form.fields) == ["heading", "body"]
    assert form.is_valid(), form.errors
    disclaimer = form.save()
    assert (disclaimer.kind, disclaimer.site) == ("general", None)
    assert disclaimer.locale == factories.get_locale()


@pytest.mark.parametrize("with_other_languages", [False, True])
def test_second_wording_is_a_form_error(db, with_other_languages):
    factories.make_disclaimer()
    data = {}
    if with_other_languages:
        factories.get_locale("es")
        data = {"kind": "general", "locale": factories.get_locale().pk}
    form = make_disclaimer_form(**data)
    assert not form.is_valid()
    assert "is a text in this language already" in str(form.errors)


@pytest.mark.parametrize("more", ["language", "site", "kind"])
def test_practice_with_more_than_one_is_asked_which(home, more):
    if more == "language":
        factories.get_locale("es")
    elif more == "site":
        Site.objects.create(hostname="x.example", root_page=home)
    else:
        factories.make_disclaimer(kind="grief")
    form = make_disclaimer_form()
    assert list(form.fields) == ["kind", "site", "locale", "heading", "body"]
    assert form.initial["locale"] == factories.get_locale().pk
