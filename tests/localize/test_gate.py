"""A translation goes live whole, read by a person, with its numbers, in every view."""

import re

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.urls import reverse
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail_localize.models import StringTranslation
from wagtail_localize.operations import translate_object

from tests import factories
from tests.admin.answers import get_links, get_messages
from tests.factories import paragraph, section
from tests.localize import work
from wagtail_attachment.localize import former
from wagtail_attachment.models import CrisisChannel, PairOrigin, PairReview
from wagtail_attachment.publishing import PublishingRefused
from wagtail_attachment.translation.pages import find_pending_translation

CALL = "Call 988 now."
CALL_LINK = '<p>Call <a href="tel:988">988</a> or <a href="https://example.org/chat">chat</a>.</p>'


@pytest.fixture
def page(world):
    return work.make_source(title="Closeness")


@pytest.fixture
def spanish(page):
    return work.start(page)


@pytest.fixture
def live_spanish(spanish, superuser):
    return work.publish_translated(spanish, superuser)


@pytest.fixture
def log_in_translator(client, world):
    """Somebody who may edit Spanish pages, and neither review nor publish any."""
    user = factories.make_user("access_admin", name="Tomás")
    factories.give_page_rights(user, factories.get_home("es"), "change_page")
    client.force_login(user)
    return user


@pytest.fixture(params=[True, False], ids=["syncs live status", "does not"])
def sync(request, settings):
    settings.WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = request.param
    return request.param


def digests(pairs):
    return {pair.digest for pair in pairs}


def start_with_number(superuser, html=f"<p>{CALL}</p>", write=work.say):
    page = work.make_source(section(content=[paragraph(html)]), title="Help")
    spanish = work.start(page)
    work.translate(spanish, superuser, write)
    return spanish


# Nothing in the source's language goes live


def test_blank_string_is_an_error_at_the_string_and_hides_no_text(
    client, log_in_translator, superuser
):
    """Without it the block's texts, left in English, would have been one text to keep."""
    html = "<p>One thing here.</p><p>Stop your medicine at once.</p><p>Third thing here.</p>"
    spanish = start_with_number(
        superuser, html, lambda data: None if " here" in data else work.say(data)
    )
    answer = work.type_string(client, spanish, "Stop your medicine at once.", " ")
    assert "This is empty" in answer.json()["error"]
    pending = find_pending_translation(spanish)
    assert not any(pair.is_short for pair in pending.pairs)
    assert "Stop your medicine at once." in {pair.words for pair in pending.untranslated}


def test_who_may_not_review_does_not_settle_what_is_missing(client, log_in_translator, superuser):
    html = "<p>One thing here.</p><p>Stop your medicine at once.</p>"
    spanish = start_with_number(superuser, html, lambda data: None)
    rows = StringTranslation.objects.filter(translation_of__data="Stop your medicine at once.")
    work.translate(spanish, superuser, lambda data: " " if "medicine" in data else None)
    rows.update(has_error=False, field_error="")  # as it comes past the editor
    pending = find_pending_translation(spanish)
    [short] = [pair for pair in pending.to_settle if pair.is_short]
    with pytest.raises(ValidationError):
        pending.settle(log_in_translator, {short.digest})
    url = reverse("wagtail_attachment:review_translation", args=[spanish.pk])
    data = {"shown": short.digest, "all": ["equal", "one_sided"], "note": ""}
    client.post(url, data)
    assert short.digest in {pair.digest for pair in find_pending_translation(spanish).untranslated}
    pending.settle(superuser, {short.digest})
    assert short.digest not in {p.digest for p in find_pending_translation(spanish).untranslated}


@pytest.mark.translation_case(1)
def test_submitting_makes_a_draft_and_says_so(owner, page, sync):
    answer = work.submit(owner, page)
    assert answer.status_code == 200
    assert not work.get_translated(page).live
    assert "successfully submitted" in get_messages(answer)[0]


def test_editor_says_how_many_texts_are_left_and_leads_to_them(owner, spanish):
    answer = work.publish(owner, spanish)
    messages = get_messages(answer)
    assert "Your texts are saved" in messages[0]
    assert "3 texts are still in English (“Closeness” is the first)" in messages[1]
    assert reverse("wagtailadmin_pages:edit", args=[spanish.pk]) in get_links(answer)
    assert not any("Published" in message for message in messages)
    assert not work.reload(spanish).live


def test_whole_translation_goes_live(owner, spanish, superuser):
    work.translate(spanish, superuser)
    assert get_messages(work.publish(owner, spanish)) == ["Published 'Closenesses' in Spanish."]
    assert work.reload(spanish).live


@pytest.mark.parametrize("kept", ["article-", "A heading"], ids=["address", "name"])
def test_address_or_name_that_was_kept_is_no_missing_translation(owner, spanish, superuser, kept):
    work.translate(
        spanish, superuser, lambda data: None if data.startswith(kept) else work.say(data)
    )
    pending = find_pending_translation(spanish)
    if pending.untranslated:
        pending.settle(superuser, digests(pending.untranslated))
    assert get_messages(work.publish(owner, spanish)) == ["“Closenesses” is published in Spanish."]
    assert work.reload(spanish).live


def test_one_text_left_is_one_too_many(owner, spanish, superuser):
    work.translate(spanish, superuser, lambda s: None if s == "A heading" else work.say(s))
    assert (
        "1 text is still in English (“A heading”)" in get_messages(work.publish(owner, spanish))[1]
    )


def test_text_that_is_the_same_on_purpose_is_no_text_left(owner, spanish, superuser):
    """Whoever saves the same words in the editor means them."""
    work.translate(spanish, superuser, lambda s: None if s == "A heading" else work.say(s))
    assert work.type_string(owner, spanish, "A heading", "A heading").status_code == 201
    work.publish(owner, spanish)
    assert work.reload(spanish).live


def test_keeping_texts_needs_the_permission_to_edit_or_review(spanish):
    pending = find_pending_translation(spanish)
    with pytest.raises(PermissionDenied):
        pending.settle(factories.make_user("access_admin"), digests(pending.untranslated))


def test_marked_texts_count_as_translated(spanish, superuser):
    pending = find_pending_translation(spanish)
    assert pending.progress == (3, 0)
    pending.settle(superuser, digests(pending.untranslated))
    assert pending.progress == (3, 3)
    assert find_pending_translation(spanish).untranslated == []


def test_translation_that_observes_is_only_logged(owner, spanish, settings):
    settings.WAGTAIL_ATTACHMENT_ENFORCEMENT = "observe"
    work.publish(owner, spanish)
    assert work.reload(spanish).live


# Machines and files


@pytest.mark.translation_case(5)
def test_machine_translation_waits_for_a_review(owner, machine, spanish):
    work.machine_translate(owner, spanish)
    assert "3 texts of the translation" in get_messages(work.publish(owner, spanish))[1]
    assert not work.reload(spanish).live


@pytest.mark.translation_case(5)
def test_unchanged_save_by_a_person_is_no_review(owner, machine, spanish):
    work.machine_translate(owner, spanish)
    for string in ("Closeness", "A heading", "Closeness can feel like pressure."):
        work.type_string(owner, spanish, string, work.say(string))
    said = StringTranslation.objects.exclude(context__path="slug")
    assert set(said.values_list("translation_type", "tool_name")) == {("manual", "")}
    work.publish(owner, spanish)
    assert not work.reload(spanish).live


def test_rewritten_machine_text_needs_no_review(owner, machine, spanish, superuser):
    work.machine_translate(owner, spanish)
    work.translate(spanish, superuser, lambda s: work.say(s, "mx"))
    work.publish(owner, spanish)
    assert work.reload(spanish).live


@pytest.mark.translation_case(5)
def test_reviewed_machine_translation_goes_live(owner, machine, spanish, reviewer):
    work.machine_translate(owner, spanish)
    row = work.review(spanish, reviewer)
    assert (row.person_name, row.act, row.language) == ("Rosa Reviewer", "read", "es")
    work.publish(owner, spanish)
    assert work.reload(spanish).live


@pytest.mark.translation_case(5)
def test_after_a_later_edit_that_text_waits_alone_and_the_reviewed_one_stays(
    owner, machine, spanish, reviewer, settings
):
    settings.WAGTAIL_ATTACHMENT_TRANSLATION_REVIEW = "always"
    work.machine_translate(owner, spanish)
    work.review(spanish, reviewer)
    work.publish(owner, spanish)
    work.type_string(owner, spanish, "A heading", "Otro título")
    said = get_messages(work.publish(owner, spanish))[1]
    assert "1 text of the translation (“Otro título”) has not been reviewed" in said
    assert work.reload(spanish).body[0].value["heading"] == work.say("A heading")
    work.review(spanish, reviewer)
    work.publish(owner, spanish)
    assert work.reload(spanish).body[0].value["heading"] == "Otro título"


@pytest.mark.translation_case(5)
def test_what_a_person_writes_after_the_review_waits_for_nobody(owner, machine, spanish, reviewer):
    work.machine_translate(owner, spanish)
    work.review(spanish, reviewer)
    work.type_string(owner, spanish, "A heading", "Otro título")
    work.publish(owner, spanish)
    assert work.reload(spanish).body[0].value["heading"] == "Otro título"


@pytest.mark.translation_case(6)
def test_uploaded_file_counts_as_unreviewed(owner, spanish, superuser, reviewer):
    assert work.upload_po(spanish, superuser) == []
    work.publish(owner, spanish)
    assert not work.reload(spanish).live
    work.review(spanish, reviewer)
    work.publish(owner, spanish)
    assert work.reload(spanish).live


def test_review_needs_its_right(spanish, superuser):
    pending = find_pending_translation(spanish)
    with pytest.raises(PermissionDenied):
        pending.record_review(factories.make_user("access_admin"), digests(pending.pairs))
    assert not PairReview.objects.exists()


def test_review_is_of_the_text_that_was_seen(spanish, superuser, reviewer):
    seen = digests(find_pending_translation(spanish).pairs)
    work.translate(spanish, superuser)
    with pytest.raises(ValidationError, match="have changed since"):
        find_pending_translation(spanish).record_review(reviewer, seen)


def test_setting_never_asks_for_no_review(owner, machine, spanish, settings):
    settings.WAGTAIL_ATTACHMENT_TRANSLATION_REVIEW = "never"
    work.machine_translate(owner, spanish)
    work.publish(owner, spanish)
    assert work.reload(spanish).live


def test_setting_always_asks_for_a_review_of_what_people_wrote(
    owner, spanish, superuser, settings, reviewer
):
    settings.WAGTAIL_ATTACHMENT_TRANSLATION_REVIEW = "always"
    work.translate(spanish, superuser)
    work.publish(owner, spanish)
    assert not work.reload(spanish).live
    work.review(spanish, reviewer)
    work.publish(owner, spanish)
    assert work.reload(spanish).live


# A translation that was stopped


@pytest.mark.translation_case(7)
def test_stopped_translation_that_is_edited_by_hand_needs_its_review_still(owner, machine, spanish):
    work.machine_translate(owner, spanish)
    record = work.get_record(spanish)
    record.save_target(publish=False)
    record.enabled = False
    record.save()
    draft = work.reload(spanish)
    draft.save_revision().publish()
    assert not work.reload(spanish).live
    assert "translation.unreviewed" in work.get_ids(draft)


# Numbers


@pytest.mark.translation_case(10)
@pytest.mark.parametrize(
    "translation",
    ["Llame al 988.", "Llame al ٩٨٨.", "Llame al ９８８ ahora."],
    ids=["ASCII", "Arabic-Indic", "full width"],
)
def test_same_number_passes(owner, world, superuser, translation):
    spanish = start_with_number(
        superuser, write=lambda s: translation if s == CALL else work.say(s)
    )
    work.publish(owner, spanish)
    assert work.reload(spanish).live


@pytest.mark.translation_case(10)
@pytest.mark.parametrize(
    "translation",
    ["Llame al 9-8-8.", "Llame al 911.", "Llame ahora.", "Llame al 988 o al 1 800 273 8255."],
    ids=["broken up", "another", "dropped", "one more"],
)
def test_changed_number_is_refused(owner, world, superuser, translation):
    spanish = start_with_number(
        superuser, write=lambda s: translation if s == CALL else work.say(s)
    )
    # Past the error at the string, which alone would keep it off the page.
    StringTranslation.objects.update(has_error=False, field_error="")
    answer = work.publish(owner, spanish)
    assert "988" in get_messages(answer)[1] or "2738255" in get_messages(answer)[1]
    assert not work.reload(spanish).live
    page = find_pending_translation(spanish).page
    page.live = True
    with pytest.raises(PublishingRefused):
        page.save()


@pytest.mark.translation_case(10)
@pytest.mark.parametrize(
    "translation",
    [
        'Llame al <a id="a2">988</a> o <a id="a1">chatee</a>.',
        'Llame al 988 o <a id="a2">chatee</a>.',
        'Llame al <a id="a1">911</a> o <a id="a2">chatee</a>.',
    ],
    ids=["swapped", "dropped", "says another"],
)
def test_changed_call_link_is_refused(owner, world, superuser, translation):
    spanish = start_with_number(
        superuser, CALL_LINK, lambda s: translation if "<a" in s else work.say(s)
    )
    StringTranslation.objects.update(has_error=False, field_error="")
    work.publish(owner, spanish)
    assert not work.reload(spanish).live


def test_moved_link_with_the_same_words_passes(owner, world, superuser):
    moved = '<a id="a2">Chatee</a> o llame al <a id="a1">988</a>.'
    spanish = start_with_number(superuser, CALL_LINK, lambda s: moved if "<a" in s else work.say(s))
    work.publish(owner, spanish)
    assert work.reload(spanish).live


@pytest.mark.translation_case(10)
@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("'tel:988'", "tel:900"),
        ("'tel:988'", "https://example.com/"),
        ("'https://example.org/chat'", "javascript:alert(1)"),
        ("'https://example.org/chat'", " java\tscript:alert(1)"),
        ("'https://example.org/chat'", "data:text/html,x"),
        ("'https://example.org/chat'", "tel:900"),
    ],
)
def test_override_cannot_lead_elsewhere(owner, world, superuser, source, target):
    spanish = start_with_number(superuser, CALL_LINK)
    answer = work.override(owner, spanish, source, target)
    assert "Link to the same place as the original" in answer.json()["error"]
    work.publish(owner, spanish)
    spanish = work.reload(spanish)
    html = spanish.body[0].value["content"][0].value.source
    assert spanish.live
    assert target not in html
    assert 'href="tel:988"' in html


def test_good_override_is_used_and_takes_an_error_away(owner, world, superuser):
    spanish = start_with_number(superuser, CALL_LINK)
    source = "'https://example.org/chat'"
    work.override(owner, spanish, source, "javascript:alert(1)")
    answer = work.override(owner, spanish, source, "https://example.org/es")
    assert not answer.json()["error"]
    work.publish(owner, spanish)
    assert "example.org/es" in work.reload(spanish).body[0].value["content"][0].value.source


def test_error_stands_at_the_string_and_is_gone_with_the_next_save(owner, world, superuser):
    spanish = start_with_number(superuser, write=lambda s: None)
    answer = work.type_string(owner, spanish, CALL, "Llame al 911.")
    assert "it has 988" in answer.json()["error"]
    assert StringTranslation.objects.get(translation_of__data=CALL).data == "Llame al 911."
    answer = work.type_string(owner, spanish, CALL, "Llame al 988.")
    assert not answer.json()["error"]


@pytest.mark.parametrize(
    ("source", "typed", "named"),
    [
        ("Text HOME to 741741.", "Envíe HOLA al 741741.", "it has HOME, the translation HOLA"),
        ("Call 988.", "拨打911。", "it has 988, the translation 911"),
        ("Call 988.", "拨打九一一。", "it has 988, the translation 911"),
        ("Call 988 and press 1.", "Llame al 988 y oprima 2.", "it has 1, the translation 2"),
    ],
)
def test_keyword_key_and_number_beside_any_letter_are_named_at_the_string(
    owner, world, superuser, source, typed, named
):
    spanish = start_with_number(superuser, f"<p>{source}</p>", lambda s: None)
    answer = work.type_string(owner, spanish, source, typed)
    assert named in answer.json()["error"]


@pytest.fixture
def listening(world):
    """Two lines for everyone, in English and in Spanish."""
    factories.make_verified_line("207 555 0134")
    spanish = factories.make_crisis_line("207 555 0199", language="es", languages="es")
    spanish.channels.add(CrisisChannel(kind="email", email="ayuda@example.org", languages="es"))
    spanish.save()
    return spanish


@pytest.mark.translation_case(49)
def test_own_line_of_a_language_is_right_once_it_is_verified(owner, listening, superuser):
    source, typed = "Call 207 555 0134.", "Llame al 207 555 0199."
    html = f'<p>{source}</p><p><a href="tel:2075550134">Call</a></p>'
    spanish = start_with_number(superuser, html, lambda s: None)
    assert work.type_string(owner, spanish, source, typed).json()["error"]
    assert work.override(owner, spanish, "'tel:2075550134'", "tel:2075550199").json()["error"]
    listening.verify(factories.make_verifier())
    assert not work.type_string(owner, spanish, source, typed).json()["error"]
    assert not work.override(owner, spanish, "'tel:2075550134'", "tel:2075550199").json()["error"]


@pytest.mark.translation_case(10)
def test_strings_written_past_all_signals_are_judged(owner, world, superuser):
    spanish = start_with_number(superuser, write=lambda s: None if s == CALL else work.say(s))
    record = work.get_record(spanish)
    segment = record.source.stringsegment_set.get(string__data=CALL)
    StringTranslation.objects.bulk_create(
        [
            StringTranslation(
                translation_of=segment.string,
                context=segment.context,
                locale=record.target_locale,
                data="Llame al 911.",
            )
        ]
    )
    work.publish(owner, spanish)
    assert not work.reload(spanish).live


def test_strings_of_pages_that_are_not_covered_are_left_alone(owner, world, superuser):
    from tests.testapp.models import PlainPage

    page = factories.make_blog_page(model=PlainPage, live=True, title="Call 988")
    spanish = work.start(page)
    assert not work.type_string(owner, spanish, "Call 988", "Llame al 911").json()["error"]


# The source changes


@pytest.mark.translation_case(9)
def test_changed_source_makes_a_live_translation_stale_and_nothing_else(page, live_spanish):
    page.title = "Nearness"
    work.publish_source(page)
    state = live_spanish.get_translation_state()
    assert state.is_stale
    assert [(change.kind, change.words) for change in state.changed] == [("words", "Nearness")]
    assert {i for i in work.get_ids(live_spanish) if "translation" in i} == {"translation.stale"}
    assert work.reload(live_spanish).title == "Closenesses"


def test_source_published_again_without_another_text_is_not_newer(page, live_spanish):
    page.show_booking = False
    work.publish_source(page)
    assert not live_spanish.get_translation_state().is_stale


def test_newer_number_in_the_source_is_stale_and_not_a_changed_number(owner, world, superuser):
    spanish = work.publish_translated(start_with_number(superuser, write=lambda s: None), superuser)
    page = spanish.get_translation(factories.get_locale())
    page.body = [section(content=[paragraph("<p>Call 911 now.</p>")])]
    work.publish_source(page)
    work.update(owner, page)
    ids = work.get_ids(work.reload(spanish))
    assert "translation.stale" in ids
    assert "translation.number-changed" not in ids


@pytest.mark.translation_case(9)
def test_update_says_what_was_not_published_and_keeps_the_reviewed_text(owner, page, live_spanish):
    page.title = "Nearness"
    work.publish_source(page)
    messages = get_messages(work.update(owner, page, publish_translations="on"))
    assert any("Not published in Spanish" in message for message in messages)
    assert any("1 text has an error (“Closenesses”)" in message for message in messages)
    assert any("“Closeness” became “Nearness”" in message for message in messages)
    assert work.reload(live_spanish).title == "Closenesses"


def test_update_publishes_what_is_whole(owner, page, live_spanish, superuser):
    page.show_booking = False
    work.publish_source(page)
    messages = get_messages(work.update(owner, page, publish_translations="on"))
    assert not any("Not published" in message for message in messages)
    assert not work.reload(live_spanish).show_booking


def test_update_with_a_machine_waits_for_a_review(owner, machine, page, live_spanish):
    page.subtitle = "What it is, and what it is not"
    work.publish_source(page)
    data = {"publish_translations": "on", "use_machine_translation": "on"}
    messages = get_messages(work.update(owner, page, **data))
    assert any("reviewed by a person" in message for message in messages)
    assert work.reload(live_spanish).title == "Closenesses"


@pytest.mark.translation_case(16)
def test_strings_stay_after_every_refusal(owner, page, live_spanish):
    """Also the second time that *Publish* is pressed."""
    page.title = "Nearness"
    work.publish_source(page)
    typed = StringTranslation.objects.exclude(tool_name=former.TOOL_NAME)
    before = set(typed.values_list("data", "has_error"))
    work.update(owner, page, publish_translations="on")
    work.publish(owner, live_spanish)
    work.publish(owner, live_spanish)
    assert set(typed.values_list("data", "has_error")) == before


# Aliases


@pytest.mark.translation_case(17)
def test_alias_shows_the_source_and_is_not_judged(page, world):
    alias = page.copy_for_translation(factories.get_locale("es"), alias=True)
    assert alias.live
    page.title = "Nearness"
    work.publish_source(page)
    alias = work.reload(alias)
    assert alias.title == "Nearness"
    assert alias.get_translation_state() is None
    assert alias.get_content_locale().language_code == "en"


@pytest.mark.translation_case(17)
def test_alias_that_becomes_a_translation_is_not_shown_in_the_wrong_language(
    owner, page, world, sync
):
    page.copy_for_translation(factories.get_locale("es"), alias=True)
    answer = work.submit(owner, page)
    spanish = work.get_translated(page)
    assert spanish.alias_of_id is None
    assert not spanish.live
    assert any("showed the original's text" in message for message in get_messages(answer))


def test_aliases_below_are_taken_back_with_their_parent(owner, page, world):
    child = work.make_source(parent=page)
    page.copy_for_translation(factories.get_locale("es"), alias=True)
    child.copy_for_translation(factories.get_locale("es"), alias=True)
    work.submit(owner, page, include_subtree="on")
    spanish = work.get_translated(child)
    assert (spanish.alias_of_id, spanish.live) == (None, False)


def test_alias_is_not_converted_live_by_code_either(page, world):
    alias = page.copy_for_translation(factories.get_locale("es"), alias=True)
    translate_object(page, [factories.get_locale("es")])
    assert work.reload(alias).alias_of_id == page.pk


def test_translation_can_be_made_an_alias_again(owner, page, live_spanish):
    url = reverse("wagtail_localize:convert_to_alias", args=[live_spanish.pk])
    answer = work.post(owner, url, {})
    assert any("converted into an alias" in message for message in get_messages(answer))
    spanish = work.reload(live_spanish)
    assert (spanish.alias_of_id, spanish.live, spanish.title) == (page.pk, True, "Closeness")


# Drafts, schedules, rights


@pytest.mark.translation_case(18)
def test_saving_a_draft_over_a_live_translation_changes_nothing_live(page, live_spanish, owner):
    work.translate(live_spanish, None, lambda s: "" if s == "Closeness" else work.say(s))
    with pytest.raises(PublishingRefused):
        work.get_record(live_spanish).save_target(publish=False)
    assert work.reload(live_spanish).title == "Closenesses"


@pytest.mark.translation_case(19)
def test_schedule_of_an_unfinished_translation_is_refused_and_others_are_published(page, spanish):
    other = factories.make_article()
    for scheduled in (spanish, other):
        scheduled.go_live_at = factories.in_days(-1)
        scheduled.save_revision(approved_go_live_at=factories.in_days(-1))
    call_command("publish_scheduled", verbosity=0)
    assert not work.reload(spanish).live
    assert work.reload(other).live


@pytest.mark.translation_case(20)
def test_right_to_submit_alone_gets_nothing_unfinished_live(client, page):
    client.force_login(factories.make_user("submit_translation"))
    work.submit(client, page)
    assert not work.get_translated(page).live
    work.update(client, page, publish_translations="on")
    assert not work.get_translated(page).live


# The editor, bulk actions and the API


def test_bulk_publishing_an_unfinished_translation_is_refused(owner, spanish):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    answer = owner.post(f"{url}?id={spanish.pk}", follow=True)
    assert answer.status_code == 200
    assert not work.reload(spanish).live


# Texts that are none


@pytest.mark.translation_case(25)
@pytest.mark.parametrize("blank", [" ", "<b></b>", "\u200b"])
def test_text_translated_to_nothing_is_refused(owner, spanish, superuser, blank):
    work.translate(spanish, superuser, lambda s: blank if s == "A heading" else work.say(s))
    answer = work.publish(owner, spanish)
    assert any("(“A heading”)" in message for message in get_messages(answer))
    assert not work.reload(spanish).live


@pytest.mark.translation_case(24)
def test_translated_text_is_valid_too(owner, world, superuser):
    """The blocks' own validation, which wagtail-localize never runs."""
    content = [{"type": "signs", "value": {"items": [{"statement": "Short", "explanation": ""}]}}]
    spanish = work.start(work.make_source(section(content=content)))
    work.translate(spanish, superuser, lambda s: "x" * 300 if s == "Short" else work.say(s))
    assert any("at most 255" in message for message in get_messages(work.publish(owner, spanish)))
    assert not work.reload(spanish).live


@pytest.mark.translation_case(65)
@pytest.mark.parametrize("act", ["publish", "update"])
def test_picture_that_was_deleted_is_no_error_of_the_site(owner, world, superuser, act):
    ours, theirs = (Image.objects.create(title=title, file=get_test_image_file()) for title in "ab")
    page = work.make_source(image=ours)
    spanish = work.publish_translated(work.start(page), superuser)
    work.override(owner, spanish, "image", theirs.pk)
    theirs.delete()
    if act == "publish":
        answer = work.publish(owner, spanish)
    else:
        answer = work.update(owner, page, publish_translations="on")
    assert answer.status_code == 200
    assert any(
        "chosen for this translation was deleted" in message for message in get_messages(answer)
    )


# Live before the package was installed


def test_live_page_in_the_wrong_language_can_be_saved_until_its_text_changes(spanish):
    factories.force_live(spanish)
    spanish = work.reload(spanish)
    spanish.show_in_menus = True
    spanish.save()
    spanish.save_revision().publish()
    assert work.reload(spanish).show_in_menus
    spanish.subtitle = "Una frase"
    with pytest.raises(PublishingRefused):
        spanish.save()


def test_origins_keep_no_text(owner, machine, spanish):
    work.machine_translate(owner, spanish)
    row = PairOrigin.objects.first()
    assert (row.language, row.kind, row.tool) == ("es", "machine", "Machine")
    assert len(row.target_digest) == 32
    assert str(row) == "es: Written by a machine"


def test_refusal_leads_to_the_review_that_lets_the_machine_s_text_go_live(
    owner, superuser, world, machine
):
    page = work.start(work.make_source())
    work.machine_translate(owner, page)
    url = reverse("wagtail_attachment:review_translation", args=[page.pk])
    assert url in work.publish(owner, page).content.decode()

    shown = owner.get(url).content.decode()
    assert "Written by a machine" in shown
    [digests] = re.findall(r'name="shown" value="([0-9a-f ]+)"', shown)
    owner.post(url, {"shown": digests, "all": "new", "note": ""})
    work.publish(owner, page)
    assert work.reload(page).live
