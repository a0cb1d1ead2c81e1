"""Every button of wagtail-localize, pressed by who may not publish, and by who may."""

import re

import pytest
from django.urls import reverse
from wagtail.models import PageLogEntry
from wagtail.rich_text import RichText
from wagtail_localize.models import StringTranslation

from tests import factories
from tests.admin.answers import get_messages
from tests.localize import work
from tests.testapp.models import PlainPage
from wagtail_attachment.models import BookingCTA
from wagtail_attachment.translation.many import find_pending_translations
from wagtail_attachment.translation.pages import find_pending_translation

REFUSED = "this takes permission to publish it, which you do not have. Ask:"


@pytest.fixture
def source(world):
    return work.make_source(title="Closeness")


@pytest.fixture
def spanish(source, superuser):
    """A live Spanish translation."""
    page = work.publish_translated(work.start(source), superuser)
    assert page.live
    return page


@pytest.fixture
def translator(client, db):
    """Somebody who may edit Spanish pages and submit translations, and publish none."""
    user = factories.make_user("submit_translation", name="Tomás")
    factories.give_page_rights(user, factories.get_home("es"), "change_page")
    client.force_login(user)
    return client


def get_state(page):
    """What readers get of a page, and whether wagtail-localize keeps it."""
    page = work.reload(page)
    record = work.get_record(page)
    return page.live, page.title, page.alias_of_id, str(page.body), record.enabled


def get_url(name, page):
    return reverse(f"wagtail_localize:{name}", args=[work.get_record(page).pk])


def change_source(source):
    source.title = "Distance"
    return work.publish_source(source)


# Sync translated pages


@pytest.mark.translation_case(26)
def test_sync_publishes_nothing_for_who_may_not_publish(translator, source, spanish):
    change_source(source)
    work.update(translator, source)
    work.translate(spanish)
    before = get_state(spanish)
    answer = work.update(translator, source, publish_translations="on")
    assert get_state(spanish) == before
    messages = get_messages(answer)
    assert not any("Successfully" in message for message in messages)


def test_sync_offers_publishing_to_who_may_publish_one_of_them(owner, spanish):
    url = reverse("wagtail_localize:update_translations", args=[work.get_record(spanish).source_id])
    assert "Publish immediately" in owner.get(url).content.decode()


def test_sync_does_not_offer_what_it_would_refuse(translator, spanish):
    url = reverse("wagtail_localize:update_translations", args=[work.get_record(spanish).source_id])
    assert "Publish immediately" not in translator.get(url).content.decode()


def test_sync_publishes_for_who_may_in_their_languages_alone(client, source, spanish, superuser):
    french_home = factories.get_home("fr")
    factories.put_in_force("<p>Ceci informe. Appelez le {crisis_line}.</p>", language="fr")
    french = work.publish_translated(work.start(source, "fr"), superuser)
    user = factories.make_user("submit_translation")
    factories.give_page_rights(user, french_home, "change_page", "publish_page")
    client.force_login(user)
    change_source(source)
    work.update(client, source)
    for page in (french, spanish):
        work.translate(page, superuser)
    before = get_state(spanish)
    answer = work.update(client, source, publish_translations="on")
    assert get_state(spanish) == before
    assert work.reload(french).title == "Distancees"
    [refused, done] = get_messages(answer)
    assert refused.startswith("Not published in Spanish: you do not have permission. Ask:")
    assert done == "The translations have the new text of “Distance” now; nothing was lost."


def test_sync_says_success_alone_where_all_is_done(owner, source, spanish, superuser):
    change_source(source)
    work.update(owner, source)
    work.translate(spanish, superuser)
    answer = work.update(owner, source, publish_translations="on")
    assert get_messages(answer) == ["Successfully updated translations for 'Distance'"]
    assert work.reload(spanish).title == "Distancees"


def test_sync_machine_translates_what_may_be_edited_and_names_the_rest(
    translator, machine, source, spanish, superuser
):
    factories.get_home("fr")
    french = work.start(source, "fr")
    change_source(source)
    answer = work.update(translator, source, use_machine_translation="on")
    assert "Not machine-translated into French: you may not edit that translation." in get_messages(
        answer
    )
    written = StringTranslation.objects.filter(translation_of__data="Distance")
    assert [row.locale.language_code for row in written] == ["es"]
    assert french.title == "Closeness"


# Convert to alias


@pytest.mark.translation_case(26)
@pytest.mark.parametrize("method", ["get", "post"])
def test_converting_to_an_alias_takes_permission_to_publish(translator, spanish, method):
    before = get_state(spanish)
    url = reverse("wagtail_localize:convert_to_alias", args=[spanish.pk])
    answer = getattr(translator, method)(url, follow=True)
    assert get_state(spanish) == before
    [said] = get_messages(answer)
    assert REFUSED in said


def test_draft_is_not_converted_either_since_its_source_is_live(translator, source):
    spanish = work.start(source)
    before = get_state(spanish)
    translator.post(reverse("wagtail_localize:convert_to_alias", args=[spanish.pk]))
    assert get_state(spanish) == before


def test_plain_editor_offers_converting_to_who_may_publish_alone(
    translator, superuser, client, spanish
):
    work.get_record(spanish).__class__.objects.update(enabled=False)
    url = reverse("wagtailadmin_pages:edit", args=[spanish.pk])
    assert "localize-convert-to-alias" not in translator.get(url).content.decode()
    before = get_state(spanish)
    answer = translator.post(url, {"localize-convert-to-alias": "yes"}, follow=True)
    assert get_state(spanish) == before
    assert REFUSED in get_messages(answer)[0]
    client.force_login(superuser)
    page = client.get(url).content.decode()
    assert page.index("Save draft") < page.index("localize-convert-to-alias")


def test_who_may_publish_converts(owner, spanish, source):
    owner.post(reverse("wagtail_localize:convert_to_alias", args=[spanish.pk]))
    assert work.reload(spanish).alias_of_id == source.pk


# Stop


@pytest.mark.translation_case(26)
def test_stopping_takes_permission_to_publish(translator, spanish):
    before = get_state(spanish)
    answer = work.post(translator, get_url("stop_translation", spanish), {})
    assert get_state(spanish) == before
    assert REFUSED in get_messages(answer)[0]


def test_stopping_makes_a_draft_of_what_was_typed_and_not_published(owner, spanish):
    work.type_string(owner, spanish, "Closeness", "La cercanía")
    work.post(owner, get_url("stop_translation", spanish), {})
    page = work.reload(spanish)
    assert page.title == "Closenesses"
    assert page.get_latest_revision_as_object().title == "La cercanía"
    assert PageLogEntry.objects.filter(action="wagtail_attachment.stop_sync").count() == 1


def test_stopping_makes_no_draft_where_nothing_was_typed(owner, spanish):
    work.post(owner, get_url("stop_translation", spanish), {})
    assert work.reload(spanish).has_unpublished_changes is False
    assert work.get_record(spanish).enabled is False


@pytest.mark.translation_case(57)
def test_what_changes_in_the_original_after_the_stop_is_named_until_it_is_compared(
    owner, source, spanish, superuser
):
    work.start(source, "fr")
    work.post(owner, get_url("stop_translation", spanish), {})
    change_source(source)
    work.update(owner, source)  # for the French one, which says nothing of the Spanish one
    stopped = find_pending_translation(work.reload(spanish))
    assert [change.now.words for change in stopped.changed] == ["Distance"]
    assert find_pending_translations([spanish])[spanish.pk].is_stale
    stopped.mark_compared(superuser, stopped.changes_digest)
    assert not find_pending_translation(work.reload(spanish)).is_stale


def test_stopping_by_a_link_is_no_way(owner, spanish):
    assert owner.get(get_url("stop_translation", spanish)).status_code == 405
    assert work.get_record(spanish).enabled


# Start


@pytest.fixture
def stopped(spanish):
    """A live translation that is edited by hand since."""
    record = work.get_record(spanish)
    record.enabled = False
    record.save()
    return spanish


def get_start_url(page):
    return reverse("wagtail_attachment_start_translation", args=[work.get_record(page).pk])


def start_again(client, page):
    """Look at the page that asks, and say yes; return what it asked, and the answer."""
    asked = client.get(get_start_url(page)).content.decode()
    [digest] = re.findall(r'name="digest" value="([0-9a-f]{64})"', asked)
    return asked, work.post(client, get_start_url(page), {"digest": digest})


def edit_by_hand(page, change):
    page = work.reload(page)
    change(page)
    page.save_revision()
    return page


def get_draft_texts(page):
    return [text.words for text in work.find_pending_translation(work.reload(page)).texts]


@pytest.mark.translation_case(26)
@pytest.mark.parametrize("method", ["get", "post"])
def test_starting_takes_permission_to_publish(translator, stopped, method):
    before = get_state(stopped)
    answer = getattr(translator, method)(get_start_url(stopped), follow=True)
    assert get_state(stopped) == before
    assert REFUSED in get_messages(answer)[0]


@pytest.mark.translation_case(27)
def test_hand_edits_survive_the_start(owner, stopped):
    def change(page):
        page.title = "La cercanía"
        section = page.body[0].value
        section["heading"] = "Un título"
        section["content"][0].value = RichText("<p>La cercanía puede <b>pesar</b>.</p>")

    edit_by_hand(stopped, change)
    edited = get_draft_texts(stopped)
    asked, answer = start_again(owner, stopped)
    assert "3 texts that were edited by hand are kept." in asked
    assert get_messages(answer) == [
        "It follows its original again. 3 texts that were edited by hand are kept."
    ]
    assert work.get_record(stopped).enabled
    assert get_draft_texts(stopped) == edited


@pytest.mark.translation_case(27)
def test_what_has_no_place_is_named_and_goes_after_a_yes_alone(owner, stopped):
    def change(page):
        section = page.body[0].value
        section["content"][0].value = RichText("<p>Uno por mano.</p><p>Otro por mano.</p>")

    edit_by_hand(stopped, change)
    work.post(owner, get_start_url(stopped), {})
    assert not work.get_record(stopped).enabled
    asked, _answer = start_again(owner, stopped)
    assert "Uno por mano." in asked
    assert "Otro por mano." in asked
    assert work.get_record(stopped).enabled
    entry = PageLogEntry.objects.get(action="wagtail_attachment.start_sync")
    assert entry.data["lost"] == ["Uno por mano.", "Otro por mano."]


@pytest.mark.translation_case(27)
def test_yes_to_another_list_is_none(owner, stopped):
    asked = owner.get(get_start_url(stopped)).content.decode()
    [digest] = re.findall(r'name="digest" value="([0-9a-f]{64})"', asked)

    def change(page):
        page.body[0].value["content"][0].value = RichText("<p>Uno.</p><p>Dos.</p>")

    edit_by_hand(stopped, change)
    answer = work.post(owner, get_start_url(stopped), {"digest": digest})
    assert not work.get_record(stopped).enabled
    assert "The page has changed meanwhile." in get_messages(answer)[0]


def test_asking_writes_nothing(owner, stopped):
    edit_by_hand(stopped, lambda page: setattr(page, "title", "La cercanía"))
    owner.get(get_start_url(stopped))
    assert not StringTranslation.objects.filter(data="La cercanía").exists()


def test_button_is_not_there_for_who_may_not_publish(translator, stopped):
    url = reverse("wagtailadmin_pages:edit", args=[stopped.pk])
    assert get_start_url(stopped) not in translator.get(url).content.decode()


def test_owner_is_led_to_what_asks_first(owner, stopped):
    url = reverse("wagtailadmin_pages:edit", args=[stopped.pk])
    page = owner.get(url).content.decode()
    assert get_start_url(stopped) in page
    assert "localize-restart-translation" not in page
    answer = owner.post(url, {"localize-restart-translation": "yes"})
    assert answer.url == get_start_url(stopped)
    assert not work.get_record(stopped).enabled


def test_overridden_link_does_not_stand_in_the_way(owner, world, superuser):
    source = work.make_source(
        factories.section(
            content=[factories.paragraph('<p>Read <a href="https://example.com">this</a>.</p>')]
        )
    )
    spanish = work.start(source)
    work.override(owner, spanish, "'https://example.com'", "https://example.com/es")
    page = work.publish_translated(spanish, superuser)
    record = work.get_record(page)
    record.enabled = False
    record.save()

    def change(page):
        page.body[0].value["content"][0].value = RichText(
            '<p>Lea <a href="https://example.com/es">esto</a>.</p>'
        )

    edit_by_hand(page, change)
    edited = get_draft_texts(page)
    start_again(owner, page)
    assert get_draft_texts(page) == edited


# Submit


def test_copy_that_readers_get_is_not_taken_from_them_without_permission(
    translator, source, superuser
):
    alias = source.copy_for_translation(factories.get_locale("es"), alias=True)
    assert alias.live
    answer = work.submit(translator, source)
    alias = work.reload(alias)
    assert (alias.live, alias.alias_of_id) == (True, source.pk)
    [said] = get_messages(answer)
    assert said.startswith("Nothing was submitted: readers of “Closeness” (Spanish) get")
    translator.force_login(superuser)
    work.submit(translator, source)
    assert (work.reload(alias).live, work.reload(alias).alias_of_id) == (False, None)


def test_page_that_would_be_live_at_once_is_not_submitted_without_permission(
    translator, world, settings, superuser
):
    settings.WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = True
    plain = PlainPage(title="Directions", slug="directions")
    factories.get_home().add_child(instance=plain)
    answer = work.submit(translator, plain)
    assert get_messages(answer)[0].startswith(
        "Nothing was submitted: on this site it would be live"
    )
    assert plain.get_translation_or_none(factories.get_locale("es")) is None
    translator.force_login(superuser)
    work.submit(translator, plain)
    assert work.get_translated(plain).live


def test_snippet_that_readers_get_at_once_takes_permission_to_change_it(
    translator, world, superuser
):
    booking = factories.make_booking()
    args = ["wagtail_attachment", "bookingcta", booking.pk]
    url = reverse("wagtail_localize:submit_snippet_translation", args=args)
    data = {"locales": [factories.get_locale("es").pk]}
    answer = work.post(translator, url, data)
    assert REFUSED in get_messages(answer)[0]
    assert BookingCTA.objects.count() == 1
    translator.force_login(superuser)
    work.post(translator, url, data)
    assert BookingCTA.objects.count() == 2


# Others


@pytest.mark.translation_case(26)
def test_publishing_by_a_forged_form_publishes_nothing(translator, spanish):
    work.type_string(translator, spanish, "Closeness", "La cercanía")
    before = get_state(spanish)
    work.publish(translator, spanish)
    assert get_state(spanish) == before


@pytest.mark.parametrize("name", ["delete", "unpublish", "lock", "unlock"])
def test_buttons_that_are_wagtail_s_own_ask_for_its_permissions(translator, spanish, name):
    before = get_state(spanish)
    translator.post(reverse(f"wagtailadmin_pages:{name}", args=[spanish.pk]))
    assert get_state(spanish) == before
    assert not work.reload(spanish).locked
