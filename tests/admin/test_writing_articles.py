"""Writing an article in the page editor: drafts are free, publishing says what is missing."""

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page, Workflow, WorkflowPage

from tests import factories
from tests.admin import bad_input
from tests.admin.answers import get_messages, get_text, read
from tests.admin.writing import paragraph, section, write_article
from wagtail_attachment.models import BookingCTA, CrisisResource, Practitioner, Topic
from wagtail_attachment.pages.models import ArticlePage, AttachmentStylePage

DRAFT = {}
PUBLISH = {"action-publish": "action-publish"}
SUBMIT = {"action-submit": "action-submit"}
MISSING_WORDING = "There is no approved disclaimer in this language."


def get_add_url(model=ArticlePage, parent=None):
    parent = parent or factories.get_home()
    return reverse(
        "wagtailadmin_pages:add",
        args=[model._meta.app_label, model._meta.model_name, parent.pk],
    )


def get_edit_url(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def add(client, data, model=ArticlePage):
    return client.post(get_add_url(model), data, follow=True)


def get_first_action(client, url):
    """Return the name of the button that the editor offers first, past what Enter presses."""
    buttons = read(client.get(url)).select("footer [type=submit]:not([hidden])")
    return buttons[0].get("name"), get_text(buttons[0])


def test_who_may_not_publish_is_offered_submit_first(owner, log_in, practice):
    article = factories.make_article(model=ArticlePage)
    writer = factories.make_user("access_admin")
    factories.give_page_rights(writer, factories.get_home(), "add_page", "change_page")
    client = log_in(writer)
    for url in (get_add_url(), reverse("wagtailadmin_pages:edit", args=[article.pk])):
        assert get_first_action(client, url)[0] == "action-submit"
        assert get_first_action(owner, url)[1].startswith("Save draft")


def get_article():
    return ArticlePage.objects.get()


def get_text_as_saved():
    return str(get_article().get_latest_revision_as_object().body)


@pytest.fixture
def image(db, tmp_path, settings):
    settings.MEDIA_ROOT = str(tmp_path)
    return get_image_model().objects.create(title="Tree", file=get_test_image_file())


def picture(image, alt="", *, decorative=False):
    return ("image", {"image": image.pk, "alt_text": alt, "decorative": "on" if decorative else ""})


INCOMPLETE = {
    "no heading": [section(heading="")],
    "blank heading": [section(heading="   ")],
    "empty section": [section(content=[])],
    "blank paragraph": [section(content=[paragraph("")])],
    "no section": [],
    "empty signs": [section(content=[("signs", {"introduction": "", "items-count": "0"})])],
}


# Drafts


@pytest.mark.path("editor: save a draft of what may not go live", stopped_by="nothing", case=2)
@pytest.mark.parametrize("sections", INCOMPLETE.values(), ids=INCOMPLETE)
def test_draft_is_saved_with_anything_missing(owner, home, sections):
    add(owner, write_article(*sections, lead="My lead"))
    article = get_article()
    assert not article.live
    assert "My lead" in str(article.get_latest_revision_as_object().lead)
    assert owner.get(get_edit_url(article)).status_code == 200


def test_draft_with_an_image_without_alternative_text_is_saved(owner, home, image):
    add(owner, write_article(section(content=[paragraph(), picture(image)]), picture(image)))
    assert owner.get(get_edit_url(get_article())).status_code == 200


def test_draft_is_saved_again_and_again(owner, home):
    add(owner, write_article(section(heading="")))
    owner.post(get_edit_url(get_article()), write_article(section(content=[])))
    assert get_article().revisions.count() == 2


# Publishing


@pytest.mark.parametrize(
    ("sections", "field_error"),
    [
        ([section(heading=bad_input.LONG)], "at most 255 characters"),
        ([section(heading=bad_input.NUL)], "Null characters are not allowed."),
        ([section(content=[("key_point", {"text": bad_input.NUL})])], "Null characters"),
        ([section(content=[paragraph(bad_input.NUL)])], "Null characters"),
        ([section(purpose="nonsense")], "Select a valid choice"),
        ([("disclaimer", {}), ("disclaimer", {}), section()], "maximum number of items"),
    ],
)
@pytest.mark.parametrize("action", [PUBLISH, SUBMIT], ids=["publish", "submit"])
def test_bad_text_is_refused_at_its_field_and_kept(
    owner, practice, workflow, sections, field_error, action
):
    response = add(owner, {**write_article(*sections, lead="My lead"), **action})
    assert response.status_code == 200
    assert field_error in response.text
    assert "My lead" in response.text
    assert not ArticlePage.objects.filter(live=True).exists()


@pytest.mark.parametrize(
    ("sections", "problem"),
    [
        ([section(heading="")], "A section (“Something else”) has no heading."),
        ([section(heading="   ")], "A section (“Something else”) has no heading."),
        ([section(content=[])], "The section “A heading” is empty: write it or remove it."),
        ([section(content=[paragraph("")])], "is empty: write it or remove it."),
        ([section(content=[("key_point", {"text": ""})])], "“A heading” is empty: write it"),
        (
            [section(content=[paragraph("Words"), ("key_point", {"text": ""})])],
            "In “A heading”: “Key point” is empty.",
        ),
    ],
)
def test_unfinished_text_is_kept_as_a_draft_and_what_is_missing_named(
    owner, practice, workflow, sections, problem
):
    response = add(owner, {**write_article(*sections, lead="My lead"), **PUBLISH})
    assert "My lead" in str(get_article().get_latest_revision_as_object().lead)
    assert not get_article().live
    assert problem in " ".join(get_messages(response))
    refused = owner.post(get_edit_url(get_article()), {**write_article(*sections), **SUBMIT})
    assert problem in refused.text
    assert get_article().current_workflow_state is None


@pytest.mark.parametrize("field", ["title", "slug", "subtitle", "lead"])
@pytest.mark.parametrize("action", [DRAFT, PUBLISH], ids=["draft", "publish"])
def test_nul_is_refused_at_its_field(owner, practice, field, action):
    data = write_article(**{field: bad_input.NUL})
    if field == "subtitle":
        data["subtitle"] = bad_input.NUL
    response = add(owner, {**data, **action})
    assert field in response.context["form"].errors
    assert not ArticlePage.objects.exists()


def test_nul_in_a_draft_s_section_is_never_stored(owner, practice):
    response = add(owner, write_article(section(heading=bad_input.NUL)))
    assert response.status_code == 200
    assert not ArticlePage.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [("title", bad_input.LONG), ("title", ""), ("slug", "two words"), ("slug", bad_input.EMOJI)],
)
def test_bad_page_field_is_refused(owner, practice, field, value):
    response = add(owner, {**write_article(**{field: value}), **PUBLISH})
    assert field in response.context["form"].errors
    assert not ArticlePage.objects.exists()


@pytest.mark.parametrize(
    "text", [bad_input.EMOJI, bad_input.RTL, bad_input.RTL_OVERRIDE, "<b>1 < 2 & 3</b>", "{{ x }}"]
)
def test_unusual_text_is_published_as_it_is(owner, practice, client, text):
    sections = [section(heading=text, content=[("key_point", {"text": text})])]
    add(owner, {**write_article(*sections, title=text, subtitle=text), **PUBLISH})
    article = get_article()
    assert article.live
    response = client.get(article.url)
    assert text in get_text(read(response).select_one("h1"))
    assert text in get_text(read(response).select_one(".attachment-article__body"))


def test_image_without_alternative_text_is_refused(owner, practice, image):
    data = write_article(section(content=[paragraph(), picture(image)]))
    response = add(owner, {**data, **PUBLISH})
    assert "alternative text" in response.text or "alt text" in response.text
    assert not ArticlePage.objects.filter(live=True).exists()
    assert "Closeness can feel" in response.text


def test_decorative_image_is_published(owner, practice, image):
    data = write_article(section(content=[paragraph(), picture(image, decorative=True)]))
    add(owner, {**data, **PUBLISH})
    assert get_article().live


def test_complete_article_is_published(owner, practice, client):
    response = add(owner, {**write_article(), **PUBLISH})
    assert any("published" in message for message in get_messages(response))
    assert client.get(get_article().url).status_code == 200


@pytest.mark.path(
    "editor: publish, nothing in force in the page's language", stopped_by="form", case=1
)
def test_with_nothing_set_up_the_text_is_kept_and_each_thing_named(owner, home):
    response = add(owner, {**write_article(lead="My lead"), **PUBLISH})
    article = get_article()
    assert not article.live
    assert "My lead" in str(article.get_latest_revision_as_object().lead)
    first, *others = get_messages(response)
    assert first.startswith("Your text is saved. It is not published yet")
    assert [message.partition(" Fix this")[0] for message in others] == [
        MISSING_WORDING,
        "The readers' country is not set, so no crisis line shows.",
    ]
    links = [link["href"] for link in read(response).select(".messages [data-violation] a")]
    assert links == [
        f"/admin/practice/disclaimers/fix/?page={article.pk}&kind=general&locale={article.locale_id}",
        f"/admin/practice/crisis-lines/fix/?page={article.pk}",
    ]
    for link in links:
        assert owner.get(link, follow=True).status_code == 200


@pytest.mark.path(
    "editor: publish changes to a live article after its only line was withdrawn", stopped_by="form"
)
def test_live_article_keeps_its_live_text_when_publishing_is_refused(owner, practice, verifier):
    add(owner, {**write_article(lead="First"), **PUBLISH})
    article = get_article()
    CrisisResource.objects.get().withdraw(verifier)
    response = owner.post(
        get_edit_url(article), {**write_article(lead="Second"), **PUBLISH}, follow=True
    )
    assert "No verified crisis line exists" in get_messages(response)[1]
    article = get_article()
    assert article.live
    assert "First" in article.lead
    assert "Second" in str(article.get_latest_revision_as_object().lead)


def test_outline_is_asked_for_of_a_style_page(owner, practice):
    data = {**write_article(section(purpose="signs")), "style": "avoidant", **PUBLISH}
    response = add(owner, data, AttachmentStylePage)
    (message,) = get_messages(response)[1:]
    assert message.startswith("This kind of article needs more sections: Where it comes from")
    assert not AttachmentStylePage.objects.get().live


def test_unknown_style_is_refused_at_its_field(owner, practice):
    data = {**write_article(), "style": "clingy", **PUBLISH}
    assert "style" in add(owner, data, AttachmentStylePage).context["form"].errors


def make_unsafe_booking():
    booking = factories.make_booking()
    BookingCTA.objects.filter(pk=booking.pk).update(url="javascript:alert(1)")
    return booking


@pytest.mark.parametrize("placed", [True, False], ids=["in the text", "of the practice"])
def test_unsafe_booking_link_is_refused(owner, practice, placed):
    booking = make_unsafe_booking()
    content = [paragraph()]
    if placed:
        content.append(("booking_cta", {"cta": booking.pk}))
    else:
        factories.set_country(booking=booking)
    response = add(owner, {**write_article(section(content=content)), **PUBLISH})
    (message,) = get_messages(response)[1:]
    assert message.startswith("The booking link cannot be shown: Use a secure address")
    assert not get_article().live
    link = read(response).select(".messages [data-violation] a")[0]["href"]
    assert (
        owner.get(link, follow=True).redirect_chain[-1][0]
        == f"/admin/practice/booking/edit/{booking.pk}/"
    )


def test_invitation_that_is_switched_off_stops_nothing(owner, practice):
    factories.set_country(booking=make_unsafe_booking())
    data = write_article()
    del data["show_booking"]
    add(owner, {**data, **PUBLISH})
    assert get_article().live


def test_observing_publishes_in_spite_of_all(owner, home, settings):
    settings.WAGTAIL_ATTACHMENT_ENFORCEMENT = "observe"
    add(owner, {**write_article(), **PUBLISH})
    article = get_article()
    assert article.live
    assert "Report-only mode is on" in owner.get(get_edit_url(article)).text


# Submitting to a workflow


@pytest.fixture
def workflow(home, superuser):
    """Wagtail's own workflow for all pages, as its migrations make it, needs no more."""
    if not Workflow.objects.exists():
        workflow = Workflow.objects.create(name="Approval")
        WorkflowPage.objects.create(workflow=workflow, page=Page.get_first_root_node())
    return Workflow.objects.first()


@pytest.mark.path("editor: submit to a workflow", stopped_by="form")
def test_submitting_an_uncovered_article_says_what_is_missing(owner, home, workflow):
    add(owner, write_article())
    response = owner.post(get_edit_url(get_article()), {**write_article(), **SUBMIT})
    assert MISSING_WORDING in response.text
    assert "Closeness can feel like pressure." in response.text
    assert get_article().current_workflow_state is None


def test_submitting_a_new_uncovered_article_says_it_too(owner, home, workflow):
    response = add(owner, {**write_article(), **SUBMIT})
    assert MISSING_WORDING in response.text
    assert "Closeness can feel like pressure." in response.text
    assert not ArticlePage.objects.exists()


def test_submitting_a_new_covered_article_starts_the_workflow(owner, practice, workflow):
    add(owner, {**write_article(), **SUBMIT})
    assert get_article().current_workflow_state


def test_submitting_a_covered_article_starts_the_workflow(owner, practice, workflow):
    add(owner, write_article())
    owner.post(get_edit_url(get_article()), {**write_article(), **SUBMIT})
    assert get_article().current_workflow_state


# Schedules


def at(days):
    return f"{timezone.localtime(factories.in_days(days)):%Y-%m-%d %H:%M}"


def test_two_dates_reversed_are_refused(owner, practice):
    data = {**write_article(), "go_live_at": at(5), "expire_at": at(2), **PUBLISH}
    errors = add(owner, data).context["form"].errors
    assert {"go_live_at", "expire_at"} <= set(errors)
    assert not ArticlePage.objects.exists()


@pytest.mark.parametrize("date", ["never", "2030-13-01 00:00", "\x00", "0000-00-00 00:00"])
def test_bad_date_is_refused_at_its_field(owner, practice, date):
    errors = add(owner, {**write_article(), "go_live_at": date, **PUBLISH}).context["form"].errors
    assert "go_live_at" in errors


def test_article_is_scheduled(owner, practice):
    add(owner, {**write_article(), "go_live_at": at(3), **PUBLISH})
    article = get_article()
    assert not article.live
    assert article.scheduled_revision


@pytest.mark.path("editor: schedule for a time without a wording", stopped_by="form")
def test_schedule_is_judged_at_its_time(owner, home):
    """The wording takes effect in three days: too late for tomorrow, in time for the fifth day."""
    factories.set_country()
    factories.make_verified_line()
    factories.put_in_force(effective_from=factories.in_days(3))
    response = add(owner, {**write_article(), "go_live_at": at(1), **PUBLISH})
    assert get_messages(response)[1].startswith(MISSING_WORDING)
    assert get_article().scheduled_revision is None
    owner.post(get_edit_url(get_article()), {**write_article(), "go_live_at": at(5), **PUBLISH})
    assert get_article().scheduled_revision


def test_schedule_for_which_the_wording_was_withdrawn_is_refused(owner, home, approver):
    factories.set_country()
    factories.make_verified_line()
    pending = factories.put_in_force(effective_from=factories.in_days(3))
    pending.withdraw(approver)
    response = add(owner, {**write_article(), "go_live_at": at(5), **PUBLISH})
    assert get_messages(response)[1].startswith(MISSING_WORDING)
    assert get_article().scheduled_revision is None


def test_time_that_is_past_does_not_ask_for_the_wording_of_then(owner, practice):
    add(owner, {**write_article(), "go_live_at": at(-2), **PUBLISH})
    assert get_article().live


def test_time_that_is_past_means_now(owner, home):
    factories.set_country()
    factories.make_verified_line()
    factories.put_in_force(effective_from=factories.in_days(3))
    add(owner, {**write_article(), "go_live_at": at(-2), **PUBLISH})
    assert not get_article().live


# New forms


def test_new_style_page_opens_with_its_five_sections(owner, home):
    response = owner.get(get_add_url(AttachmentStylePage))
    body = response.context["form"].instance.body
    assert [block.value["purpose"] for block in body] == list(AttachmentStylePage.outline)
    assert [block.value["heading"] for block in body] == [
        "What gives it away", "Where it comes from", "What it feels like inside",
        "How it shows up", "What helps",
    ]  # fmt: skip
    assert "Save a draft at any time" in response.text
    assert "Nothing to do here." in response.text


def test_people_and_topics_of_the_page_s_language_are_offered(owner, home):
    for code in ("en", "es"):
        locale = factories.get_locale(code)
        Topic.objects.create(name=f"Topic {code}", slug=f"topic-{code}", locale=locale)
        Practitioner.objects.create(name=f"Person {code}", locale=locale)
    text = owner.get(get_add_url()).text
    assert "Topic en" in text
    assert "Person en" in text
    assert "Topic es" not in text
    assert "Person es" not in text


# The panels of the editor


def test_safety_panel_shows_what_readers_will_see_and_why(owner, practice):
    factories.set_country(booking=factories.make_booking())
    article = factories.make_article(model=ArticlePage)
    text = get_text(read(owner.get(get_edit_url(article))).select_one(".wagtail-attachment-safety"))
    assert "The text in English, approved by Ada Approver on" in text
    assert "Lifeline ( 988 )" in text
    assert "Emergency: 911" in text
    assert "Readers in: United States" in text
    assert "“Talk”" in text


def test_safety_panel_where_nothing_is_set_up(owner, home):
    article = factories.make_article(model=ArticlePage)
    text = get_text(read(owner.get(get_edit_url(article))).select_one(".wagtail-attachment-safety"))
    assert "There is no approved disclaimer in this language." in text
    assert "No verified line yet." in text
    assert "None." in text


def test_editor_of_an_article_whose_snippets_are_gone_opens(owner, practice):
    booking = factories.make_booking()
    article = factories.make_article(
        factories.section(
            content=[
                factories.paragraph(),
                {"type": "booking_cta", "value": {"cta": booking.pk}},
            ]
        ),
        model=ArticlePage,
    )
    booking.delete()
    assert owner.get(get_edit_url(article)).status_code == 200
