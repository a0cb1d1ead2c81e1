"""What is known of a string is filled in before anybody translates: moved, remembered, former."""

import polib
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import PageLogEntry
from wagtail.rich_text import RichText
from wagtail_localize.models import StringTranslation, TranslationSource

from tests import factories
from tests.admin.answers import get_messages
from tests.factories import paragraph, section
from tests.localize import work
from wagtail_attachment.localize.filling import Filled, fill_in
from wagtail_attachment.localize.former import describe_change
from wagtail_attachment.localize.po_export import export_po
from wagtail_attachment.localize.segments import drop_unknown_links
from wagtail_attachment.translation.pages import find_pending_translation

SENTENCE = "Closeness can feel like pressure."
LINKED = '<p>Call <a href="tel:988">988</a> at <b>any</b> hour.</p>'


@pytest.fixture
def page(world):
    return work.make_source(title="Closeness")


@pytest.fixture
def spanish(page, superuser):
    return work.publish_translated(work.start(page), superuser)


def sync(page):
    """Publish the original and update its translations where no signal tells of it."""
    work.publish_source(page)
    TranslationSource.objects.get_for_instance(page).update_from_db()


def open_editor(client, translated):
    return client.get(reverse("wagtailadmin_pages:edit", args=[translated.pk]))


def find_row(translated, source):
    record = work.get_record(translated)
    segments = record.source.stringsegment_set.filter(string__data=source)
    return segments.get_translations(record.target_locale).first()


def review_all(translated, user):
    pending = find_pending_translation(work.reload(translated))
    return pending.record_review(user, {pair.digest for pair in pending.pairs})


def write_body(*texts):
    return [section(content=[paragraph(text) for text in texts])]


def rewrite(page, html):
    """Give the first paragraph of the body another text."""
    page.body[0].value["content"][0].value = RichText(html)


# The former translation


@pytest.mark.translation_case(70)
def test_former_translation_is_a_start_and_nothing_more(owner, page, spanish):
    page.title = "Closeness and distance"
    sync(page)
    said = get_messages(open_editor(owner, spanish))
    assert any(
        each.startswith("1 text whose original changed begins with its former translation.")
        for each in said
    )
    row = find_row(spanish, "Closeness and distance")
    assert (row.data, row.has_error) == (work.say("Closeness"), True)
    assert row.get_error() == (
        "The original changed: “and distance” was added. This is the former translation: adapt it "
        "and save."
    )
    assert find_pending_translation(spanish).page.title == "Closeness and distance"
    assert work.get_record(spanish).get_progress() == (4, 3)
    assert work.reload(spanish).title == work.say("Closeness"), "what readers have"
    said = get_messages(open_editor(owner, spanish))
    assert not any("begins with its former" in each for each in said), "it is told once"

    work.type_string(owner, spanish, "Closeness and distance", "Cercanía y distancia")
    row.refresh_from_db()
    assert (row.has_error, row.field_error, row.tool_name) == (False, "", "")
    assert work.get_record(spanish).get_progress() == (4, 4)


@pytest.mark.translation_case(70)
def test_machine_leaves_the_former_translation_for_a_person(owner, page, spanish, machine):
    page.title, page.subtitle = "Closeness and distance", "New"
    work.publish_source(page)
    work.update(owner, page, use_machine_translation="on")
    assert machine == ["New"]
    assert find_row(spanish, "Closeness and distance").has_error


@pytest.mark.translation_case(71)
def test_link_that_is_gone_does_not_hide_what_changed(owner, page, superuser):
    page.body = write_body(LINKED)
    work.publish_source(page)
    spanish = work.publish_translated(work.start(page), superuser)
    rewrite(page, "<p>Call 988 at <b>any</b> hour, please.</p>")
    sync(page)
    open_editor(owner, spanish)
    row = find_row(spanish, "Call 988 at <b>any</b> hour, please.")
    assert row.data == work.say("Call 988 at <b>any</b> hour.")
    assert row.get_error().startswith("The original changed: “hour.” became “hour, please.”.")


@pytest.mark.parametrize(
    ("data", "source", "expected"),
    [
        ('<a id="a1">uno</a> y <a id="a2">dos</a>', '<a id="a2">x</a>', 'uno y <a id="a2">dos</a>'),
        ('<a id="a1"><b>uno</b></a>', "x", "<b>uno</b>"),
        ("<b>uno</b>", "x", "<b>uno</b>"),
    ],
)
def test_words_of_a_link_that_is_gone_stay(data, source, expected):
    assert drop_unknown_links(data, source) == expected


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        ("First one here", "First of all here", "“one” became “of all”"),
        ("One two", "One", "“two” was removed"),
        ("One", "<b>One</b>", "The formatting or a link of the original changed."),
        ("a&lt;b", "a&lt;c", "“a<b” became “a<c”"),
        ("x " + "y" * 200, "x z", "became “z”"),
        (
            "Call 555-0142 today, and bring the letter that we sent you.",
            "Call 555-0143 today, and bring the form that we sent.",
            "“555-0142” became “555-0143”; “letter” became “form”; “sent you.” became “sent.”",
        ),
        ("One two three four", "Six seven three four", "“One two” became “Six seven”."),
    ],
)
def test_change_is_named_in_words(before, now, expected):
    sentence = describe_change(before, now)
    assert expected in sentence
    assert len(sentence) < 300


def test_long_change_is_cut_between_words():
    words = "wonderful " * 30
    sentence = describe_change("One", f"One {words}")
    assert sentence.startswith("The original changed: “wonderful ")
    assert "wonderful…” was added" in sentence


@pytest.mark.parametrize("now", ["One.\r\nTwo.", "One. \nTwo.", "One.\nTwo.\n"])
def test_what_readers_get_as_before_stays_translated(owner, page, superuser, now):
    page.in_short = "One.\nTwo."
    work.publish_source(page)
    spanish = work.publish_translated(work.start(page), superuser)
    before = spanish.in_short
    page.in_short, page.subtitle = now, "New"
    sync(page)
    assert not any(
        "former translation." in said for said in get_messages(open_editor(owner, spanish))
    )
    pending = find_pending_translation(spanish)
    assert pending.page.in_short.split() == before.split()
    assert [pair.words for pair in pending.unfinished] == ["New"]


@pytest.mark.translation_case(72)
def test_file_says_that_a_former_translation_is_not_final(owner, page, spanish):
    page.title = "Closeness and distance"
    sync(page)
    record = work.get_record(spanish)
    url = reverse("wagtail_localize:download_pofile", args=[record.pk])
    answer = owner.get(url)
    assert "-es.po" in answer["Content-Disposition"]
    po = polib.pofile(answer.content.decode())
    entry = po.find("Closeness and distance")
    assert (entry.fuzzy, entry.previous_msgid) == (True, "Closeness")
    assert [each.msgid for each in po if each.fuzzy] == ["Closeness and distance"]


@pytest.mark.translation_case(72)
@pytest.mark.parametrize("is_final", [True, False])
def test_file_that_confirms_a_former_translation_makes_it_one(owner, page, spanish, is_final):
    page.title = "Closeness and distance"
    sync(page)
    fill_in(work.get_record(spanish))
    po = export_po(work.get_record(spanish))
    if is_final:
        po.find("Closeness and distance").flags.remove("fuzzy")
    file = SimpleUploadedFile("es.po", str(po).encode())
    url = reverse("wagtail_localize:upload_pofile", args=[work.get_record(spanish).pk])
    work.post(owner, url, {"file": file})
    row = find_row(spanish, "Closeness and distance")
    assert row.has_error is not is_final
    kinds = {pair.words: find_pending_translation(spanish).get_origins(pair)
             for pair in find_pending_translation(spanish).pairs}  # fmt: skip
    assert (kinds.get(work.say("Closeness")) == {"file"}) is is_final


def test_text_that_has_nothing_in_common_gets_no_former_translation(page, superuser):
    page.body = write_body("<p>One two three.</p><p>Four five six.</p>")
    work.publish_source(page)
    spanish = work.publish_translated(work.start(page), superuser)
    rewrite(page, "<p>Four five six seven.</p><p>Something else entirely.</p>")
    sync(page)
    assert fill_in(work.get_record(spanish)) == Filled(former=1)
    assert find_row(spanish, "Four five six seven.").data == work.say("Four five six.")
    assert find_row(spanish, "Something else entirely.") is None


# What stands elsewhere on the page


@pytest.mark.translation_case(73)
def test_section_that_is_doubled_has_its_translation_and_is_read(owner, page, spanish, reviewer):
    review_all(spanish, reviewer)
    page.body = [*page.body.raw_data, section(content=[paragraph()])]
    sync(page)
    assert "on this page" in get_messages(open_editor(owner, spanish))[0]
    pending = find_pending_translation(spanish)
    assert [pair.words for pair in [*pending.untranslated, *pending.to_read]] == []
    assert work.get_record(spanish).get_progress() == (6, 6)


@pytest.mark.translation_case(73)
def test_what_a_machine_wrote_elsewhere_on_the_page_stays_a_machine_s(owner, page, machine):
    spanish = work.start(page)
    work.machine_translate(owner, spanish)
    page.body = [*page.body.raw_data, section(content=[paragraph()])]
    sync(page)
    assert fill_in(work.get_record(spanish)).moved == 2
    pending = find_pending_translation(spanish)
    assert {frozenset(pending.get_origins(pair)) for pair in pending.pairs if pair.has_letters} == {
        frozenset({"machine"})
    }


# The memory


@pytest.fixture
def other(world, spanish, reviewer):
    """Another page with the same sentence, after somebody has reviewed the first."""
    review_all(spanish, reviewer)
    return work.make_source(title="Another title", slug="another")


@pytest.mark.translation_case(74)
def test_reviewed_text_is_filled_in_elsewhere_and_has_to_be_read_there(owner, other, reviewer):
    spanish = work.start(other)
    said = get_messages(open_editor(owner, spanish))
    assert said[0].startswith("2 texts were filled in from memory")
    row = find_row(spanish, SENTENCE)
    assert (row.data, row.has_error) == (work.say(SENTENCE), False)
    comment = row.get_comment()
    assert "Rosa Reviewer" in comment
    assert work.say("Closeness") in comment
    pending = find_pending_translation(spanish)
    (waiting,) = [pair for pair in pending.to_read if pair.source.words == SENTENCE]
    assert pending.get_origins(waiting) == {"memory"}
    entry = PageLogEntry.objects.get(action="wagtail_attachment.fill_from_memory")
    assert (entry.page_id, entry.data) == (spanish.pk, {"texts": 2})


@pytest.mark.translation_case(74)
def test_saving_it_unchanged_leaves_it_to_be_read_and_changing_it_makes_it_one_s_own(owner, other):
    spanish = work.start(other)
    fill_in(work.get_record(spanish))
    work.type_string(owner, spanish, SENTENCE, work.say(SENTENCE))
    pending = find_pending_translation(spanish)
    assert SENTENCE in [pair.source.words for pair in pending.to_read]
    work.type_string(owner, spanish, SENTENCE, "Otra cosa.")
    pending = find_pending_translation(spanish)
    assert SENTENCE not in [pair.source.words for pair in pending.to_read]


@pytest.mark.translation_case(74)
def test_submitting_fills_in_from_memory(owner, other):
    work.submit(owner, other)
    assert find_row(work.get_translated(other), SENTENCE)


@pytest.mark.translation_case(75)
def test_machine_is_asked_only_for_what_is_not_known(owner, other, machine):
    spanish = work.start(other)
    work.machine_translate(owner, spanish)
    assert SENTENCE not in machine
    assert "Another title" in machine
    assert find_row(spanish, SENTENCE).translation_type == "manual"


@pytest.mark.translation_case(75)
def test_update_asks_the_memory_before_the_machine(owner, other, machine):
    work.start(other)
    other.subtitle, other.seo_title = "Closeness", "New"
    work.publish_source(other)
    work.update(owner, other, use_machine_translation="on")
    assert "Closeness" not in machine
    assert "New" in machine


@pytest.mark.translation_case(81)
def test_text_that_was_kept_on_purpose_on_one_page_is_offered_on_no_other(world, superuser):
    first = work.start(work.make_source(title="Closeness"))
    pending = find_pending_translation(first)
    pending.settle(superuser, {pair.digest for pair in pending.untranslated})
    other = work.start(work.make_source(title="Other", slug="other"))
    assert fill_in(work.get_record(other), superuser).remembered == 0


@pytest.mark.translation_case(81)
def test_nobody_s_unread_text_is_offered_elsewhere(spanish, world):
    other = work.make_source(title="Another title", slug="another")
    assert fill_in(work.get_record(work.start(other))) == Filled()


@pytest.mark.translation_case(78)
def test_text_from_memory_that_was_cleared_stays_clear(owner, other):
    spanish = work.start(other)
    fill_in(work.get_record(spanish))
    find_row(spanish, SENTENCE).delete()
    open_editor(owner, spanish)
    assert find_row(spanish, SENTENCE) is None


@pytest.mark.translation_case(79)
def test_markup_comes_with_the_text_where_the_links_are_the_same(world, superuser, reviewer):
    first = work.make_source(*write_body(LINKED), title="One")
    review_all(work.publish_translated(work.start(first), superuser), reviewer)
    same = work.make_source(*write_body(LINKED), title="Two", slug="two")
    elsewhere = LINKED.replace("tel:988", "tel:911")
    other = work.make_source(*write_body(elsewhere), title="Three", slug="three")
    string = 'Call <a id="a1">988</a> at <b>any</b> hour.'
    spanish = work.start(same)
    fill_in(work.get_record(spanish))
    assert find_row(spanish, string).data == work.say(string)
    spanish = work.start(other)
    fill_in(work.get_record(spanish))
    assert find_row(spanish, string) is None


def test_title_from_memory_names_the_page_in_lists(owner, world, spanish, reviewer):
    review_all(spanish, reviewer)
    namesake = work.make_source(title="Closeness", slug="namesake")
    translated = work.start(namesake)
    fill_in(work.get_record(translated))
    assert work.reload(translated).draft_title == work.say("Closeness")


@pytest.mark.translation_case(82)
def test_text_that_was_typed_is_never_changed(owner, other):
    spanish = work.start(other)
    work.type_string(owner, spanish, SENTENCE, "Mío.")
    fill_in(work.get_record(spanish))
    assert find_row(spanish, SENTENCE).data == "Mío."


def test_who_may_not_edit_the_translation_fills_in_nothing(client, other):
    spanish = work.start(other)
    client.force_login(factories.make_user("access_admin"))
    record = work.get_record(spanish)
    for name, method in (("download_pofile", client.get), ("machine_translate", client.post)):
        method(reverse(f"wagtail_localize:{name}", args=[record.pk]))
    assert not StringTranslation.objects.filter(context__object_id=spanish.translation_key).exists()
