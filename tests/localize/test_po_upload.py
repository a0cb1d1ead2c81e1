"""A translator's file is taken over whole or not at all, and somebody may say to have read it."""

import re

import polib
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import PageLogEntry
from wagtail_localize.models import StringTranslation
from wagtail_localize.operations import translate_object

from tests import factories
from tests.admin.answers import get_links, get_messages
from tests.localize import work
from wagtail_attachment.localize.po_entries import read_time
from wagtail_attachment.localize.po_files import read_po
from wagtail_attachment.models import PairReview

NOTHING = "Nothing was imported."


@pytest.fixture
def spanish(world):
    return work.start(work.make_source(title="Closeness"))


@pytest.fixture
def translator(client, spanish):
    """Somebody who may edit the Spanish pages, and review nothing."""
    user = factories.make_user("access_admin")
    factories.give_page_rights(user, factories.get_home("es"), "change_page")
    client.force_login(user)
    return client


def get_url(page, name="upload_pofile"):
    return reverse(f"wagtail_localize:{name}", args=[work.get_record(page).pk])


def get_review_url(page):
    return reverse("wagtail_attachment:review_translation", args=[page.pk])


def make_file(page, write=work.say, **metadata):
    """Return the file that a translator would send back."""
    po = work.get_record(page).export_po()
    po.metadata.update(metadata)
    for entry in po:
        entry.msgstr = write(entry.msgid)
    return str(po).encode()


def upload(client, page, content, name="es.po"):
    """Upload it in the editor of the translation, which is where that leads back to."""
    data = {"next": reverse("wagtailadmin_pages:edit", args=[page.pk])}
    if content is not None:
        data["file"] = SimpleUploadedFile(name, content)
    return work.post(client, get_url(page), data)


def get_stored():
    return set(StringTranslation.objects.values_list("translation_of__data", "data", "tool_name"))


def test_what_was_taken_over_is_counted_and_logged(owner, spanish):
    answer = upload(owner, spanish, make_file(spanish))
    assert get_messages(answer)[0] == "4 texts were imported from the file."
    entry = PageLogEntry.objects.get(action="wagtail_attachment.import_po")
    counts = {"texts": 4, "unknown": 0, "fuzzy": 0, "newer": 0}
    assert entry.data == {"file": "es.po", **counts}
    assert entry.page_id == spanish.pk


@pytest.mark.translation_case(6)
@pytest.mark.path("wagtail-localize: upload a PO file, and publish", stopped_by="gate")
def test_file_goes_live_once_somebody_with_the_right_has_read_it_whole(owner, spanish):
    answer = upload(owner, spanish, make_file(spanish))
    assert "Have you read the whole translation?" in get_messages(answer)[1]
    assert get_review_url(spanish) in get_links(answer)
    work.publish(owner, spanish)
    assert not work.reload(spanish).live

    form = owner.get(get_review_url(spanish)).content.decode()
    [shown] = re.findall(r'name="shown" value="([0-9a-f ]+)"', form)
    owner.post(get_review_url(spanish), {"shown": shown, "all": "new", "note": ""})
    pairs = work.find_pending_translation(spanish).pairs
    assert set(PairReview.objects.get().digests) == {p.digest for p in pairs if p.has_letters}
    work.publish(owner, spanish)
    assert work.reload(spanish).live


def test_review_does_not_hold_for_the_next_file(owner, superuser, spanish):
    upload(owner, spanish, make_file(spanish))
    work.review(spanish, superuser)
    upload(owner, spanish, make_file(spanish, lambda text: work.say(text, "mx")))
    work.publish(owner, spanish)
    assert not work.reload(spanish).live


def test_who_may_not_review_is_told_who_does(translator, spanish):
    factories.make_translation_reviewer(name="Rosa")
    [_taken, said] = get_messages(upload(translator, spanish, make_file(spanish)))
    assert said.endswith("Imported text needs review. Ask: Rosa.")
    assert not PairReview.objects.exists()


def test_who_may_not_edit_the_page_uploads_nothing(client, spanish):
    client.force_login(factories.make_translation_reviewer())
    upload(client, spanish, make_file(spanish))
    assert not StringTranslation.objects.exists()


def test_person_s_own_words_need_no_review_after_a_file_that_says_the_same(
    owner, superuser, spanish
):
    work.translate(spanish, superuser)
    answer = upload(owner, spanish, make_file(spanish))
    assert len(get_messages(answer)) == 1


def test_site_that_asks_for_no_review_offers_none(owner, spanish, settings):
    settings.WAGTAIL_ATTACHMENT_TRANSLATION_REVIEW = "never"
    assert len(get_messages(upload(owner, spanish, make_file(spanish)))) == 1


def test_text_with_another_number_is_named_and_kept(owner, world):
    spanish = work.start(
        work.make_source(
            factories.section(content=[factories.paragraph("<p>Call 988 now.</p>")]), title="Help"
        )
    )
    file = make_file(spanish, lambda text: work.say(text).replace("988", "911"))
    assert any("1 text has an error" in m for m in get_messages(upload(owner, spanish, file)))
    assert StringTranslation.objects.get(has_error=True).data == work.say("Call 911 now.")


def test_errors_of_another_language_are_not_counted(owner, spanish):
    factories.get_home("fr")
    work.translate(
        work.start(spanish.get_translation(factories.get_locale()), "fr"), has_error=True
    )
    messages = get_messages(upload(owner, spanish, make_file(spanish)))
    assert not any("error" in message for message in messages)


def test_text_that_the_original_has_no_more_is_left_out_and_counted(owner, spanish):
    po = work.get_record(spanish).export_po()
    po.append(polib.POEntry(msgid="Gone", msgctxt="title", msgstr="Ido"))
    po.append(polib.POEntry(msgid="Gone and never translated", msgctxt="title", msgstr=""))
    po.append(polib.POEntry(msgid="Closeness", msgctxt="gone", msgstr="Ido"))
    messages = get_messages(upload(owner, spanish, str(po).encode()))
    assert messages[:2] == [
        "0 texts were imported from the file.",
        "2 texts of the file were left out: the original does not have them any more.",
    ]


def test_snippet_s_file_is_taken_over_without_a_review(owner, world):
    booking = factories.make_booking()
    translate_object(booking, [factories.get_locale("es")])
    spanish = booking.get_translation(factories.get_locale("es"))
    answer = work.post(
        owner, get_url(spanish), {"file": SimpleUploadedFile("es.po", make_file(spanish))}
    )
    assert get_messages(answer) == ["2 texts were imported from the file."]


BAD_FILES = {
    "none": (None, "Choose a PO file first"),
    "empty": (b" \n", "Choose a PO file first"),
    "not UTF-8": ('msgid "a"\nmsgstr "ä"\n'.encode("latin-1"), "Save it as UTF-8"),
    "UTF-16": ('msgid "a"\nmsgstr "b"\n'.encode("utf-16"), NOTHING),
    "of a codec that is for no text": (
        b'msgid ""\nmsgstr "Content-Type: text/plain; charset=undefined\\n"\n',
        "Save it as UTF-8",
    ),
    "syntax": (b'msgid "a"\nmsgstr "b"c"\n', "line 2 cannot be read"),
    "no PO file": (b"PK\x03\x04\x00\x00", NOTHING),
    "a name": (b"/etc/hostname", "line 1 cannot be read"),
    "no header": (b'msgid "a"\nmsgstr "b"\n', "X-WagtailLocalize-TranslationID"),
}


@pytest.mark.parametrize(("content", "message"), BAD_FILES.values(), ids=BAD_FILES)
def test_bad_file_is_refused_with_a_reason_and_what_was_there_stays(
    owner, superuser, spanish, content, message
):
    work.translate(spanish, superuser)
    before = get_stored()
    [said] = get_messages(upload(owner, spanish, content))
    assert message in said
    assert get_stored() == before
    assert not PageLogEntry.objects.filter(action="wagtail_attachment.import_po").exists()


def test_file_of_another_page_or_language_is_refused(owner, spanish):
    other = work.start(work.make_source(title="Another"))
    [said] = get_messages(upload(owner, spanish, make_file(other)))
    assert "of another page or another language" in said
    assert not StringTranslation.objects.exists()


def test_file_without_a_translation_says_so(owner, spanish):
    [said] = get_messages(upload(owner, spanish, make_file(spanish, lambda text: "")))
    assert "No text of this file is translated yet" in said


def test_file_that_fails_in_its_midst_leaves_nothing_behind(owner, spanish, monkeypatch):
    real = StringTranslation.save
    saved = []

    def fail(self, *args, **kwargs):
        saved.append(self)
        if len(saved) == 3:
            raise RuntimeError("The database is gone")
        return real(self, *args, **kwargs)

    monkeypatch.setattr(StringTranslation, "save", fail)
    with pytest.raises(RuntimeError):
        upload(owner, spanish, make_file(spanish))
    assert not StringTranslation.objects.exists()


def test_translation_of_a_page_that_is_gone_is_not_found(owner, spanish):
    url = get_url(spanish)
    factories.force_delete(spanish)
    assert owner.post(url).status_code == 404


@settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    lines=st.lists(
        st.one_of(
            st.binary(max_size=30),
            st.sampled_from(
                [
                    b'msgid "a"',
                    b'msgstr "b"',
                    b'msgctxt "c"',
                    b'msgid_plural "d"',
                    b'msgstr[0] "e"',
                    b'msgstr[x] "f"',
                    b"#~",
                    b"#|",
                    b"#, fuzzy",
                    b'"g"',
                    b'"Content-Type: text/plain; charset=idna\\n"',
                ]
            ),
        ),
        max_size=8,
    )
)
def test_no_file_whatsoever_is_an_error_of_the_site(lines):
    with pytest.raises(ValidationError):
        read_po(b"\n".join(lines), "of no translation")


# What is newer here, and what is only guessed


@pytest.mark.translation_case(28)
def test_older_file_replaces_no_text_that_was_typed_since(owner, spanish, superuser):
    file = make_file(spanish)
    work.type_string(owner, spanish, "Closeness", "La cercanía")
    messages = get_messages(upload(owner, spanish, file))
    assert messages[0] == "3 texts were imported from the file."
    assert "1 text was changed here after the file was downloaded" in messages[1]
    assert "Here: “La cercanía”. In the file: “Closenesses”." in messages[1]
    row = StringTranslation.objects.get(translation_of__data="Closeness")
    assert (row.data, row.tool_name) == ("La cercanía", "")


def test_text_that_the_original_has_no_more_is_not_counted(owner, spanish, superuser):
    work.translate(spanish, superuser)
    page = spanish.get_translation(factories.get_locale("en")).specific
    page.title = "Nearness"
    work.publish_source(page)
    work.update(owner, page)
    po = work.get_record(spanish).export_po()
    assert [entry.msgid for entry in po.obsolete_entries()] == ["Closeness"]
    for entry in po:
        entry.msgstr = "La proximidad" if entry.msgid == "Nearness" else entry.msgstr
    messages = get_messages(upload(owner, spanish, str(po).encode()))
    assert messages[0] == "4 texts were imported from the file."


def test_file_that_is_newer_replaces_what_was_typed_before(owner, spanish):
    work.type_string(owner, spanish, "Closeness", "La cercanía")
    messages = get_messages(upload(owner, spanish, make_file(spanish)))
    assert messages[0] == "4 texts were imported from the file."
    assert StringTranslation.objects.get(translation_of__data="Closeness").data == "Closenesses"


@pytest.mark.translation_case(28)
def test_file_that_does_not_say_when_it_was_made_counts_as_old(owner, spanish):
    work.type_string(owner, spanish, "Closeness", "La cercanía")
    upload(owner, spanish, make_file(spanish, **{"POT-Creation-Date": "yesterday"}))
    assert StringTranslation.objects.get(translation_of__data="Closeness").data == "La cercanía"


@pytest.mark.translation_case(29)
def test_fuzzy_text_is_not_final(owner, spanish):
    po = polib.pofile(make_file(spanish).decode())
    po[0].flags.append("fuzzy")
    messages = get_messages(upload(owner, spanish, str(po).encode()))
    assert messages[0] == "3 texts were imported from the file."
    assert messages[1].startswith("1 text was left out: the file marks it as fuzzy.")
    assert StringTranslation.objects.count() == 3


@pytest.mark.parametrize(
    ("header", "minute"),
    [
        ("2026-11-30 11:43:00.123456+00:00", 43),
        ("2026-11-30 12:43+0100", 43),
        ("2026-11-30 11:43", 43),
        ("", None),
        ("2026-13-40 11:43+0000", None),
    ],
)
def test_time_of_a_file_as_programs_write_it(header, minute):
    found = read_time(header)
    assert (found.minute if found else None) == minute
