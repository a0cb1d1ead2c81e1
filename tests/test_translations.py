"""Translations that no tool looks after: copied by ``simple_translation`` or written by hand."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from tests import factories
from tests.admin.answers import get_messages
from tests.factories import paragraph, section
from wagtail_attachment.audit import find_violations
from wagtail_attachment.models import TextMark
from wagtail_attachment.models.texts import get_text_fields
from wagtail_attachment.models.translations import find_pending_translation
from wagtail_attachment.pages.models import AttachmentStylePage
from wagtail_attachment.publishing import PublishingRefused


@pytest.fixture
def page(practice, home):
    factories.put_in_force(factories.WORDING_ES, language="es")
    factories.get_home("es")
    page = factories.make_article(
        section(content=[paragraph("<p>Call 988 now.</p>")]),
        title="Closeness",
        subtitle="A promise",
    )
    return publish(page)


@pytest.fixture
def spanish(page):
    """The copy that ``simple_translation`` makes."""
    return page.copy_for_translation(factories.get_locale("es"))


@pytest.fixture
def owner(client, superuser):
    client.force_login(superuser)
    return client


def publish(page):
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def write(page, heading="Un título", text="<p>Llame al 988 ahora.</p>", title="Cercanía", **values):
    """Give the page another text, keeping the ids of its blocks."""
    page.title, page.subtitle = (
        title,
        "Una promesa" if page.locale.language_code == "es" else "Hope",
    )
    page.body[0].value["heading"] = heading
    page.body[0].value["content"][0].value = page.body[0].value["content"][0].block.normalize(text)
    for name, value in values.items():
        setattr(page, name, value)
    return page


def get_ids(page):
    return {v.id for v in page.evaluate() if v.is_of_translation}


def test_copy_is_a_draft_in_the_original_s_language(spanish):
    assert not spanish.live
    assert get_ids(spanish) == {"translation.untranslated"}
    texts = spanish.get_translation_state().untranslated
    assert [text.words for text in texts] == [
        "Closeness",
        "A promise",
        "A heading",
        "Call 988 now.",
    ]


def test_copy_cannot_go_live(spanish):
    spanish.live = True
    with pytest.raises(PublishingRefused, match="4 texts are still in English"):
        spanish.save()


def test_editor_of_the_copy_is_told_what_is_left(owner, spanish, settings):
    url = reverse("wagtailadmin_pages:edit", args=[spanish.pk])
    answer = owner.get(url)
    assert "4 texts are still in English" in answer.content.decode()


def test_text_written_by_hand_goes_live(spanish):
    assert publish(write(spanish)).live


def test_one_text_left_is_refused(spanish):
    publish(write(spanish, heading="A heading"))
    spanish.refresh_from_db()
    assert not spanish.live


def test_texts_may_be_arranged_anew(spanish):
    write(spanish)
    spanish.body = [
        section(heading="Otro", content=[paragraph("<p>Al 988, ya.</p>")]),
        section("signs", "Y", [paragraph("<p>Más.</p>")]),
    ]
    assert publish(spanish).live


@pytest.mark.parametrize("text", ["<p>Llame al 911.</p>", "<p>Llame ahora.</p>"])
def test_changed_number_is_refused(spanish, text):
    write(spanish, text=text)
    assert get_ids(spanish) == {"translation.number-changed"}
    publish(spanish)
    spanish.refresh_from_db()
    assert not spanish.live


def test_number_that_is_newer_in_the_original_makes_the_translation_stale(page, spanish):
    publish(write(spanish))
    publish(write(page, "A heading", "<p>Call 911 now.</p>", "Closeness"))
    spanish.refresh_from_db()
    assert get_ids(spanish) == {"translation.stale"}
    assert spanish.get_translation_state().changed_source_texts == []


def test_number_is_compared_again_once_the_translation_is_edited(page, spanish):
    publish(write(spanish))
    publish(write(page, "A heading", "<p>Call 911 now.</p>", "Closeness"))
    spanish.refresh_from_db()
    spanish.subtitle = "Otra promesa"
    with pytest.raises(PublishingRefused, match="says 988 where the original has 911"):
        spanish.save()


def test_original_is_no_translation(page, spanish):
    assert page.get_translation_state() is None


def test_page_in_one_language_is_no_translation(practice, home):
    assert factories.make_article().get_translation_state() is None


def test_original_is_the_oldest_page_in_any_language(practice, home):
    """Not the one in the site's main language: a practice may write in Spanish first."""
    factories.put_in_force(factories.WORDING_ES, language="es")
    spanish = factories.make_article(parent=factories.get_home("es"), title="Cercanía")
    english = spanish.copy_for_translation(factories.get_locale(), copy_parents=True)
    assert spanish.get_translation_state() is None
    assert english.get_translation_state().source_language == "Spanish"
    assert get_ids(english) == {"translation.untranslated"}


def test_text_marked_as_the_same_passes(owner, superuser, spanish):
    write(spanish, title="Closeness")
    state = spanish.get_translation_state()
    state.mark_same(superuser, state.untranslated)
    assert state.untranslated == []
    assert publish(spanish).live
    assert TextMark.objects.get().person_id == superuser.pk


def test_who_may_not_edit_the_page_may_not_mark(spanish):
    state = spanish.get_translation_state()
    with pytest.raises(PermissionDenied):
        state.mark_same(factories.make_user("review_translation"), state.untranslated)


def test_pending_text_is_that_of_the_last_draft(spanish, superuser):
    write(spanish).save_revision()
    assert find_pending_translation(spanish).untranslated == []
    assert len(type(spanish).objects.get(pk=spanish.pk).get_translation_state().untranslated) == 4


def test_rows_stand_beside_each_other_with_what_is_left_to_do(spanish):
    write(spanish, heading="A heading", text="<p>Llame al 911.</p>")
    TextMark.put(TextMark.Kind.MACHINE, "es", get_row_texts(spanish, "Cercanía"))
    rows = {row.source.words: row for row in spanish.get_translation_state().rows}
    assert rows["Closeness"].translation.words == "Cercanía"
    assert rows["Closeness"].origins == {"machine"}
    assert rows["Closeness"].is_unreviewed
    assert not rows["Closeness"].is_untranslated
    assert rows["A heading"].is_untranslated
    assert not rows["A promise"].is_unreviewed
    assert rows["Call 988 now."].changes[0].missing == ("988",)


def get_row_texts(page, words):
    return [text for text in page.get_translation_state().texts if text.words == words]


def test_text_of_a_machine_is_known_wherever_it_is_pasted(spanish, reviewer):
    write(spanish)
    TextMark.put(TextMark.Kind.MACHINE, "es", get_row_texts(spanish, "Un título"))
    assert get_ids(spanish) == {"translation.unreviewed"}
    state = spanish.get_translation_state()
    review = state.record_review(reviewer, state.digest, note="Read aloud")
    assert (review.note, review.language, review.object_id) == ("Read aloud", "es", spanish.pk)
    assert state.unreviewed == []
    assert publish(spanish).live


def test_who_can_review_is_named(spanish, reviewer):
    write(spanish)
    TextMark.put(TextMark.Kind.MACHINE, "es", spanish.get_translation_state().texts)
    (violation,) = (v for v in spanish.evaluate() if v.is_of_translation)
    assert violation.fixer == "Rosa Reviewer"
    assert violation.fix_url == reverse("wagtailadmin_pages:edit", args=[spanish.pk])


def test_language_of_a_mark_counts(spanish):
    write(spanish)
    TextMark.put(TextMark.Kind.MACHINE, "de", spanish.get_translation_state().texts)
    assert get_ids(spanish) == set()


@pytest.fixture
def reviewer(db):
    return factories.make_user("review_translation", name="Rosa Reviewer")


def test_audit_finds_what_came_in_past_the_gate(spanish):
    factories.force_live(spanish)
    found = {finding.violation.id for finding in find_violations(language="es")}
    assert "translation.untranslated" in found


def test_alias_is_not_judged(page):
    alias = page.copy_for_translation(factories.get_locale("es"), alias=True)
    assert alias.live
    assert alias.get_translation_state() is None


def test_converting_a_live_alias_says_what_to_do_first(owner, page):
    alias = page.copy_for_translation(factories.get_locale("es"), alias=True)
    url = reverse("wagtailadmin_pages:convert_alias", args=[alias.pk])
    answer = owner.post(url, follow=True)
    assert any("Unpublish it first" in message for message in get_messages(answer))
    alias.refresh_from_db()
    assert alias.alias_of_id == page.pk
    alias.unpublish()
    owner.post(url, follow=True)
    alias.refresh_from_db()
    assert (alias.alias_of_id, alias.live) == (None, False)


def test_converting_an_alias_beside_its_source_is_nothing_special(owner, page):
    alias = page.create_alias(update_slug="other")
    owner.post(reverse("wagtailadmin_pages:convert_alias", args=[alias.pk]))
    alias.refresh_from_db()
    assert alias.alias_of_id is None


def test_texts_are_those_that_readers_read():
    names = {field.name for field in get_text_fields(AttachmentStylePage)}
    assert names == {"title", "seo_title", "search_description", "subtitle", "lead", "body"}


def test_practice_s_own_country_counts_where_readers_are_elsewhere(page, spanish, settings):
    settings.WAGTAIL_ATTACHMENT_LOCALE_COUNTRIES = {"es": ["MX"]}
    factories.make_verified_line("800 911 2000", country="MX", name="Línea")
    write(spanish, text="<p>Llame al 911 ahora.</p>")
    assert get_ids(spanish) == {"translation.number-changed"}
