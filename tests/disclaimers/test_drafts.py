"""The wording as drafted: what its form refuses, and how it is put in force."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import modelform_factory
from django.utils import timezone, translation
from django.utils.formats import date_format
from wagtail.models import ModelLogEntry, Site
from wagtail.test.utils.form_data import rich_text

from tests import factories
from wagtail_attachment.crisis import placeholder
from wagtail_attachment.models import Disclaimer, DisclaimerVersion


def get_errors(**values):
    disclaimer = Disclaimer(
        **{
            "kind": "general",
            "locale": factories.get_locale(),
            "heading": "Note",
            "body": "<p>Words.</p>",
            **values,
        }
    )
    try:
        disclaimer.full_clean()
    except ValidationError as error:
        return error.message_dict
    return {}


@pytest.mark.parametrize(
    "body",
    [
        factories.WORDING,
        "<p>Call 911. Complaints: (916) 574-7830. CRP 06/123456. Or 988.</p>",
        "<p>Words, since 2019, 24/7.</p>",
        "<p>{crisis_line}, or <b>{crisis_line}</b></p>",
        '<p><a href="https://example.org/">More</a></p>',
    ],
)
def test_wording_is_accepted(db, body):
    assert get_errors(body=body) == {}


@pytest.mark.path("disclaimer: an empty wording", stopped_by="form", case=28)
@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("", "This field cannot be blank."),
        ("   ", "readers would see nothing"),
        ("<p></p><p>&nbsp;\u200b</p>", "readers would see nothing"),
        ("<ul><li></li></ul>", "readers would see nothing"),
        ("<p>Call {hotline} or {crisis line}.</p>", "{crisis line}, {hotline} would be shown"),
        ("<p>Call {crisis<b>_line</b>}.</p>", "Type {crisis_line} again"),
        ('<p><a href="https://x.example/{crisis_line}">x</a></p>', "Type {crisis_line} again"),
    ],
)
def test_wording_is_refused(db, body, words):
    assert words in " ".join(get_errors(body=body)["body"])


@pytest.mark.parametrize("heading", ["  ", "\u200b", "{crisis_line}", "Call 988", "{x}"])
def test_heading_is_refused(db, heading):
    assert set(get_errors(heading=heading)) == {"heading"}


def test_heading_is_plain_text_in_which_a_bracket_is_a_character(db):
    assert get_errors(heading="<Please note>") == {}


@pytest.mark.parametrize("with_site", [False, True])
def test_second_wording_of_one_kind_and_language_is_a_form_error(db, with_site):
    site = factories.get_site() if with_site else None
    factories.make_disclaimer(site=site)
    form = modelform_factory(Disclaimer, fields="__all__")(
        {
            "kind": "general",
            "site": site and site.pk,
            "locale": factories.get_locale().pk,
            "heading": "Note",
            "body": rich_text("<p>Words.</p>"),
        }
    )
    assert not form.is_valid()
    assert "a text in this language" in str(form.errors)


def test_site_may_have_a_wording_beside_that_of_all_sites(db):
    factories.make_disclaimer()
    assert get_errors(site=factories.get_site()) == {}


# approve()


@pytest.fixture
def disclaimer(db):
    return factories.make_disclaimer()


def test_approving_puts_in_force_what_was_written(disclaimer, approver):
    row = disclaimer.approve(approver)
    assert DisclaimerVersion.objects.in_force("general", "en") == row
    assert (row.heading, row.html) == ("Note", factories.WORDING)
    assert row.text == "This is education, not treatment. In a crisis, call {crisis_line}."
    assert (row.person_id, row.person_name) == (str(approver.pk), "Ada Approver")
    assert row.digest == disclaimer.digest
    assert row.based_on is None
    entry = ModelLogEntry.objects.get(action="wagtail_attachment.approve")
    assert (entry.user, entry.data) == (approver, {"version": row.pk})


@pytest.mark.parametrize("right", ["change_disclaimer", "verify_crisisresource"])
def test_approving_needs_the_right(disclaimer, right):
    with pytest.raises(PermissionDenied):
        disclaimer.approve(factories.make_user(right))
    assert not DisclaimerVersion.objects.exists()


def test_approval_of_a_text_that_has_moved_is_refused(disclaimer, approver):
    seen = disclaimer.digest
    Disclaimer.objects.filter(pk=disclaimer.pk).update(body="<p>Other words.</p>")
    with pytest.raises(ValidationError, match="changed the text in the meantime"):
        disclaimer.approve(approver, digest=seen)
    with pytest.raises(ValidationError, match="changed the text in the meantime"):
        disclaimer.approve(approver)
    disclaimer.refresh_from_db()
    assert disclaimer.approve(approver, digest=disclaimer.digest)


def test_unsaved_text_is_not_approved(disclaimer, approver):
    disclaimer.heading = "Unsaved"
    with pytest.raises(ValidationError, match="changed the text in the meantime"):
        disclaimer.approve(approver)


def test_unchanged_wording_is_not_approved_again(disclaimer, approver):
    disclaimer.approve(approver)
    with pytest.raises(ValidationError, match="already approved"):
        disclaimer.approve(approver)
    assert DisclaimerVersion.objects.count() == 1


def test_wording_that_its_form_would_refuse_is_not_approved(disclaimer, approver):
    Disclaimer.objects.update(body="<p>Call {hotline}.</p>")
    disclaimer.refresh_from_db()
    with pytest.raises(ValidationError, match="would be shown as typed"):
        disclaimer.approve(approver)


@pytest.mark.translation_case(4)
@pytest.mark.parametrize("language", ["es", "de"])
def test_wording_of_another_language_is_no_translation(disclaimer, approver, language):
    disclaimer.approve(approver)
    copied = factories.make_disclaimer(language=language)
    with pytest.raises(ValidationError, match=r"text of another language \(en\)"):
        copied.approve(approver)


def test_wording_that_another_language_had_once_is_no_obstacle(disclaimer, approver):
    disclaimer.approve(approver)
    disclaimer.body = "<p>Other words.</p>"
    disclaimer.save()
    disclaimer.approve(approver)
    assert factories.make_disclaimer(language="es").approve(approver)


def test_region_may_have_the_words_of_its_base_language(approver, db):
    factories.put_in_force(factories.WORDING_ES, language="es")
    assert factories.make_disclaimer(factories.WORDING_ES, language="es-mx").approve(approver)


def test_language_is_not_mistaken_for_one_whose_code_begins_like_it(disclaimer, approver):
    factories.put_in_force(language="fil", kind="general")
    with pytest.raises(ValidationError, match=r"\(fil\)"):
        factories.make_disclaimer(language="fi").approve(approver)


def test_another_kind_may_have_the_same_words_in_another_language(disclaimer, approver):
    disclaimer.approve(approver)
    assert factories.make_disclaimer(language="es", kind="other").approve(approver)


def test_approved_ahead_it_takes_effect_then(disclaimer, approver):
    when = factories.in_days(2)
    row = disclaimer.approve(approver, when)
    assert row.effective_from == when
    assert disclaimer.get_in_force() is None
    assert disclaimer.get_pending() == row
    assert DisclaimerVersion.objects.in_force("general", "en") is None
    assert DisclaimerVersion.objects.in_force("general", "en", at=when) == row


def test_time_gone_by_means_now(disclaimer, approver):
    before = timezone.now()
    row = disclaimer.approve(approver, before - timedelta(days=30))
    assert row.effective_from == row.approved_at >= before


def test_earlier_approval_is_refused_while_a_later_one_is_pending(disclaimer, approver):
    disclaimer.approve(approver, factories.in_days(5))
    disclaimer.body = "<p>Other words.</p>"
    disclaimer.save()
    with pytest.raises(ValidationError, match="Withdraw that text first"):
        disclaimer.approve(approver)
    assert disclaimer.approve(approver, factories.in_days(6))


def test_present_words_may_be_approved_to_follow_those_that_are_pending(disclaimer, approver):
    disclaimer.approve(approver)
    disclaimer.body = "<p>Holiday words.</p>"
    disclaimer.save()
    disclaimer.approve(approver, factories.in_days(5))
    disclaimer.body = factories.WORDING
    disclaimer.save()
    assert disclaimer.approve(approver, factories.in_days(9))


def test_translation_names_the_wording_it_was_made_from(disclaimer, approver):
    english = disclaimer.approve(approver)
    spanish = factories.make_disclaimer(factories.WORDING_ES, language="es").approve(approver)
    assert spanish.based_on == english


@pytest.mark.parametrize("code", ["en-us", "en-gb"])
def test_wording_in_the_site_s_language_is_based_on_nothing(disclaimer, approver, settings, code):
    settings.LANGUAGE_CODE = code
    disclaimer.approve(approver)
    disclaimer.body = "<p>Other words.</p>"
    disclaimer.save()
    assert disclaimer.approve(approver).based_on is None


def test_site_without_content_in_its_own_language_can_approve(disclaimer, approver, settings):
    settings.LANGUAGE_CODE = "fr"
    assert disclaimer.approve(approver).based_on is None


def test_listing_says_how_the_draft_stands(disclaimer, approver):
    states = [disclaimer.get_state()]
    disclaimer.approve(approver)
    states.append(disclaimer.get_state())
    disclaimer.body = "<p>Other words.</p>"
    disclaimer.save()
    states.append(disclaimer.get_state())
    when = factories.in_days(3)
    disclaimer.approve(approver, when)
    states.append(disclaimer.get_state())
    today, later = (date_format(timezone.localtime(at)) for at in (timezone.now(), when))
    assert states == [
        "Not approved",
        f"Approved since {today}",
        "Approved, with unapproved changes",
        f"Approved, takes effect on {later}",
    ]


def test_translator_sees_the_wording_to_translate(disclaimer, approver):
    row = disclaimer.approve(approver)
    spanish = Disclaimer(locale=factories.get_locale("es"))
    assert spanish.get_source_in_force() == row
    assert disclaimer.get_source_in_force() is None
    assert Disclaimer().get_source_in_force() is None


# Only the ledger counts


@pytest.mark.path(
    "disclaimer: the snippet updated, saved, purged or deleted", stopped_by="ledger", case=26
)
@pytest.mark.parametrize(
    "change",
    [
        lambda disclaimer: factories.force_delete(disclaimer),
        lambda disclaimer: Disclaimer.objects.update(body="<p>Evil.</p>"),
        lambda disclaimer: (setattr(disclaimer, "body", "<p>Evil.</p>"), disclaimer.save()),
        lambda disclaimer: disclaimer.save_revision(),
        lambda disclaimer: disclaimer.revisions.all().delete(),
    ],
    ids=["delete", "update", "save", "draft", "purge"],
)
def test_nothing_done_to_the_snippet_changes_what_readers_see(disclaimer, approver, change):
    row = disclaimer.approve(approver)
    change(disclaimer)
    found = DisclaimerVersion.objects.in_force("general", "en")
    assert (found, found.html) == (row, factories.WORDING)


def test_deleting_a_site_does_not_make_its_wording_that_of_all(approver, db):
    site = Site.objects.create(hostname="x.example", root_page=factories.get_home())
    row = factories.put_in_force(site=site)
    site.delete()
    row.refresh_from_db()
    assert row.site_id is not None
    assert DisclaimerVersion.objects.in_force("general", "en") is None


def test_links_in_the_wording_are_resolved_when_it_is_approved(approver, home):
    disclaimer = factories.make_disclaimer(f'<p><a linktype="page" id="{home.pk}">Home</a></p>')
    row = disclaimer.approve(approver)
    assert "linktype" not in row.html
    assert "href=" in row.html


@pytest.mark.parametrize("active", ["en", "es", "ar"])
def test_filling_does_not_vary_with_the_active_language(approver, db, active, monkeypatch):
    monkeypatch.setattr(placeholder, "say", lambda message: translation.get_language())
    row = factories.put_in_force()
    with translation.override(active):
        assert row.fill("").endswith("call en.</p>")


def test_editor_s_own_marks_make_no_other_wording(disclaimer, approver):
    disclaimer.approve(approver)
    disclaimer.body = factories.WORDING.replace("<p>", '<p data-block-key="x1y2z">')
    disclaimer.save()
    with pytest.raises(ValidationError, match="already approved"):
        disclaimer.approve(approver)


def test_draft_can_be_seen_as_readers_would(disclaimer):
    version = disclaimer.to_version()
    assert version.pk is None
    assert (version.kind, version.language, version.heading) == ("general", "en", "Note")
    assert '<bdi dir="ltr">988</bdi>' in version.fill("988")


def test_disclaimer_is_named_by_its_heading_or_kind(db):
    assert str(factories.make_disclaimer()) == "Note"
    assert str(Disclaimer(kind="grief")) == "grief"


def test_preview_shows_the_draft(disclaimer, rf):
    request = rf.get("/")
    assert disclaimer.get_preview_context(request, "")["object"] is disclaimer
    assert disclaimer.get_preview_template(request, "") == (
        "wagtail_attachment/disclaimer_preview.html"
    )
